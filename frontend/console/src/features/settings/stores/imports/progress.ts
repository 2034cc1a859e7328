/** How far an import into a store is, in words. */
import type { StoreImport, StoreImportLine } from '$api/store-imports';
import { format, t, tWord } from '$i18n';
import type { Tone } from '$ui/Badge.svelte';

export const isUnderWay = (one: Pick<StoreImport, 'state'>): boolean => one.state === 'waiting' || one.state === 'running';
/** Whether how it is read may still be changed. */
export const isOpen = (one: Pick<StoreImport, 'state'>): boolean => one.state === 'draft' || one.state === 'checked';

export const tones: Record<StoreImport['state'], Tone> = {
  draft: 'neutral',
  waiting: 'neutral',
  running: 'info',
  checked: 'info',
  done: 'good',
  cancelled: 'neutral',
  failed: 'bad'
};

/** What became of its things: only what there is. */
export function counts(one: StoreImport): string {
  const parts = [t('simport-read', { count: format.number(one.things) })];
  if (one.created > 0) parts.push(t('simport-created', { count: format.number(one.created) }));
  if (one.updated > 0) parts.push(t('simport-updated', { count: format.number(one.updated) }));
  if (one.unchanged > 0) parts.push(t('simport-unchanged', { count: format.number(one.unchanged) }));
  if (one.refused > 0) parts.push(t('simport-refused', { count: format.number(one.refused) }));
  return format.list(parts);
}

/** Bytes of all bytes, and how fast. */
export function speed(one: StoreImport): string {
  const bytes = t('simport-bytes', { done: format.bytes(one.bytes_done), total: format.bytes(one.bytes_total) });
  if (one.state !== 'running' || one.things_per_second === null) return bytes;
  return `${bytes} · ${t('simport-rate', { rate: format.number(Math.round(one.things_per_second)) })}`;
}

/** Why a line can't be read. */
export const reason = (line: StoreImportLine): string => tWord('simport-bad', line.code, 'simport-bad-other');
