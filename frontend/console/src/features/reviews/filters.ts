/** What the list of reviews is narrowed down to, kept in the page's address so that it can be shared. */
import type { ReviewFilter } from '$api/reviews';
import type { Id, ReviewStatus } from '$api/types';

export const statuses: readonly ReviewStatus[] = ['published', 'waiting', 'spam', 'trash', 'gone', 'other'];
const isStatus = (word: string): word is ReviewStatus => statuses.includes(word as ReviewStatus);

/** Stars, the most first; none where somebody gave none. */
export const ratings = ['5', '4', '3', '2', '1', '0'] as const;
export type Rating = (typeof ratings)[number];
const isRating = (word: string): word is Rating => ratings.includes(word as Rating);

export interface Narrowed {
  q: string;
  statuses: ReviewStatus[];
  ratings: Rating[];
  store: Id | null;
  /** Only what was written about this product. */
  product: Id | null;
}

export const everything: Narrowed = { q: '', statuses: [], ratings: [], store: null, product: null };

export const narrowedBy = (params: URLSearchParams): Narrowed => ({
  q: params.get('q') ?? '',
  statuses: (params.get('status') ?? '').split(',').filter(isStatus),
  ratings: (params.get('rating') ?? '').split(',').filter(isRating),
  store: params.get('store'),
  product: params.get('product')
});

export const isNarrowed = ({ q, statuses: states, ratings: stars, store, product }: Narrowed): boolean =>
  q !== '' || states.length > 0 || stars.length > 0 || store !== null || product !== null;

/** What the API is asked for. */
export function filterOf({ q, statuses: states, ratings: stars, store, product }: Narrowed): ReviewFilter {
  return {
    ...(q === '' ? {} : { q }),
    ...(states.length === 0 ? {} : { status: states.join(',') }),
    ...(stars.length === 0 ? {} : { rating: stars.join(',') }),
    ...(store === null ? {} : { store }),
    ...(product === null ? {} : { product })
  };
}

/** The address of a review, or of the list, with the same filters. */
export function addressOf(narrowed: Narrowed, review: Id | null): string {
  const query = new URLSearchParams(Object.entries(filterOf(narrowed)).map(([name, value]) => [name, String(value)])).toString();
  return `/reviews${review === null ? '' : `/${review}`}${query === '' ? '' : `?${query}`}`;
}
