/** What the list of orders is narrowed down to, kept in the page's address so that it can be shared. */
import type { OrderFilter } from '$api/orders';
import type { Id, OrderStatus } from '$api/types';

export const statuses: readonly OrderStatus[] = ['pending', 'processing', 'on_hold', 'completed', 'cancelled', 'refunded', 'failed', 'draft', 'trash', 'other'];
const isStatus = (word: string): word is OrderStatus => statuses.includes(word as OrderStatus);

export const sorts = ['-placed_at', 'placed_at'] as const;
export type OrderSort = (typeof sorts)[number];

export interface Narrowed {
  q: string;
  statuses: OrderStatus[];
  store: Id | null;
  /** Only what is late. */
  late: boolean;
  /** Newest first unless turned round. */
  sort: OrderSort;
}

export const narrowedBy = (params: URLSearchParams): Narrowed => ({
  q: params.get('q') ?? '',
  statuses: (params.get('status') ?? '').split(',').filter(isStatus),
  store: params.get('store'),
  late: params.get('late') === 'true',
  sort: sorts.find((one) => one === params.get('sort')) ?? '-placed_at'
});

export const isNarrowed = ({ q, statuses: chosen, store, late }: Narrowed): boolean => q !== '' || chosen.length > 0 || store !== null || late;

/** What the API is asked for. */
export function filterOf({ q, statuses: chosen, store, late, sort }: Narrowed): OrderFilter {
  return { ...(q === '' ? {} : { q }), ...(chosen.length === 0 ? {} : { status: chosen.join(',') }), ...(store === null ? {} : { store }), ...(late ? { late } : {}), ...(sort === '-placed_at' ? {} : { sort }) };
}

/** The address of an order, or of the list, with the same filters. */
export function addressOf(narrowed: Narrowed, order: Id | null): string {
  const query = new URLSearchParams(Object.entries(filterOf(narrowed)).map(([name, value]) => [name, String(value)])).toString();
  return `/orders${order === null ? '' : `/${order}`}${query === '' ? '' : `?${query}`}`;
}
