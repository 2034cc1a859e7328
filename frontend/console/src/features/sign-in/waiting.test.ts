import { describe, expect, it } from 'vitest';
import { safeNext } from './waiting';

describe('after signing in', () => {
  it.each([
    ['/orders?q=4328', '/orders?q=4328'],
    ['//evil.example', '/inbox'],
    ['/\\evil.example', '/inbox'],
    ['https://evil.example', '/inbox'],
    [null, '/inbox']
  ])('one comes from %s to %s', (next, expected) => {
    expect(safeNext(next)).toBe(expected);
  });
});
