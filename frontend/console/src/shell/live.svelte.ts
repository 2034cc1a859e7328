/**
 * Live updates: one event stream. An event says only what changed; we ask again for that, where it is on the screen.
 * Asking is gathered for a short moment, so that a burst of events about one thing is one request.
 */
import type { ConversationFilter } from '$api/conversations';
import type { LiveEvent, LiveKind } from '$api/events';
import type { Id, Ref, View } from '$api/types';
import { isByOrders } from '$features/inbox/filters';
import { refreshRows } from '$features/inbox/refreshing';
import { markBack, markLost } from './connection.svelte';
import { keys, queryClient } from './queries';
import { session } from './session.svelte';

interface Watcher extends Ref {
  state: 'viewing' | 'typing';
  until: number;
}
/** A presence that is not renewed is gone after this long, in milliseconds. */
const PRESENCE_LASTS = 45_000;
const GATHER = 250;

const watchers = $state<Record<Id, Watcher[]>>({});
const customersTyping = $state<Record<Id, number>>({});
const ears = new Set<(event: LiveEvent) => void>();

export const live = {
  /** Other agents who look at a conversation. */
  watching: (id: Id): Watcher[] => watchers[id] ?? [],
  customerTyping: (id: Id): boolean => (customersTyping[id] ?? 0) > Date.now()
};

/** Tells of every message, wherever it is written; returns what ends it. */
export function hear(ear: (event: LiveEvent) => void): () => void {
  ears.add(ear);
  return () => void ears.delete(ear);
}

/** Takes part from an event on, behind which everything is told: what happened while the screen asked for what it shows, too. */
export function listen(since: string): () => void {
  let last = since;
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = 1000;
  let hadLost = false;

  const open = (): void => {
    source = new EventSource(`/api/v1/events?since=${last}`);
    source.onopen = () => {
      wait = 1000;
      markBack();
      if (hadLost) void queryClient.invalidateQueries();
      hadLost = false;
    };
    source.onerror = () => {
      if (!navigator.onLine) markLost();
      // The browser tries again by itself and says what it saw last; only a refusal is ours to repeat.
      if (source?.readyState !== EventSource.CLOSED) return;
      hadLost = true;
      retry = setTimeout(open, wait);
      wait = Math.min(wait * 1.8, 30_000);
    };
    for (const kind of kinds) {
      source.addEventListener(kind, (event: MessageEvent<string>) => {
        last = event.lastEventId || last;
        take(kind, JSON.parse(event.data) as LiveEvent);
      });
    }
  };
  open();
  const sweep = setInterval(forgetTheGone, 5000);
  return () => {
    clearTimeout(retry);
    clearInterval(sweep);
    source?.close();
  };
}

const kinds: LiveKind[] = ['conversation', 'message', 'customer', 'order', 'shipment', 'product', 'coupon', 'review', 'store', 'channel', 'presence', 'typing', 'seen', 'reset'];

function take(kind: LiveKind, event: LiveEvent): void {
  const conversation = event.conversation_id;
  switch (kind) {
    case 'message':
      for (const ear of ears) ear(event);
      if (conversation) changed.add(conversation);
      ask(keys.views);
      break;
    case 'conversation':
      if (conversation) changed.add(conversation);
      ask(keys.views);
      break;
    case 'seen':
      if (conversation) ask(keys.messages(conversation));
      break;
    case 'customer':
      if (event.customer_id) ask(keys.customer(event.customer_id));
      ask(keys.customers);
      break;
    case 'order':
    case 'shipment':
      if (event.order_id) ask(keys.order(event.order_id));
      ask(keys.orders);
      askByOrders();
      break;
    case 'review':
      if (event.review_id) ask(keys.review(event.review_id));
      ask(keys.reviews);
      break;
    case 'coupon':
      if (event.coupon_id) ask(keys.coupon(event.coupon_id));
      ask(keys.coupons);
      break;
    case 'product':
      if (event.product_id) ask(keys.product(event.product_id));
      ask(keys.products);
      break;
    case 'store':
      ask(keys.stores);
      break;
    case 'channel':
      ask(keys.channels);
      break;
    case 'presence':
      if (conversation) notice(conversation, event);
      else ask(keys.agents);
      break;
    case 'reset':
      void queryClient.invalidateQueries();
      break;
    case 'typing':
      if (conversation) customersTyping[conversation] = Date.now() + 6000;
      break;
  }
}

/** Conversations that are listed by the orders of their customers come and go with these. */
function askByOrders(): void {
  const views = queryClient.getQueryData<{ data: View[] }>(keys.views)?.data.filter((view) => isByOrders(view.filter ?? {})) ?? [];
  if (views.length > 0) ask(keys.views);
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: [...keys.conversations, 'list'], type: 'active' })) {
    const by = queryKey[2] as ConversationFilter & { view?: string };
    if (isByOrders(by) || views.some((view) => view.id === by.view)) ask(queryKey);
  }
}

const asked = new Map<string, readonly unknown[]>();
const changed = new Set<Id>();
let gathering: ReturnType<typeof setTimeout> | undefined;
function ask(...wanted: (readonly unknown[])[]): void {
  for (const key of wanted) asked.set(JSON.stringify(key), key);
  gathering ??= setTimeout(() => {
    gathering = undefined;
    for (const queryKey of asked.values()) void queryClient.invalidateQueries({ queryKey });
    asked.clear();
    refresh([...changed]);
    changed.clear();
  }, GATHER);
}

/** The conversations themselves and what is in them, as far as it is on the screen. */
function refresh(conversations: Id[]): void {
  for (const id of conversations) {
    void queryClient.invalidateQueries({ queryKey: keys.conversation(id), predicate: (query) => query.queryKey.length > 2 });
  }
  void refreshRows(conversations);
}

function notice(conversation: Id, event: LiveEvent): void {
  const { agent, state } = event;
  if (!agent || agent.id === session.now.agent.id) return;
  const others = (watchers[conversation] ?? []).filter((one) => one.id !== agent.id);
  if (state === 'viewing' || state === 'typing') others.push({ ...agent, state, until: Date.now() + PRESENCE_LASTS });
  watchers[conversation] = others;
}

function forgetTheGone(): void {
  const now = Date.now();
  for (const [id, list] of Object.entries(watchers)) {
    if (list.some((one) => one.until < now)) watchers[id] = list.filter((one) => one.until >= now);
  }
  for (const [id, until] of Object.entries(customersTyping)) if (until < now) customersTyping[id] = 0;
}
