/** What the list of orders is narrowed down to, kept in the page's address so that it can be shared. */
import type { OrderFilter } from '$api/orders';
import type { Id, OrderStatus } from '$api/types';

export const statuses: readonly OrderStatus[] = ['pending', 'processing', 'on_hold', 'completed', 'cancelled', 'refunded', 'failed', 'draft', 'trash', 'other'];
const isStatus = (word: string): word is OrderStatus => statuses.includes(word as OrderStatus);

export interface Narrowed {
  q: string;
  statuses: OrderStatus[];
  store: Id | null;
}

export const narrowedBy = (params: URLSearchParams): Narrowed => ({
  q: params.get('q') ?? '',
  statuses: (params.get('status') ?? '').split(',').filter(isStatus),
  store: params.get('store')
});

export const isNarrowed = ({ q, statuses: chosen, store }: Narrowed): boolean => q !== '' || chosen.length > 0 || store !== null;

/** What the API is asked for. */
export function filterOf({ q, statuses: chosen, store }: Narrowed): OrderFilter {
  return { ...(q === '' ? {} : { q }), ...(chosen.length === 0 ? {} : { status: chosen.join(',') }), ...(store === null ? {} : { store }) };
}

/** The address of an order, or of the list, with the same filters. */
export function addressOf(narrowed: Narrowed, order: Id | null): string {
  const query = new URLSearchParams({ ...filterOf(narrowed) } as Record<string, string>).toString();
  return `/orders${order === null ? '' : `/${order}`}${query === '' ? '' : `?${query}`}`;
}
