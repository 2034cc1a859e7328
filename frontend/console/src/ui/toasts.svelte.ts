/** Short words at the foot of the screen (on a phone at its head, for the foot is where one writes); one action at most ("Undo"). */
import { explain, t } from '$i18n';

export interface Toast {
  id: number;
  text: string;
  detail?: string;
  tone: 'neutral' | 'bad';
  action?: { label: string; run: () => void };
  /** Counts down to the moment at which the action no longer works. */
  until?: number;
}

let list = $state<Toast[]>([]);
let last = 0;

export const toasts = {
  get list(): Toast[] {
    return list;
  }
};

/** Shows it for `seconds` (longer when there is something to press); returns what takes it away. */
export function toast(given: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone']; seconds?: number }): () => void {
  const id = (last += 1);
  const seconds = given.seconds ?? (given.action || given.tone === 'bad' ? 8 : 4);
  list = [...list.slice(-3), { tone: 'neutral', ...given, id }];
  const drop = (): void => {
    clearTimeout(timer);
    list = list.filter((one) => one.id !== id);
  };
  const timer = setTimeout(drop, seconds * 1000);
  return drop;
}

/** Tells that something was not done, and why. */
export const tellRefused = (error: unknown, what = t('change-refused')): void => void toast({ text: what, detail: explain(error), tone: 'bad' });

export function dismiss(id: number): void {
  list = list.filter((one) => one.id !== id);
}

/** Presses what the newest that has something to press offers; false if none has. */
export function pressNewest(): boolean {
  const newest = list.findLast((one) => one.action !== undefined);
  if (newest === undefined) return false;
  dismiss(newest.id);
  newest.action?.run();
  return true;
}
