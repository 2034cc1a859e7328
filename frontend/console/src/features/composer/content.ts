/** Between the editor and the wire: text where text says everything, simple HTML where it does not. */
import type { Editor, JSONContent } from '@tiptap/core';
import type { Content } from './RichText.svelte';

const PLAIN = new Set(['doc', 'paragraph', 'text', 'hardBreak', 'mention']);

export function contentOf(editor: Editor): Content {
  const json = editor.getJSON();
  const text = editor.getText({ blockSeparator: '\n' }).trim();
  return { text, html: isPlain(json) ? null : asLines(editor.getHTML()), mentions: [...new Set(mentionsIn(json))] };
}

export function isPlain(node: JSONContent): boolean {
  if (!PLAIN.has(node.type ?? '')) return false;
  if ((node.marks ?? []).some((mark) => !(mark.type === 'link' && mark.attrs?.['href'] === node.text))) return false;
  return (node.content ?? []).every(isPlain);
}

function mentionsIn(node: JSONContent): string[] {
  const own = node.type === 'mention' && typeof node.attrs?.['id'] === 'string' ? [node.attrs['id']] : [];
  return [...own, ...(node.content ?? []).flatMap(mentionsIn)];
}

/** What was a line while writing is a line in the mail: no margins that were not seen. */
export const asLines = (html: string): string =>
  html.replaceAll('<p></p>', '<div><br></div>').replaceAll('<p', '<div').replaceAll('</p>', '</div>');

export function htmlOf(content: Content): string {
  if (content.html !== null) return content.html.replaceAll('<div><br></div>', '<p></p>').replaceAll('<div', '<p').replaceAll('</div>', '</p>');
  const escaped = content.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return content.text === '' ? '' : escaped.split('\n').map((line) => `<p>${line}</p>`).join('');
}
