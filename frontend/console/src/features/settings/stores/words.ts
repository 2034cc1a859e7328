/** What is wrong with a store, said so that somebody can act on it. */
import type { MessageId } from '$i18n';
import { explain, t, tWord } from '$i18n';
import type { Problem } from '$api/problem';
import type { Store, SyncCount } from '$api/types';
import type { Tone } from '$ui/Badge.svelte';
import type { Submission } from '$ui/submission.svelte';

export const stateTone: Record<Store['state'], Tone> = {
  connecting: 'info',
  syncing: 'info',
  ready: 'good',
  failed: 'bad',
  paused: 'warn',
  disconnected: 'neutral'
};
export const healthTone: Record<Store['health']['state'], Tone> = { ok: 'good', warning: 'warn', error: 'bad' };

export function healthWords(health: Store['health']): string {
  return health.code === null ? t('stores-health-ok') : tWord('store-health', health.code, 'store-health-other');
}

const NONE = 'store-health-other' satisfies MessageId;
/** The words for a code of a store, or nothing when it is none of a store. */
export const storeWord = (code: string): string | null => {
  const words = tWord('store-health', code, NONE);
  return words === t(NONE) ? null : words;
};

/** What is wrong with a field of the form that connects a store. */
export function storeField(form: Submission, pointer: string): string | null {
  const found = form.problem?.errors.find((one) => one.pointer === pointer);
  return (found && storeWord(found.code ?? '')) ?? form.field(pointer);
}

/** What is wrong with the whole, unless it stands at a field already. */
export function storeProblem(problem: Problem | null): string | null {
  if (problem === null) return null;
  if (problem.errors.length > 0 && problem.code !== 'validation') return null;
  return storeWord(problem.code) ?? explain(problem);
}

export const countKinds = ['orders', 'customers', 'products', 'coupons', 'reviews', 'refunds', 'notes'] as const;

/** All that is read of a store as one number, for one bar. */
export function whole(sync: Store['sync']): SyncCount {
  const sum = { done: 0, total: 0, skipped: 0 };
  for (const kind of countKinds) {
    sum.done += sync[kind].done;
    sum.total += sync[kind].total;
    sum.skipped += sync[kind].skipped;
  }
  return sum;
}

/** Whether something is going on that is worth asking about again soon. */
export const isMoving = (store: Store): boolean => store.sync.state === 'running' || store.state === 'connecting' || store.state === 'syncing';
