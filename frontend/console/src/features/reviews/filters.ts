import type { ReviewStatus } from '$api/types';
import { anyOf, filters, text } from '$ui/narrowing';

export const statuses: readonly ReviewStatus[] = ['published', 'waiting', 'spam', 'trash', 'gone', 'other'];

/** Stars, the most first; none where somebody gave none. */
export const ratings = ['5', '4', '3', '2', '1', '0'] as const;
export type Rating = (typeof ratings)[number];

export const reviewFilters = filters('/reviews', { q: text, status: anyOf(statuses), rating: anyOf(ratings), store: text, product: text });
