/** Mails that lie in files, read into a mailbox. */
import { get, post, upload } from './client';
import type { Id, Page, Schemas } from './types';

export type MailImport = Schemas['ImportJson'];
export type MailImportDetail = Schemas['ImportDetail'];
export type ImportState = MailImport['state'];
export type SkipReason = Schemas['SkipJson']['reason'];

export const listImports = (id: Id): Promise<Page<MailImport>> => get(`/channels/${id}/imports`, { limit: 20 });
export const readImport = (id: Id, one: Id): Promise<MailImportDetail> => get(`/channels/${id}/imports/${one}`);
export const cancelImport = (id: Id, one: Id): Promise<MailImport> => post(`/channels/${id}/imports/${one}/cancel`);
/** `openDays`: what waits for an answer of so many days is open; all is solved without it. */
export const beginImport = (
  id: Id,
  files: File[],
  openDays: number | null,
  progress: (done: number) => void,
  signal?: AbortSignal
): Promise<MailImport> => {
  const query = openDays === null ? {} : { open_days: openDays };
  return upload(`/channels/${id}/imports`, files, progress, signal, query);
};
