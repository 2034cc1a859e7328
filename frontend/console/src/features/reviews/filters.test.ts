import { expect, it } from 'vitest';
import { reviewFilters } from './filters';

it('the filters of reviews are told by the address', () => {
  const { everything, read, address } = reviewFilters;
  const told = '/reviews/rvw_1?q=rahat&status=waiting&rating=1%2C2&store=sto_1&product=prd_1';
  const narrowed = { ...everything, q: 'rahat', status: ['waiting' as const], rating: ['1' as const, '2' as const], store: 'sto_1', product: 'prd_1' };
  expect(address(narrowed, 'rvw_1')).toBe(told);
  expect(read(new URL(told, 'https://desk.example').searchParams)).toEqual(narrowed);
});
