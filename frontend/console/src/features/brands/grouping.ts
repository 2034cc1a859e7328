/** Several stores, told apart. */
import type { Brand, Id, Order } from '$api/types';

/** The stores that there are now, where there is more than one; else none. */
export function toldApart(all: Brand[]): Brand[] {
  const present = all.filter((one) => one.present);
  return present.length > 1 ? present : [];
}

export interface OfStore {
  store: Id;
  orders: Order[];
}

/** By store, the store with the newest order first; within one they stay in their order. */
export function byStore(orders: Order[]): OfStore[] {
  const stores = new Map<Id, Order[]>();
  for (const order of orders) stores.set(order.store_id, [...(stores.get(order.store_id) ?? []), order]);
  return [...stores].map(([store, theirs]) => ({ store, orders: theirs }));
}
