/** How returns are shown. */
import type { Order } from '$api/types';
import type { Tone } from '$ui/Badge.svelte';

export type Return = Order['returns'][number];

export const returnTone: Record<Return['state'], Tone> = { requested: 'warn', open: 'info', closed: 'good', declined: 'neutral', cancelled: 'neutral' };

/** Returns of which something is still to be done. */
export const openReturns = (order: Pick<Order, 'returns'>): Return[] =>
  order.returns.filter(({ state }) => state === 'requested' || state === 'open');
