import { get, url } from './client';
import type { Id, Order, Page, Product } from './types';

export interface OrderFilter {
  customer?: Id;
  q?: string;
  status?: string;
  store?: Id;
  sort?: string;
}
export const listOrders = (
  query: OrderFilter & { after?: string; limit?: number },
  signal?: AbortSignal
): Promise<Page<Order>> => get('/orders', { ...query }, signal);
export const readOrder = (id: Id, signal?: AbortSignal): Promise<Order> => get(`/orders/${id}`, {}, signal);
export const ordersCsv = (query: OrderFilter): string => url('/orders.csv', { ...query });
export const listProducts = (q: string): Promise<Page<Product>> => get('/products', { q });
