import { expect, it } from 'vitest';
import { couponFilters } from './filters';

it('the filters of coupons are told by the address', () => {
  const { everything, read, address } = couponFilters;
  const told = '/coupons/cpn_1?q=yaz+20&status=used_up&store=sto_1';
  const narrowed = { ...everything, q: 'yaz 20', status: 'used_up' as const, store: 'sto_1' };
  expect(address(narrowed, 'cpn_1')).toBe(told);
  expect(read(new URL(told, 'https://desk.example').searchParams)).toEqual(narrowed);
});
