const FOCUSABLE = "button:not(:disabled),a[href],input:not([hidden]),textarea:not(:disabled),summary,[tabindex='0']";

/** Keeps the Tab key within the panel; Escape, which closes it, is the way out. */
export function keepFocusWithin(panel: HTMLElement, shadow: ShadowRoot): void {
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.offsetParent !== null);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (shadow.activeElement !== edge && shadow.activeElement !== panel) return;
    if (shadow.activeElement === panel && !event.shiftKey) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  });
}
