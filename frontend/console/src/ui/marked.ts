/** The server marks hits with `<mark>` in otherwise escaped text; it is drawn as text, never as HTML. */
export interface Part {
  hit: boolean;
  text: string;
}

export const partsOf = (html: string): Part[] =>
  html
    .split(/(<mark>.*?<\/mark>)/gs)
    .map((part) => {
      const hit = part.startsWith('<mark>');
      return { hit, text: unescape(hit ? part.slice('<mark>'.length, -'</mark>'.length) : part) };
    })
    .filter((part) => part.text !== '');

/** In the body, where spaces at the edges are kept. */
const unescape = (text: string): string =>
  new DOMParser().parseFromString(`<body>${text.replaceAll('<', '&lt;')}`, 'text/html').body.textContent ?? '';
