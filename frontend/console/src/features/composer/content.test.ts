import { describe, expect, it } from 'vitest';
import { asLines, htmlOf, isPlain } from './content';

describe('what was written', () => {
  it('is text while nothing is formatted', () => {
    const paragraph = (...content: object[]): object => ({ type: 'doc', content: [{ type: 'paragraph', content }] });
    expect(isPlain(paragraph({ type: 'text', text: 'Hi' }))).toBe(true);
    expect(isPlain(paragraph({ type: 'text', text: 'Hi', marks: [{ type: 'bold' }] }))).toBe(false);
    expect(isPlain({ type: 'doc', content: [{ type: 'bulletList' }] })).toBe(false);
    const link = { type: 'text', text: 'https://a.example', marks: [{ type: 'link', attrs: { href: 'https://a.example' } }] };
    expect(isPlain(paragraph(link))).toBe(true);
  });

  it('keeps its lines and blank lines in a mail, and comes back into the editor as it was', () => {
    const html = asLines('<p>One</p><p></p><p><strong>Two</strong></p>');
    expect(html).toBe('<div>One</div><div><br></div><div><strong>Two</strong></div>');
    expect(htmlOf({ text: '', html, mentions: [] })).toBe('<p>One</p><p></p><p><strong>Two</strong></p>');
  });

  it('is never read as HTML when it is text', () => {
    expect(htmlOf({ text: 'a <b> & c\nd', html: null, mentions: [] })).toBe('<p>a &lt;b> &amp; c</p><p>d</p>');
  });
});
