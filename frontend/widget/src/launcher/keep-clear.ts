/** What a visitor came for and the button must not cover. */
const PRECIOUS =
  "button,input,select,textarea,[role=button],a.button,a.btn,[class*=add-to-cart],[class*=add_to_cart],[data-tillside-avoid]";
const GAP = 12;

/**
 * Lifts the launcher above buttons, fields and bars of the page that it would cover. It looks after loading, resizing
 * and scrolling, when the page is at rest.
 */
export function keepClear(host: HTMLElement, launcher: HTMLElement): void {
  const look = () => {
    launcher.style.translate = `0 ${-lift(host, launcher)}px`;
  };
  let pending: ReturnType<typeof setTimeout>[] = [];
  const lookSoon = () => {
    pending.forEach(clearTimeout);
    // Twice: bars often slide in when scrolling ends.
    pending = [setTimeout(look, 120), setTimeout(look, 700)];
  };
  for (const event of ["scroll", "resize", "load"]) addEventListener(event, lookSoon, { passive: true });
  lookSoon();
}

/** Pixels by which the launcher must rise to stand clear; 0 if half the window would not be enough. */
function lift(host: HTMLElement, launcher: HTMLElement): number {
  const { left, right, height } = launcher.getBoundingClientRect();
  const foot = innerHeight - parseFloat(getComputedStyle(launcher).bottom);
  let raised = 0;
  for (let attempt = 0; attempt < 5; attempt++) {
    const covered = highestBelow(host, left, right, foot - raised - height, foot - raised);
    if (covered === null) return raised;
    raised = foot - covered + GAP;
  }
  return raised < innerHeight / 2 ? raised : 0;
}

/** The upper edge of the precious things within the rectangle, or null when it is free. */
function highestBelow(host: HTMLElement, left: number, right: number, top: number, bottom: number): number | null {
  const middle = (left + right) / 2;
  const points = [left, middle, right].flatMap((x) => [top, (top + bottom) / 2, bottom].map((y) => [x, y] as const));
  const edges = points.flatMap(([x, y]) =>
    document
      .elementsFromPoint(x, y)
      .filter((element) => element !== host)
      .map((element) => element.closest(PRECIOUS) ?? (isBar(element) ? element : null))
      .flatMap((element) => (element ? [element.getBoundingClientRect().top] : [])),
  );
  return edges.length ? Math.min(...edges) : null;
}

/** A strip that stays while the page scrolls, such as a cart bar or a cookie notice. */
function isBar(element: Element): boolean {
  const isFixed = /fixed|sticky/.test(getComputedStyle(element).position);
  return isFixed && element.getBoundingClientRect().height < innerHeight / 3;
}
