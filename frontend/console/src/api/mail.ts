/** The journal of mail: what came, what became of it, and what differs. */
import { del, get, link, post } from './client';
import type { Id, Page } from './types';

export const dispositions = ['stored', 'duplicate', 'auto_reply', 'bounce', 'complaint', 'spam', 'rejected', 'refused'] as const;
export type Disposition = (typeof dispositions)[number];

export interface Arrival {
  id: Id;
  received_at: string;
  channel_id: Id | null;
  channel_name: string | null;
  disposition: Disposition;
  reason: string | null;
  source: 'smtp' | 'http' | 'imap' | 'import' | null;
  author: string;
  recipients: string;
  subject: string;
  identifier: string | null;
  size: number;
  raw: 'kept' | 'dropped' | 'never';
  message_id: Id | null;
  conversation_id: Id | null;
  first_id: Id | null;
}
export interface ArrivalDetail extends Arrival {
  envelope: { sender: string | null; recipients: string[] };
  peer: string | null;
  evidence: { evidence: string; detail: string | null } | null;
  conversation: { conversation_id: Id; number: number; subject: string } | null;
  repeats: Arrival[];
  headers: { name: string; value: string }[];
  replayed: { at: string; by: string; result: string } | null;
}
export interface JournalFilter {
  mailbox?: Id;
  disposition?: Disposition;
  message?: Id;
  q?: string;
  from?: string;
  to?: string;
}
export const differences = ['raw_missing', 'raw_damaged', 'message_missing', 'first_missing', 'not_journaled', 'not_fetched'] as const;
export interface Reconciliation {
  arrivals: number;
  repeats: number;
  rejected: number;
  refused: number;
  messages: number;
  raw_checked: number;
  raw_dropped: number;
  listed: number;
  difference_count: number;
  differences: { difference: (typeof differences)[number]; arrival_id: Id | null; message_id: Id | null; detail: string | null }[];
}

export const listJournal = (filter: JournalFilter, after?: string, signal?: AbortSignal): Promise<Page<Arrival>> =>
  get('/mail/journal', { ...filter, after }, signal);
export const readArrival = (id: Id, signal?: AbortSignal): Promise<ArrivalDetail> => get(`/mail/journal/${id}`, undefined, signal);
export const arrivalSource = (id: Id): string => link(`/mail/journal/${id}/raw`);
export const replayArrival = (id: Id): Promise<ArrivalDetail> => post(`/mail/journal/${id}/replay`);
export const reconcile = (from: string, to: string): Promise<Reconciliation> => get('/mail/reconciliation', { from, to });

/** An address that no mail is sent to. */
export interface Suppressed {
  address: string;
  why: 'hard_bounce' | 'complaint' | 'manual';
  detail: string | null;
  message_id: Id | null;
  created_at: string;
}
export const listSuppressed = (after?: string): Promise<Page<Suppressed>> => get('/mail/suppressions', { after });
export const suppress = (address: string): Promise<Suppressed> => post('/mail/suppressions', { address });
export const liftSuppression = (address: string): Promise<void> => del(`/mail/suppressions/${encodeURIComponent(address)}`);
