import { describe, expect, it } from 'vitest';
import { asLines, htmlOf, isPlain, joined, mentionsOf, namedIn } from './content';

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

  it('names the same people when it comes back, the longest name first, whatever is added to it', () => {
    const [ann, anna, minjun] = [
      { id: 'agt_1', name: 'Ann' },
      { id: 'agt_2', name: 'Anna (Berlin)' },
      { id: 'agt_3', name: '김민준' }
    ];
    const html = htmlOf({ text: '@Anna (Berlin) & @김민준님', html: null, mentions: [ann, anna, minjun] });
    expect(html).toContain('<span data-type="mention" data-id="agt_2" data-label="Anna (Berlin)">@Anna (Berlin)</span> &amp; <span');
    expect(html).toContain('>@김민준</span>님');
    expect(mentionsOf(html)).toEqual([anna, minjun]);
    expect(namedIn('@Anna (Berlin), not Ann', [ann, anna, minjun])).toEqual([anna]);
  });

  it('stands above what was written since, as HTML when one of both is', () => {
    const plain = { text: 'One', html: null, mentions: [] };
    const rich = { text: 'Two', html: '<div><strong>Two</strong></div>', mentions: [] };
    expect(joined(plain, plain)).toMatchObject({ text: 'One\n\nOne', html: null });
    expect(joined(plain, rich).html).toBe('<div>One</div><div><br></div><div><strong>Two</strong></div>');
    expect(joined(plain, { text: '', html: null, mentions: [] })).toBe(plain);
  });
});
