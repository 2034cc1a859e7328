/** How far an import is, in words. */
import type { ImportState, MailImport } from '$api/imports';
import { format, t } from '$i18n';
import type { Tone } from '$ui/Badge.svelte';

export const isUnderWay = (one: Pick<MailImport, 'state'>): boolean => one.state === 'waiting' || one.state === 'running';

export const tones: Record<ImportState, Tone> = { waiting: 'neutral', running: 'info', done: 'good', cancelled: 'neutral', failed: 'bad' };

/** What became of its mails: only what there is. */
export function counts(one: MailImport): string {
  const parts = [t('import-stored', { count: one.stored })];
  if (one.repeated > 0) parts.push(t('import-repeated', { count: one.repeated }));
  if (one.skipped > 0) parts.push(t('import-skipped', { count: one.skipped }));
  return format.list(parts);
}

/** Bytes of all bytes, and how fast. */
export function speed(one: MailImport): string {
  const bytes = t('import-bytes', { done: format.bytes(one.bytes_done), total: format.bytes(one.bytes_total) });
  if (one.state !== 'running' || one.mails_per_second === null) return bytes;
  return `${bytes} · ${t('import-rate', { rate: format.number(one.mails_per_second) })}`;
}
