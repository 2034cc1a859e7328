import { get, link } from './client';
import type { QueryOf } from './contract';
import type { Id, Order, OrderFacts, Page } from './types';

export type OrderFilter = QueryOf<'/orders.csv'>;
export const listOrders = (
  query: QueryOf<'/orders'>,
  signal?: AbortSignal
): Promise<Page<Order>> => get('/orders', query, signal);
export const readOrder = (id: Id, signal?: AbortSignal): Promise<Order> => get(`/orders/${id}`, undefined, signal);
/** What a customer's orders say about them. */
export const readOrderFacts = (customer: Id, signal?: AbortSignal): Promise<OrderFacts> =>
  get(`/customers/${customer}/order-facts`, undefined, signal);
export const ordersCsv = (query: OrderFilter): string => link('/orders.csv', query);
