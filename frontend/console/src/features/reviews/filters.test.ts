import { describe, expect, it } from 'vitest';
import { addressOf, everything, filterOf, isNarrowed, narrowedBy } from './filters';

describe('what the list of reviews is narrowed down to', () => {
  it('comes back from the address as it went in', () => {
    const narrowed = { q: 'çok rahat', statuses: ['waiting' as const], ratings: ['1' as const, '2' as const], store: 'sto_1', product: 'prd_1' };
    const address = addressOf(narrowed, 'rvw_1');
    expect(address.startsWith('/reviews/rvw_1?')).toBe(true);
    expect(narrowedBy(new URL(address, 'https://desk.example').searchParams)).toEqual(narrowed);
    expect(isNarrowed(narrowed)).toBe(true);
  });

  it('leaves words out that the API does not know', () => {
    const narrowed = narrowedBy(new URLSearchParams('status=odd,spam&rating=9,5'));
    expect(filterOf(narrowed)).toEqual({ status: 'spam', rating: '5' });
  });

  it('asks for everything by a plain address', () => {
    expect(addressOf(everything, null)).toBe('/reviews');
    expect(isNarrowed(everything)).toBe(false);
  });
});
