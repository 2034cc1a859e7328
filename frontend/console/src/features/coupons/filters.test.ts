import { describe, expect, it } from 'vitest';
import { addressOf, everything, filterOf, isNarrowed, narrowedBy } from './filters';

describe('the filters of coupons', () => {
  it('are the same after they went through the address', () => {
    const narrowed = { q: 'yaz 20', status: 'used_up' as const, store: 'sto_1' };
    const address = addressOf(narrowed, 'cpn_1');
    expect(address.startsWith('/coupons/cpn_1?')).toBe(true);
    expect(narrowedBy(new URL(address, 'https://desk.example').searchParams)).toEqual(narrowed);
  });

  it('leave out words that no coupon has', () => {
    expect(filterOf(narrowedBy(new URLSearchParams('status=publish')))).toEqual({});
  });

  it('are not there in a plain address', () => {
    expect(isNarrowed(narrowedBy(new URLSearchParams()))).toBe(false);
    expect(addressOf(everything, null)).toBe('/coupons');
  });
});
