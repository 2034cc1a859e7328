/** What the list of coupons is narrowed down to, kept in the page's address so that it can be shared. */
import type { CouponFilter } from '$api/reviews';
import type { CouponStatus, Id } from '$api/types';

export const statuses: readonly CouponStatus[] = ['active', 'scheduled', 'expired', 'used_up', 'hidden', 'gone'];

export interface Narrowed {
  q: string;
  status: CouponStatus | null;
  store: Id | null;
}

export const everything: Narrowed = { q: '', status: null, store: null };

export const narrowedBy = (params: URLSearchParams): Narrowed => ({
  q: params.get('q') ?? '',
  status: statuses.find((one) => one === params.get('status')) ?? null,
  store: params.get('store')
});

export const isNarrowed = ({ q, status, store }: Narrowed): boolean => q !== '' || status !== null || store !== null;

/** What the API is asked for. */
export function filterOf({ q, status, store }: Narrowed): CouponFilter {
  return { ...(q === '' ? {} : { q }), ...(status === null ? {} : { status }), ...(store === null ? {} : { store }) };
}

/** The address of a coupon, or of the list, with the same filters. */
export function addressOf(narrowed: Narrowed, coupon: Id | null): string {
  const query = new URLSearchParams(Object.entries(filterOf(narrowed)).map(([name, value]) => [name, String(value)])).toString();
  return `/coupons${coupon === null ? '' : `/${coupon}`}${query === '' ? '' : `?${query}`}`;
}
