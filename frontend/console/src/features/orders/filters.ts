import type { OrderStatus } from '$api/types';
import { anyOf, filters, flag, inOrder, text } from '$ui/narrowing';

export const statuses: readonly OrderStatus[] = ['pending', 'processing', 'on_hold', 'completed', 'cancelled', 'refunded', 'failed', 'draft', 'trash', 'other'];

/** Newest first unless turned round. */
export const sorts = ['-placed_at', 'placed_at'] as const;

export const orderFilters = filters('/orders', { q: text, status: anyOf(statuses), store: text, late: flag, sort: inOrder(sorts) });
