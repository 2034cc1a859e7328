import { describe, expect, it } from 'vitest';
import { anyOf, filters, flag, inOrder, oneOf, text } from './narrowing';

const { everything, read, asked, isNarrowed, cleared, address } = filters('/things', {
  q: text,
  status: anyOf(['open', 'shut']),
  state: oneOf(['new', 'old']),
  late: flag,
  sort: inOrder(['-made_at', 'made_at'])
});
const narrowed = { q: 'Ayşe #43', status: ['shut' as const, 'open' as const], state: 'old' as const, late: true, sort: 'made_at' as const };
const told = (path: string): URLSearchParams => new URL(path, 'https://desk.example').searchParams;

describe('what a list is narrowed down to', () => {
  it('is the same after it went through the address', () => {
    const path = address(narrowed, 'thg_1');
    expect(path.startsWith('/things/thg_1?')).toBe(true);
    expect(read(told(path))).toEqual(narrowed);
  });

  it('is not in the address while nothing is asked for', () => {
    expect(read(told('/things'))).toEqual(everything);
    expect(address(everything, null)).toBe('/things');
    expect(asked(everything)).toEqual({});
  });

  it('leaves out words that nothing here has', () => {
    expect(asked(read(told('/things?status=ajar,shut&state=&late=yes&sort=size&page=2')))).toEqual({ status: 'shut' });
  });

  it('is not an order, which stays when the filters go', () => {
    const turned = { ...everything, sort: 'made_at' as const };
    expect(isNarrowed(turned)).toBe(false);
    expect(isNarrowed(narrowed)).toBe(true);
    expect(cleared(narrowed)).toEqual(turned);
  });
});
