import { describe, expect, it } from 'vitest';
import { fitted } from './picture';

describe('a logo', () => {
  it('keeps its proportion and is never made larger', () => {
    expect(fitted(2048, 512)).toEqual({ width: 512, height: 128 });
    expect(fitted(300, 1200)).toEqual({ width: 128, height: 512 });
    expect(fitted(64, 48)).toEqual({ width: 64, height: 48 });
    expect(fitted(5000, 2)).toEqual({ width: 512, height: 1 });
  });
});
