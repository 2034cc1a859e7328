/** Files that are read into a store without a connector. */
import { get, link, patch, post, upload } from './client';
import type { Id, Page, Schemas } from './types';

export type StoreImport = Schemas['StoreImport'];
export type StoreImportDetail = Schemas['StoreImportDetail'];
export type StoreImportLine = Schemas['StoreImportLine'];
export type StoreImportPreview = Schemas['StoreImportPreview'];
export type StoreImportChange = Schemas['StoreImportChange'];
export type ImportField = StoreImport['fields'][number];
export type ImportKind = StoreImport['kind'];

export const listStoreImports = (id: Id): Promise<Page<StoreImport>> => get(`/stores/${id}/imports`, { limit: 20 });
export const readStoreImport = (id: Id, one: Id): Promise<StoreImportDetail> => get(`/stores/${id}/imports/${one}`);
export const previewStoreImport = (id: Id, one: Id): Promise<StoreImportPreview> => get(`/stores/${id}/imports/${one}/preview`);
export const changeStoreImport = (id: Id, one: Id, change: StoreImportChange): Promise<StoreImport> =>
  patch(`/stores/${id}/imports/${one}`, change);
export const checkStoreImport = (id: Id, one: Id): Promise<StoreImport> => post(`/stores/${id}/imports/${one}/check`);
export const runStoreImport = (id: Id, one: Id): Promise<StoreImport> => post(`/stores/${id}/imports/${one}/run`);
export const cancelStoreImport = (id: Id, one: Id): Promise<StoreImport> => post(`/stores/${id}/imports/${one}/cancel`);
/** Where all lines that can't be read are, as a table. */
export const badLines = (id: Id, one: Id): string => link(`/stores/${id}/imports/${one}/bad-lines.csv`, {});
export const sendStoreFile = (
  id: Id,
  kind: ImportKind,
  file: File,
  progress: (done: number) => void,
  signal?: AbortSignal
): Promise<StoreImport> => upload(`/stores/${id}/imports`, [file], progress, signal, { kind, name: file.name });
