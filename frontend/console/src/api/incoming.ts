/** How a mailbox is read by IMAP. */
import type { components } from '@tillside/api-client';
import { del, get, post, put } from './client';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Security = Schemas['ChannelSecurity'];
export type After = Schemas['SettingsAfter'];
export type Start = Schemas['SettingsStartFrom'];
export type WatchedFolder = Required<Schemas['WatchedFolder']>;
export type IncomingSettings = Schemas['IncomingSettingsJson'];
export type Reading = Schemas['MailboxReadingJson'];
export type Incoming = Schemas['IncomingJson'];
export type NewIncoming = Schemas['NewIncoming'];
export type Tried = Schemas['TriedMailboxJson'];
/** What a folder is for, as the server says. */
export type FolderPurpose = 'archive' | 'drafts' | 'junk' | 'sent' | 'trash';

export const readIncoming = (id: Id): Promise<Incoming> => get(`/channels/${id}/incoming`);
export const changeIncoming = (id: Id, body: NewIncoming): Promise<Incoming> => put(`/channels/${id}/incoming`, body);
export const endIncoming = (id: Id): Promise<void> => del(`/channels/${id}/incoming`);
export const tryIncoming = (id: Id, body: NewIncoming): Promise<Tried> => post(`/channels/${id}/incoming/test`, body);
export const beginAuthorization = (id: Id): Promise<{ url: string }> => post(`/channels/${id}/incoming/authorization`);
export const answerAuthorization = (id: Id, state: string, code: string): Promise<Incoming> =>
  post(`/channels/${id}/incoming/authorization/answer`, { state, code });
