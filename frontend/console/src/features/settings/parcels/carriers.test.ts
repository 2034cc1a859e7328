import { expect, it } from 'vitest';
import { patternsOf } from './carriers';

it('reads the patterns of a carrier in whatever way they are set apart', () => {
  expect(patternsOf('  BK########, KR@*،1## ')).toEqual(['BK########', 'KR@*', '1##']);
  expect(patternsOf(' ')).toEqual([]);
});
