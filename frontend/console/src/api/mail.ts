/** The journal of mail: what came, what became of it, and what differs. */
import { del, get, link, post } from './client';
import type { QueryOf } from './contract';
import type { Id, Page, Schemas } from './types';

export type Disposition = Schemas['JournalDisposition'];
/** In the order in which they are offered. */
export const dispositions = ['stored', 'duplicate', 'auto_reply', 'bounce', 'complaint', 'spam', 'rejected', 'refused'] as const satisfies readonly Disposition[];
export type Arrival = Schemas['ArrivalJson'];
export type ArrivalDetail = Schemas['ArrivalDetail'];
export type JournalFilter = Omit<QueryOf<'/mail/journal'>, 'after' | 'limit'>;
export type Difference = Schemas['ReconcilingDifference'];
export const differences = ['raw_missing', 'raw_damaged', 'message_missing', 'first_missing', 'not_journaled', 'not_fetched'] as const satisfies readonly Difference[];
export type Reconciliation = Schemas['Report'];

export const listJournal = (filter: JournalFilter, after?: string, signal?: AbortSignal): Promise<Page<Arrival>> =>
  get('/mail/journal', { ...filter, after }, signal);
export const readArrival = (id: Id, signal?: AbortSignal): Promise<ArrivalDetail> => get(`/mail/journal/${id}`, undefined, signal);
export const arrivalSource = (id: Id): string => link(`/mail/journal/${id}/raw`);
export const replayArrival = (id: Id): Promise<ArrivalDetail> => post(`/mail/journal/${id}/replay`);
export const reconcile = (from: string, to: string): Promise<Reconciliation> => get('/mail/reconciliation', { from, to });

/** An address that gets nothing automatic for a while. */
export type Silence = Schemas['SilenceJson'];
export const listSilences = (after?: string): Promise<Page<Silence>> => get('/mail/silences', { after });
export const endSilence = (address: string): Promise<void> => del(`/mail/silences/${encodeURIComponent(address)}`);
/** The folders of other servers against the journal. */
export type Servers = Schemas['ServersCompared'];
export type FolderComparison = Schemas['FolderComparison'];
export const readServers = (): Promise<Servers> => get('/mail/reconciliation/servers');
export const compareServers = (): Promise<Servers> => post('/mail/reconciliation/compare');
export const fetchMissing = (): Promise<Servers> => post('/mail/reconciliation/fetch');

/** An address that no mail is sent to. */
export type Suppressed = Schemas['SuppressedJson'];
export const listSuppressed = (after?: string): Promise<Page<Suppressed>> => get('/mail/suppressions', { after });
export const suppress = (address: string): Promise<Suppressed> => post('/mail/suppressions', { address });
export const liftSuppression = (address: string): Promise<void> => del(`/mail/suppressions/${encodeURIComponent(address)}`);
