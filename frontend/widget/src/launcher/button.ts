import css from "./launcher.css?inline";

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE = "M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z";
const CROSS = "M6 6l12 12M18 6 6 18";

export type LauncherParts = { shadow: ShadowRoot; root: HTMLElement; button: HTMLButtonElement; badge: HTMLElement };

/** Fills the custom element: a shadow root that no style of the page reaches into, and the round button. */
export function drawLauncher(host: HTMLElement): LauncherParts {
  const shadow = host.attachShadow({ mode: "open" });
  adoptStyle(shadow, css);

  const root = document.createElement("div");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "launcher";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-haspopup", "dialog");
  const badge = document.createElement("span");
  badge.className = "badge";
  badge.setAttribute("aria-hidden", "true");
  button.append(icon(BUBBLE, "speech"), icon(CROSS, "cross"), badge);
  root.append(button);
  shadow.append(root);
  return { shadow, root, button, badge };
}

function icon(path: string, className: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** A constructed style sheet passes a strict `style-src`; browsers without it get a style element. */
export function adoptStyle(shadow: ShadowRoot, text: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = text;
    shadow.prepend(style);
  }
}
