/**
 * Whether the server can be reached, and what was written while it could not. Writes wait here in order,
 * kept in the browser, and go out when the connection is back; each carries its idempotency key, so that
 * one that had arrived after all is not done twice.
 */
import { Problem } from '$api/problem';
import { get, patch, post } from '$api/client';
import { explain, t } from '$i18n';
import { toast } from '$ui/toasts.svelte';

interface Waiting {
  key: string;
  method: 'POST' | 'PATCH';
  path: string;
  body: unknown;
}
const KEPT = 'tillside.waiting';

let reachable = $state(true);
let waiting = $state<Waiting[]>(JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Waiting[]);
let probing: ReturnType<typeof setTimeout> | undefined;
let flushing = false;
let settled: () => void = () => undefined;

export const connection = {
  get online(): boolean {
    return reachable;
  },
  get waiting(): number {
    return waiting.length;
  }
};

/** Starts to watch; `afterwards` runs when what waited has gone out. */
export function watchConnection(afterwards: () => void): () => void {
  settled = afterwards;
  const lost = (): void => markLost();
  const back = (): void => void probe();
  addEventListener('offline', lost);
  addEventListener('online', back);
  if (waiting.length > 0) void probe();
  return () => {
    removeEventListener('offline', lost);
    removeEventListener('online', back);
    clearTimeout(probing);
  };
}

export function markLost(): void {
  if (!reachable) return;
  reachable = false;
  probing = setTimeout(() => void probe(), 2000);
}

export function markBack(): void {
  clearTimeout(probing);
  reachable = true;
  void flush();
}

/** Keeps a write for later. */
export function queue(write: Omit<Waiting, 'key'> & { key?: string }): void {
  waiting = [...waiting, { key: crypto.randomUUID(), ...write }];
  keep();
  markLost();
}

function keep(): void {
  localStorage.setItem(KEPT, JSON.stringify(waiting));
}

async function probe(delay = 2000): Promise<void> {
  clearTimeout(probing);
  try {
    await get('/session');
    markBack();
  } catch (error) {
    if (!Problem.from(error).passing) markBack();
    else probing = setTimeout(() => void probe(Math.min(delay * 1.7, 30_000)), delay);
  }
}

async function flush(): Promise<void> {
  if (flushing) return;
  flushing = true;
  const had = waiting.length;
  try {
    while (waiting[0] !== undefined) {
      const { key, method, path, body } = waiting[0];
      try {
        await (method === 'POST' ? post(path, body, { idempotencyKey: key }) : patch(path, body));
      } catch (error) {
        if (Problem.from(error).passing) {
          markLost();
          return;
        }
        toast({ text: t('offline-refused'), detail: explain(error), tone: 'bad' });
      }
      waiting = waiting.slice(1);
      keep();
    }
  } finally {
    flushing = false;
  }
  if (had > 0) {
    toast({ text: t('offline-sent', { count: had }) });
    settled();
  }
}
