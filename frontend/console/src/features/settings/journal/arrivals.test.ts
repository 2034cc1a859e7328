import { expect, test } from 'vitest';
import { dayEnd, dayStart } from './arrivals';

test('a day reaches from its first moment to the first of the next', () => {
  const length = Date.parse(dayEnd('2026-03-02')) - Date.parse(dayStart('2026-03-02'));
  expect(length).toBe(24 * 3600 * 1000);
  expect(new Date(dayStart('2026-03-02')).getHours()).toBe(0);
});

test('the last day of a month ends where the next month begins', () => {
  expect(dayEnd('2026-02-28')).toBe(dayStart('2026-03-01'));
});
