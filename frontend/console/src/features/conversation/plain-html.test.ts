import { describe, expect, it } from 'vitest';
import { linked, plainHtml } from './plain-html';

const drawn = (html: string): string | null => {
  const fragment = plainHtml(html);
  if (fragment === null) return null;
  const holder = document.createElement('div');
  holder.append(fragment);
  return holder.innerHTML;
};

describe('a message in HTML', () => {
  it('is drawn in the page when it is only text', () => {
    expect(drawn('<p class="x" onclick="y()">Hi <b>there</b><br>you</p>')).toBe('<p dir="auto">Hi <b>there</b><br>you</p>');
  });

  it('keeps links that lead to the web and no others', () => {
    expect(drawn('<a href="https://shop.example/a">a</a>')).toContain('href="https://shop.example/a"');
    expect(drawn('<a href="javascript:alert(1)">a</a>')).toBe('<a>a</a>');
  });

  it.each(['<p style="color:red">a</p>', '<table><tr><td>a</td></tr></table>', '<img src="cid:1">', '<font color="red">a</font>', '<script>1</script>'])(
    'gets a frame of its own when it is richer: %s',
    (html) => expect(drawn(`<p>${html}</p>`)).toBeNull()
  );
});

describe('addresses in a text', () => {
  it('become links without the punctuation around them', () => {
    expect(linked('See https://shop.example/x?y=1. Or write to a.b@example.com!')).toEqual([
      { text: 'See ' },
      { text: 'https://shop.example/x?y=1', href: 'https://shop.example/x?y=1' },
      { text: '. Or write to ' },
      { text: 'a.b@example.com', href: 'mailto:a.b@example.com' },
      { text: '!' }
    ]);
  });
});
