/** Between the editor and the wire: text where text says everything, simple HTML where it does not. */
import type { Editor, JSONContent } from '@tiptap/core';
import type { Ref } from '$api/types';
import { onScreen } from './pictures';

export interface Content {
  text: string;
  /** Null when the text says everything. */
  html: string | null;
  /** Who is named with `@` in it. */
  mentions: Ref[];
}

const PLAIN = new Set(['doc', 'paragraph', 'text', 'hardBreak', 'mention']);

export function contentOf(editor: Editor): Content {
  const json = editor.getJSON();
  const text = editor.getText({ blockSeparator: '\n' }).trim();
  return { text, html: isPlain(json) ? null : asLines(editor.getHTML()), mentions: unique(mentionsIn(json)) };
}

export function isPlain(node: JSONContent): boolean {
  if (!PLAIN.has(node.type ?? '')) return false;
  if ((node.marks ?? []).some((mark) => !(mark.type === 'link' && mark.attrs?.['href'] === node.text))) return false;
  return (node.content ?? []).every(isPlain);
}

function mentionsIn(node: JSONContent): Ref[] {
  const { id, label } = node.type === 'mention' ? (node.attrs ?? {}) : {};
  const own = typeof id === 'string' ? [{ id, name: typeof label === 'string' ? label : id }] : [];
  return [...own, ...(node.content ?? []).flatMap(mentionsIn)];
}

const unique = (people: Ref[]): Ref[] => people.filter((one, at) => people.findIndex((other) => other.id === one.id) === at);

/** What was a line while writing is a line in the mail: no margins that were not seen. */
export const asLines = (html: string): string =>
  html.replaceAll('<p></p>', '<div><br></div>').replaceAll('<p', '<div').replaceAll('</p>', '</div>');

export function htmlOf(content: Content): string {
  if (content.html !== null) return onScreen(content.html).replaceAll('<div><br></div>', '<p></p>').replaceAll('<div', '<p').replaceAll('</div>', '</p>');
  if (content.text === '') return '';
  return content.text.split('\n').map((line) => `<p>${marked(line, content.mentions)}</p>`).join('');
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A line of text as HTML, with those who are named in it as the editor knows them. */
function marked(line: string, people: Ref[]): string {
  return pieces(line, people)
    .map((piece) =>
      typeof piece === 'string'
        ? escaped(piece)
        : `<span data-type="mention" data-id="${escaped(piece.id)}" data-label="${escaped(piece.name)}">@${escaped(piece.name)}</span>`
    )
    .join('');
}

/** Cuts a text at each `@Name`; of names that begin alike the longest counts. No rule on what follows: Korean adds to names. */
function pieces(text: string, people: Ref[]): (string | Ref)[] {
  const named = people.filter((one) => one.name !== '').sort((a, b) => b.name.length - a.name.length);
  if (named.length === 0) return [text];
  const pattern = new RegExp(`@(${named.map((one) => one.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'g');
  const found: (string | Ref)[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const person = named.find((one) => one.name === match[1]);
    if (person === undefined) continue;
    found.push(text.slice(from, match.index), person);
    from = match.index + match[0].length;
  }
  return [...found, text.slice(from)].filter((piece) => piece !== '');
}

/** Which of these people a text names. */
export const namedIn = (text: string, people: Ref[]): Ref[] =>
  unique(pieces(text, people).filter((piece) => typeof piece !== 'string'));

/** Who is named in HTML of ours. */
export function mentionsOf(html: string): Ref[] {
  const found = new DOMParser().parseFromString(html, 'text/html').querySelectorAll<HTMLElement>('[data-type="mention"]');
  return unique([...found].flatMap(({ dataset }) => (dataset['id'] ? [{ id: dataset['id'], name: dataset['label'] ?? dataset['id'] }] : [])));
}

/** One text above another, with a blank line between. */
export function joined(above: Content, below: Content): Content {
  if (below.text.trim() === '') return above;
  if (above.text.trim() === '') return below;
  const html = above.html === null && below.html === null ? null : `${lined(above)}<div><br></div>${lined(below)}`;
  return { text: `${above.text}\n\n${below.text}`, html, mentions: unique([...above.mentions, ...below.mentions]) };
}
const lined = (content: Content): string => content.html ?? asLines(htmlOf(content));

/** The text of cleaned HTML, line by line. */
export const linesOf = (html: string): string =>
  new DOMParser()
    .parseFromString(html.replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '$&\n'), 'text/html')
    .body.textContent.trim();
