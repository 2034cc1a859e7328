/**
 * Most messages are paragraphs, links and lists: those are drawn as part of the page, in its own type and theme.
 * Only what is richer (tables, colours, pictures from elsewhere) needs a frame of its own. The nodes are built anew from a short list of
 * elements; no attribute of the original is kept but the address of a link or of a picture that came with the message.
 */
const ELEMENTS = new Set(['P', 'DIV', 'BR', 'B', 'STRONG', 'I', 'EM', 'U', 'S', 'A', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'CODE', 'PRE', 'SPAN', 'H1', 'H2', 'H3', 'H4', 'HR', 'IMG']);
const PAINT = ['style', 'bgcolor', 'color', 'background', 'width', 'height', 'align'];

/** The message as nodes, or null when it is richer than that; `also` are further elements that are no more than text. */
export function plainHtml(html: string, also: ReadonlySet<string> = new Set()): DocumentFragment | null {
  const source = new DOMParser().parseFromString(html, 'text/html').body;
  const painted = [...source.querySelectorAll('*')].some(
    (node) => !(ELEMENTS.has(node.tagName) || also.has(node.tagName)) || PAINT.some((name) => node.hasAttribute(name)) || (node.tagName === 'IMG' && pictureOf(node) === null)
  );
  if (painted) return null;
  const fragment = document.createDocumentFragment();
  copy(source, fragment);
  return fragment;
}

/** The address of a picture that came with the message. */
const pictureOf = (node: Element): string | null => /^\/api\/v1\/attachments\/att_\w+$/.exec(node.getAttribute('src') ?? '')?.[0] ?? null;

function copy(from: Node, to: Node): void {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(child.textContent ?? ''));
    if (!(child instanceof Element)) continue;
    const made = document.createElement(child.tagName);
    const address = child.getAttribute('href') ?? '';
    if (made instanceof HTMLAnchorElement && /^(?:https?|mailto|tel):/i.test(address)) {
      made.href = address;
      made.target = '_blank';
      made.rel = 'noopener noreferrer nofollow';
    }
    const picture = pictureOf(child);
    if (made instanceof HTMLImageElement && picture !== null) {
      made.src = picture;
      made.alt = child.getAttribute('alt') ?? '';
      made.loading = 'lazy';
    }
    if (['P', 'DIV', 'LI', 'BLOCKQUOTE'].includes(child.tagName)) made.setAttribute('dir', 'auto');
    copy(child, made);
    to.appendChild(made);
  }
}

export interface Piece {
  text: string;
  href?: string;
}
/** Text with its addresses made into links. */
export function linked(text: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'،؛]+[^\s<>"'.,;:!?)\]}،؛]|[\w.+-]+@[\w-]+\.[\w.-]*\w/gu)) {
    if (match.index > last) pieces.push({ text: text.slice(last, match.index) });
    pieces.push({ text: match[0], href: match[0].startsWith('http') ? match[0] : `mailto:${match[0]}` });
    last = match.index + match[0].length;
  }
  if (last < text.length) pieces.push({ text: text.slice(last) });
  return pieces;
}
