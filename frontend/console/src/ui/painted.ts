/**
 * Runs what can wait once all that has changed by now is on the screen: the second frame after it begins when the first
 * has been drawn. Returns what calls it off.
 */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => void (timer = setTimeout(work));
  // A page that nobody sees is not drawn.
  if (document.visibilityState === 'hidden') {
    soon();
    return () => clearTimeout(timer);
  }
  let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(soon)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
