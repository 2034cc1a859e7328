/** How returns are shown. */
import type { ActionKind } from '$api/order-actions';
import type { Order } from '$api/types';
import type { Tone } from '$ui/Badge.svelte';

export type Return = Order['returns'][number];

export const returnTone: Record<Return['state'], Tone> = { requested: 'warn', open: 'info', closed: 'good', declined: 'neutral', cancelled: 'neutral' };

/** Returns of which something is still to be done. */
export const openReturns = (order: Pick<Order, 'returns'>): Return[] =>
  order.returns.filter(({ state }) => state === 'requested' || state === 'open');

/** Where a return has to stand for what can be done with it. */
const waitsFor = { approve_return: 'requested', decline_return: 'requested', close_return: 'open' } as const satisfies Partial<Record<ActionKind, Return['state']>>;
export type ReturnKind = keyof typeof waitsFor;

export const isAboutReturn = (kind: ActionKind): kind is ReturnKind => kind in waitsFor;

/** The returns that wait for it. */
export const returnsFor = (order: Pick<Order, 'returns'>, kind: ReturnKind): Return[] => order.returns.filter(({ state }) => state === waitsFor[kind]);

/** Whether an action has something to do with the order: what is about a return needs one. */
export const isOffered = (order: Pick<Order, 'returns'>, kind: ActionKind): boolean => !isAboutReturn(kind) || returnsFor(order, kind).length > 0;
