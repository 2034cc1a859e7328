/** How a mailbox is read by IMAP. */
import { del, get, post, put } from './client';
import type { Id, Schemas } from './types';

export type Security = Schemas['ChannelSecurity'];
export type After = Schemas['SettingsAfter'];
export type Start = Schemas['SettingsStartFrom'];
export type WatchedFolder = Schemas['WatchedFolder'];
export type NewIncoming = Schemas['NewIncoming'];
export type IncomingSettings = Schemas['SettingsJson'];
export type Reading = Schemas['ReadingJson'];
export type Incoming = Schemas['IncomingJson'];
export type FolderPurpose = Schemas['ShapesFolderPurpose'];
/** What came of trying. */
export type Tried = Schemas['IncomingTried'];

export const readIncoming = (id: Id): Promise<Incoming> => get(`/channels/${id}/incoming`);
export const changeIncoming = (id: Id, body: NewIncoming): Promise<Incoming> => put(`/channels/${id}/incoming`, body);
export const endIncoming = (id: Id): Promise<void> => del(`/channels/${id}/incoming`);
export const tryIncoming = (id: Id, body: NewIncoming): Promise<Tried> => post(`/channels/${id}/incoming/test`, body);
export const beginAuthorization = (id: Id): Promise<{ url: string }> => post(`/channels/${id}/incoming/authorization`);
export const answerAuthorization = (id: Id, state: string, code: string): Promise<Incoming> =>
  post(`/channels/${id}/incoming/authorization/answer`, { state, code });
