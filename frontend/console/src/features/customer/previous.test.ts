import { expect, it } from 'vitest';
import { othersOf } from './previous';

it('a customer has as many other conversations as are listed, and as many as were counted where the list goes on', () => {
  expect(othersOf(4, false, 5)).toBe(4);
  expect(othersOf(9, true, 37)).toBe(36);
  // What was merged or taken away is counted later than it is listed.
  expect(othersOf(9, true, 3)).toBe(9);
});
