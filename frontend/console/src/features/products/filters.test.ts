import { expect, it } from 'vitest';
import { productFilters } from './filters';

it('the filters of products are told by the address', () => {
  const { everything, read, address } = productFilters;
  const told = '/products/prd_1?q=%2342&stock=out_of_stock%2Con_backorder&state=hidden&category=Ev+%26+Bah%C3%A7e&store=sto_1';
  const narrowed = { ...everything, q: '#42', stock: ['out_of_stock' as const, 'on_backorder' as const], state: 'hidden' as const, category: 'Ev & Bahçe', store: 'sto_1' };
  expect(address(narrowed, 'prd_1')).toBe(told);
  expect(read(new URL(told, 'https://desk.example').searchParams)).toEqual(narrowed);
});
