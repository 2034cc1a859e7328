import { expect, it } from 'vitest';
import { partsOf } from './marked';

it('keeps the spaces around what was found', () => {
  expect(partsOf('I ordered the <mark>Tulip</mark> vase')).toEqual([
    { hit: false, text: 'I ordered the ' },
    { hit: true, text: 'Tulip' },
    { hit: false, text: ' vase' }
  ]);
});

it('draws what a customer wrote as text', () => {
  expect(partsOf('&lt;b&gt; &amp; <img src=x> <mark>a</mark>').map((part) => part.text).join('')).toBe('<b> & <img src=x> a');
});
