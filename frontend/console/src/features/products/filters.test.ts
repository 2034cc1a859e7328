import { describe, expect, it } from 'vitest';
import { addressOf, everything, filterOf, isNarrowed, narrowedBy } from './filters';

describe('the filters of products', () => {
  it('are the same after they went through the address', () => {
    const narrowed = { q: 'Süet #42', stocks: ['out_of_stock' as const, 'on_backorder' as const], state: 'hidden' as const, category: 'Ayakkabı & Bot', store: 'sto_1' };
    const address = addressOf(narrowed, 'prd_1');
    expect(address.startsWith('/products/prd_1?')).toBe(true);
    expect(narrowedBy(new URL(address, 'https://desk.example').searchParams)).toEqual(narrowed);
  });

  it('leave out words that no product has', () => {
    expect(filterOf(narrowedBy(new URLSearchParams('stock=sold,in_stock&state=lost')))).toEqual({ stock: 'in_stock' });
  });

  it('are not there in a plain address', () => {
    expect(isNarrowed(narrowedBy(new URLSearchParams()))).toBe(false);
    expect(addressOf(everything, null)).toBe('/products');
  });
});
