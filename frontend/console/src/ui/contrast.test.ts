import { describe, expect, it } from 'vitest';
import { contrast, inkOn, parseHex, readableOn, toHex, white, type Rgb } from './contrast';

const hex = (text: string): Rgb => parseHex(text) ?? white;

describe('a brand colour', () => {
  it('has the contrast that the guidelines compute', () => {
    expect(contrast(hex('#ffffff'), hex('#767676'))).toBeCloseTo(4.54, 2);
  });

  it.each(['#ffd400', '#e8f0ff', '#0f6b66', '#d6336c', '#111111', '#7cb342'])('%s is readable as text and as a button', (brand) => {
    for (const ground of ['#ffffff', '#1a1c20']) {
      expect(contrast(readableOn(hex(brand), hex(ground), 4.5), hex(ground))).toBeGreaterThanOrEqual(4.5);
    }
    const button = readableOn(hex(brand), inkOn(hex(brand)), 4.5);
    expect(contrast(button, inkOn(hex(brand)))).toBeGreaterThanOrEqual(4.5);
  });

  it('is refused when it is no colour', () => {
    expect(parseHex('javascript:')).toBeNull();
    expect(toHex(hex('#abc'))).toBe('#aabbcc');
  });
});
