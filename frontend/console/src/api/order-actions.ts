/** What a store is had to do with an order. */
import { get, post, put } from './client';
import type { Id, Page, Schemas } from './types';

/** What can be asked for; taking back is asked for of an action. */
export type ActionKind = Exclude<Action['kind'], 'undo'>;
export type ActionState = Schemas['ActionState'];
/** A line and how many pieces; shipping and fees have no pieces. */
export type LineWanted = Schemas['OrderActionLine'];
/** Why an order is called off, for the store's records. */
export type CancelReason = Schemas['CancellingReason'];
/** Why items are not taken back. */
export type DeclineReason = Schemas['ReturningDeclineReason'];
/** How many pieces a line shall have. */
export type PiecesWanted = Schemas['OrderActionPieces'];
export type Wanted = Schemas['OrderActionWanted'];
export type Effect = Schemas['OrderActionEffect'];
export type Preview = Schemas['OrderActionPreview'];
export type Action = Schemas['OrderAction'];
export type RefundableLine = Schemas['OrderRefundableLine'];
export type Refundable = Schemas['OrderRefundable'];
/** Whether the order's store can do something, and why not. */
export type Ability = Schemas['OrderAbility'];
export type Policy = Schemas['OrderPolicy'];
export type PolicyToSet = Schemas['PolicyToSet'];

export const listActions = (order: Id, signal?: AbortSignal): Promise<Page<Action>> => get(`/orders/${order}/actions`, undefined, signal);
export const readRefundable = (order: Id, signal?: AbortSignal): Promise<Refundable> => get(`/orders/${order}/refundable`, undefined, signal);
export const listAbilities = (order: Id, signal?: AbortSignal): Promise<Page<Ability>> => get(`/orders/${order}/abilities`, undefined, signal);
export const previewAction = (order: Id, action: Wanted): Promise<Preview> => post(`/orders/${order}/actions/preview`, { action });
export const doAction = (
  order: Id,
  body: Schemas['ActionToDo'],
  idempotencyKey: string
): Promise<Action> => post(`/orders/${order}/actions`, body, { idempotencyKey });
export const undoAction = (action: Action, idempotencyKey: string): Promise<Action> =>
  post(`/orders/${action.order_id}/actions/${action.id}/undo`, undefined, { idempotencyKey });

export const readOwnPolicy = (): Promise<Policy> => get('/order-policy/mine');
export const listPolicies = (): Promise<Page<Policy>> => get('/order-policy');
export const setPolicy = (role: string, body: PolicyToSet): Promise<Policy> => put(`/order-policy/${role}`, body);
