/** What a store is had to do with an order. */
import { get, post, put } from './client';
import type { Id, Money, Page, Role, Time } from './types';

export type ActionKind = 'refund' | 'cancel' | 'note' | 'address' | 'resend' | 'coupon' | 'replacement';
export type ActionState = 'pending' | 'done' | 'failed' | 'unknown';

/** A line and how many pieces; shipping and fees have no pieces. */
export interface LineWanted {
  id: string;
  quantity?: number;
}
export type Wanted =
  | { kind: 'refund'; mode: 'whole' | 'amount' | 'lines'; amount?: string; lines?: LineWanted[]; restock: boolean; pay_back: boolean; reason: string }
  | { kind: 'cancel' | 'resend' }
  | { kind: 'note'; text: string; for_customer: boolean }
  | { kind: 'address'; billing: Record<string, string>; shipping: Record<string, string> }
  | { kind: 'coupon'; amount?: string; percent?: number; days?: number }
  | { kind: 'replacement'; lines: LineWanted[] };

export interface Effect {
  code: string;
  amount: Money | null;
  count: number | null;
  text: string | null;
}
export interface Preview {
  /** Has to come with the confirmation. */
  version: string;
  effects: Effect[];
  amount: Money | null;
  allowed: boolean;
  refusal: 'not-allowed' | 'over-limit' | null;
  limit: Money | null;
  used: Money | null;
}
export interface Action {
  id: Id;
  order_id: Id;
  kind: ActionKind | 'undo';
  state: ActionState;
  amount: Money | null;
  reason: { code: string; detail: string } | null;
  actor_name: string;
  created_at: Time;
  settled_at: Time | null;
  undoes: Id | null;
  undone_by: Id | null;
  /** What taking it back would do; null where that can't be. */
  undo: Effect[] | null;
  found_later: boolean;
  coupon_code: string | null;
  order_number: string | null;
  note: string | null;
}
export interface RefundableLine {
  id: string;
  kind: 'item' | 'shipping' | 'fee';
  name: string;
  quantity: number;
  quantity_left: number;
  left: Money;
}
export interface Refundable {
  left: Money;
  provider_can: boolean;
  provider: string;
  lines: RefundableLine[];
}
export interface Policy {
  role: Role | null;
  kinds: ActionKind[];
  /** Null is without limit. */
  limits: Money[] | null;
}

export const listActions = (order: Id, signal?: AbortSignal): Promise<Page<Action>> => get(`/orders/${order}/actions`, {}, signal);
export const readRefundable = (order: Id, signal?: AbortSignal): Promise<Refundable> => get(`/orders/${order}/refundable`, {}, signal);
export const previewAction = (order: Id, action: Wanted): Promise<Preview> => post(`/orders/${order}/actions/preview`, { action });
export const doAction = (
  order: Id,
  body: { action: Wanted; version: string; conversation_id: Id | null },
  idempotencyKey: string
): Promise<Action> => post(`/orders/${order}/actions`, body, { idempotencyKey });
export const undoAction = (action: Action, idempotencyKey: string): Promise<Action> =>
  post(`/orders/${action.order_id}/actions/${action.id}/undo`, {}, { idempotencyKey });

export const readOwnPolicy = (): Promise<Policy> => get('/order-policy/mine');
export const listPolicies = (): Promise<Page<Policy>> => get('/order-policy');
export const setPolicy = (role: Role, body: Pick<Policy, 'kinds' | 'limits'>): Promise<Policy> => put(`/order-policy/${role}`, body);
