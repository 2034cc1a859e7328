import { describe, expect, it } from 'vitest';
import type { Brand, Order } from '$api/types';
import { byStore, toldApart } from './grouping';

const brand = (store_id: string, present = true): Brand => ({ store_id, present }) as Brand;
const order = (id: string, store_id: string): Order => ({ id, store_id }) as Order;

describe('several stores', () => {
  it('are told apart only where there is more than one now', () => {
    expect(toldApart([brand('a')])).toEqual([]);
    expect(toldApart([brand('a'), brand('b', false)])).toEqual([]);
    expect(toldApart([brand('a'), brand('b'), brand('c', false)]).map((one) => one.store_id)).toEqual(['a', 'b']);
  });

  it('have their orders side by side, the store with the newest first', () => {
    const grouped = byStore([order('4', 'b'), order('3', 'a'), order('2', 'b')]);
    expect(grouped.map((one) => [one.store, one.orders.map((it) => it.id)])).toEqual([
      ['b', ['4', '2']],
      ['a', ['3']]
    ]);
  });
});
