/** What a store is had to do with an order. */
import type { components } from '@tillside/api-client';
import { get, post, put } from './client';
import type { Id, Page } from './types';

type Schemas = components['schemas'];

/** What can be asked for; taking back is asked for of what was done. */
export type ActionKind = Exclude<Schemas['ActionKind'], 'undo'>;
export type ActionState = Schemas['ActionState'];
/** A line and how many pieces; shipping and fees have no pieces. */
export type LineWanted = Schemas['OrderActionLine'];
export type Wanted = Schemas['OrderActionWanted'];
export type Effect = Schemas['OrderActionEffect'];
export type Preview = Schemas['OrderActionPreview'];
export type Action = Schemas['OrderAction'];
export type Refundable = Schemas['OrderRefundable'];
export type Policy = Schemas['OrderPolicy'];

export const listActions = (order: Id, signal?: AbortSignal): Promise<Page<Action>> =>
  get(`/orders/${order}/actions`, undefined, signal);
export const readRefundable = (order: Id, signal?: AbortSignal): Promise<Refundable> =>
  get(`/orders/${order}/refundable`, undefined, signal);
export const previewAction = (order: Id, action: Wanted): Promise<Preview> => post(`/orders/${order}/actions/preview`, { action });
export const doAction = (
  order: Id,
  body: { action: Wanted; version: string; conversation_id: Id | null },
  idempotencyKey: string
): Promise<Action> => post(`/orders/${order}/actions`, body, { idempotencyKey });
export const undoAction = (action: Action, idempotencyKey: string): Promise<Action> =>
  post(`/orders/${action.order_id}/actions/${action.id}/undo`, undefined, { idempotencyKey });

export const readOwnPolicy = (): Promise<Policy> => get('/order-policy/mine');
export const listPolicies = (): Promise<Page<Policy>> => get('/order-policy');
export const setPolicy = (role: string, body: Pick<Policy, 'kinds' | 'limits'>): Promise<Policy> => put(`/order-policy/${role}`, body);
