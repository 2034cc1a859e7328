/**
 * Whether the server can be reached, and what was written while it could not. Writes wait here in order,
 * kept in the browser for the agent who wrote them, and go out when the connection is back; each carries its idempotency
 * key, so that one that had arrived after all is not done twice. Words that the server will not have go back into the draft.
 */
import { goto } from '$app/navigation';
import { Problem } from '$api/problem';
import { again, get, useCsrf } from '$api/client';
import type { Id } from '$api/types';
import type { Drafts, Kind, Writing } from '$features/composer/drafts';
import { inboxPath } from '$features/inbox/address';
import { explain, t } from '$i18n';
import { tellRefused, toast } from '$ui/toasts.svelte';

interface Waiting {
  key: string;
  method: 'POST' | 'PATCH';
  path: string;
  body: unknown;
  /** What somebody wrote, as the composer takes it back. */
  words?: Words;
  /** Makes sense only once this one was taken. */
  after?: string;
}
interface Words {
  conversation: Id;
  /** What the conversation is called. */
  name: string;
  kind: Kind;
  writing: Writing;
}
const KEPT = 'tillside.waiting.';
/** Between tries while the server is there and does not take it, in milliseconds; longer each time. */
const AGAIN = 15_000;

let reachable = $state(true);
let agent: Id | null = null;
let watching = false;
let waiting = $state<Waiting[]>([]);
/** Why what waits does not go out although the server answers. */
let held = $state.raw<Problem | null>(null);
/** The browser's room may be full: then what waits is only here. */
let durable = true;
let probing: ReturnType<typeof setTimeout> | undefined;
let trying: ReturnType<typeof setTimeout> | undefined;
let pause = AGAIN;
let flushing: Promise<void> | null = null;
let settled: () => void = () => undefined;
/** Those who wait until the server has answered. */
const hoping: (() => void)[] = [];

export const connection = {
  get online(): boolean {
    return reachable;
  },
  get waiting(): number {
    return waiting.length;
  },
  get held(): Problem | null {
    return held;
  }
};

/** Starts to watch for this agent; `afterwards` runs when what waited has gone out. */
export function watchConnection(who: Id, afterwards: () => void): () => void {
  agent = who;
  watching = true;
  settled = afterwards;
  const left = kept();
  waiting = left;
  const lost = (): void => markLost();
  const back = (): void => void probe();
  const elsewhere = (event: StorageEvent): void => void (event.key === KEPT + agent && (waiting = kept()));
  addEventListener('offline', lost);
  addEventListener('online', back);
  addEventListener('storage', elsewhere);
  if (left.length > 0) void probe();
  return () => {
    removeEventListener('offline', lost);
    removeEventListener('online', back);
    removeEventListener('storage', elsewhere);
    clearTimeout(probing);
    clearTimeout(trying);
    watching = false;
    held = null;
    waiting = [];
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
  for (const go of hoping.splice(0)) go();
  void flush();
}

/** Something could not be fetched: resolves when the server has answered next. */
export function whenBack(): Promise<void> {
  markLost();
  return new Promise((back) => hoping.push(back));
}

/** Keeps a write for later. */
export function queue(write: Omit<Waiting, 'key'> & { key?: string }): void {
  change((list) => [...list, { key: crypto.randomUUID(), ...write }]);
  markLost();
}

/** Another tab may have changed it meanwhile. */
function change(edit: (list: Waiting[]) => Waiting[]): void {
  waiting = edit(durable ? kept() : waiting);
  try {
    localStorage.setItem(KEPT + agent, JSON.stringify(waiting));
    durable = true;
  } catch {
    durable = false;
  }
}
const kept = (): Waiting[] => JSON.parse(localStorage.getItem(KEPT + agent) ?? '[]') as Waiting[];

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

/** Sends what waits, in order, until nothing does or the server would not have it now. */
export function flush(): Promise<void> {
  if (!watching || agent === null || waiting.length === 0) return Promise.resolve();
  flushing ??= sendAll(agent).finally(() => (flushing = null));
  return flushing;
}

async function sendAll(who: Id): Promise<void> {
  clearTimeout(trying);
  const here = (): boolean => watching && agent === who;
  let [sent, gone] = [0, 0];
  try {
    await sameAgent(who);
    for (let next = waiting[0]; next !== undefined && here(); next = waiting[0]) {
      sent += await deliver(next, who);
      gone += 1;
    }
    held = null;
    pause = AGAIN;
  } catch (error) {
    if (here()) hold(Problem.from(error));
  }
  if (sent > 0) toast({ text: t('offline-sent', { count: sent }) });
  if (gone > 0) settled();
}

/** In another tab somebody else may have signed in, or the same person anew. */
async function sameAgent(who: Id): Promise<void> {
  const session = await get('/session');
  if (session.agent.id !== who) throw new Problem('unauthorized', 401);
  useCsrf(session.csrf);
}

/** Sends one; 1 if it was taken, 0 if it was refused for good. Throws when it is to be tried again. */
async function deliver(next: Waiting, who: Id): Promise<0 | 1> {
  try {
    const { key, method, path, body } = next;
    await again(method, path, body, key);
  } catch (error) {
    const problem = Problem.from(error);
    if (!isForGood(problem)) throw problem;
    await takeBack(next, who, problem);
    return 0;
  }
  change((list) => list.filter((one) => one.key !== next.key));
  if (next.words) await draftsOf(next.words, who).then((drafts) => drafts.tellServer('reply'), () => undefined);
  return 1;
}

/** What was asked is wrong, not the moment or who asks. */
const isForGood = ({ status }: Problem): boolean => status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status);

/** Nothing typed is lost: the words are in the draft before they leave the queue. */
async function takeBack(next: Waiting, who: Id, problem: Problem): Promise<void> {
  const { words } = next;
  const drafts = words && (await draftsOf(words, who));
  const elsewhere = durable && !kept().some((one) => one.key === next.key);
  change((list) => list.filter((one) => one.key !== next.key && one.after !== next.key));
  if (elsewhere) return;
  if (!words || !drafts) {
    tellRefused(problem, t('offline-refused'));
    return;
  }
  drafts.giveBack(words.kind, words.writing);
  const name = words.name || t('conversation');
  toast({
    text: words.kind === 'note' ? t('offline-note-refused', { name }) : t('offline-reply-refused', { name }),
    detail: explain(problem),
    tone: 'bad',
    seconds: 20,
    action: { label: t('offline-open'), run: () => void goto(inboxPath('all', words.conversation)) }
  });
}
async function draftsOf(words: Words, who: Id): Promise<Drafts> {
  const composer = await import('$features/composer/drafts');
  return new composer.Drafts(who, words.conversation);
}

function hold(problem: Problem): void {
  if (problem.passing) {
    markLost();
    return;
  }
  held = problem;
  if (problem.status === 401 || problem.status === 403) return;
  trying = setTimeout(() => void flush(), problem.retryAfter === null ? pause : problem.retryAfter * 1000);
  pause = Math.min(pause * 2, 300_000);
}

/** What the server will not have now goes back into the drafts instead of waiting on. */
export async function giveUp(): Promise<void> {
  const who = agent;
  const problem = held;
  if (flushing !== null || who === null || problem === null) return;
  for (const next of waiting) await takeBack(next, who, problem);
  held = null;
  settled();
}
