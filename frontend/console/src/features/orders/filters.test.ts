import { expect, it } from 'vitest';
import { orderFilters } from './filters';

it('the filters of orders are told by the address', () => {
  const { everything, read, address } = orderFilters;
  const told = '/orders/ord_1?q=%2343&status=processing%2Con_hold&store=sto_1&late=true&sort=placed_at';
  const narrowed = { ...everything, q: '#43', status: ['processing' as const, 'on_hold' as const], store: 'sto_1', late: true, sort: 'placed_at' as const };
  expect(address(narrowed, 'ord_1')).toBe(told);
  expect(read(new URL(told, 'https://desk.example').searchParams)).toEqual(narrowed);
});
