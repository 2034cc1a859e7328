import { describe, expect, it } from 'vitest';
import { addressOf, filterOf, isNarrowed, narrowedBy } from './filters';

describe('the filters of orders', () => {
  it('are the same after they went through the address', () => {
    const narrowed = { q: 'Ayşe #43', statuses: ['processing', 'on_hold'] as const, store: 'sto_1', late: true, sort: 'placed_at' as const };
    const address = addressOf({ ...narrowed, statuses: [...narrowed.statuses] }, 'ord_1');
    expect(address.startsWith('/orders/ord_1?')).toBe(true);
    expect(narrowedBy(new URL(address, 'https://desk.example').searchParams)).toEqual(narrowed);
  });

  it('leave out words that no order has', () => {
    expect(filterOf(narrowedBy(new URLSearchParams('status=shipped,completed')))).toEqual({ status: 'completed' });
  });

  it('are not there in a plain address', () => {
    expect(isNarrowed(narrowedBy(new URLSearchParams()))).toBe(false);
    expect(addressOf({ q: '', statuses: [], store: null, late: false, sort: '-placed_at' }, null)).toBe('/orders');
  });
});
