/** How a mailbox is read by IMAP. */
import { del, get, post, put } from './client';
import type { Id } from './types';

export type Security = 'tls' | 'starttls' | 'none';
export type After = 'leave' | 'seen' | 'move';
export type Start = 'now' | 'date' | 'beginning';

export interface WatchedFolder {
  name: string;
  /** Only looked at, shown apart. */
  junk: boolean;
}
export interface IncomingSettings {
  host: string;
  port: number;
  security: Security;
  username: string;
  has_password: boolean;
  provider: {
    authorize_url: string;
    token_url: string;
    client_id: string;
    scope: string;
    has_client_secret: boolean;
    authorized: boolean;
  } | null;
  folders: WatchedFolder[];
  after: After;
  move_to: string | null;
  start: Start;
  start_date: string | null;
  sent_folder: string | null;
  /** Bytes. */
  largest: number;
  certificate: string | null;
}
export interface Reading {
  state: 'waiting' | 'connected' | 'failing';
  problem: string | null;
  detail: string | null;
  since: string;
  failures: number;
  next_attempt_at: string | null;
  last_mail_at: string | null;
  folders: {
    name: string;
    junk: boolean;
    cursor: { uid_validity: number; last_uid: number; mod_seq: number; done: number; total: number } | null;
  }[];
}
export interface Incoming {
  settings: IncomingSettings | null;
  reading: Reading | null;
}
export type FolderPurpose = 'archive' | 'drafts' | 'junk' | 'sent' | 'trash';
export interface Tried {
  problem: string | null;
  detail: string | null;
  tells: boolean;
  folders: { name: string; purpose: FolderPurpose | null }[];
}

export const readIncoming = (id: Id): Promise<Incoming> => get(`/channels/${id}/incoming`);
export const changeIncoming = (id: Id, body: Record<string, unknown>): Promise<Incoming> => put(`/channels/${id}/incoming`, body);
export const endIncoming = (id: Id): Promise<void> => del(`/channels/${id}/incoming`);
export const tryIncoming = (id: Id, body: Record<string, unknown>): Promise<Tried> => post(`/channels/${id}/incoming/test`, body);
export const beginAuthorization = (id: Id): Promise<{ url: string }> => post(`/channels/${id}/incoming/authorization`);
export const answerAuthorization = (id: Id, state: string, code: string): Promise<Incoming> =>
  post(`/channels/${id}/incoming/authorization/answer`, { state, code });
