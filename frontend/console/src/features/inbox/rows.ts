/** One conversation that changed, put where it belongs in a list that was asked for before: into it, elsewhere in it, or out of it. */
import type { InfiniteData } from '@tanstack/svelte-query';
import type { ConversationFilter } from '$api/conversations';
import type { Conversation, ConversationRow, Id, Page, View } from '$api/types';
import { asked as askedBy, isByOrders, isKnown, ofView } from './filters';

export type Rows = InfiniteData<Page<ConversationRow>, string | undefined>;
export type Asked = ConversationFilter & { view?: string };
/** Who asks, and the views that they have. */
export interface Asker {
  me: Id;
  views: View[];
}

/** Whether a list holds it: null where only the server can say, as of words, of orders and of who was called. */
export function belongs(row: Conversation, asked: Asked, { me, views }: Asker): boolean | null {
  const { view, q, sort, ...own } = asked;
  const saved = views.find((one) => one.id === view);
  const stands = view === undefined ? {} : ofView(view, saved);
  const narrow: ConversationFilter = { status: '', ...askedBy(stands), ...own };
  const known = [
    row.merged_into === null,
    hasStatus(row, view === 'mentions' ? 'open,pending,snoozed' : (narrow.status ?? '')),
    sort !== 'waiting_since' || row.waiting_since !== null,
    isSame(narrow.assignee, row.assignee?.id, me),
    isSame(narrow.team, row.team?.id),
    isSame(narrow.customer, row.customer.id),
    isSame(narrow.store, row.store_id),
    !narrow.follower || row.followers.some((one) => one.id === (narrow.follower === 'me' ? me : narrow.follower))
  ];
  if (known.includes(false)) return false;
  const sure = !q && !isByOrders(narrow) && (view === undefined || isKnown(view, saved)) && isThrough(row, narrow) && isTagged(row, narrow.tag);
  return sure ? true : null;
}

const hasStatus = (row: Conversation, wanted: string): boolean =>
  wanted === '' ? row.status !== 'spam' : wanted.split(',').includes(row.status);
function isSame(wanted: string | null | undefined, has: Id | null | undefined, me?: Id): boolean {
  if (!wanted) return true;
  return wanted === 'none' ? !has : has === (wanted === 'me' ? me : wanted);
}
/** By its newest message; it may be in other mailboxes besides. */
const isThrough = (row: Conversation, { channel, channel_id }: ConversationFilter): boolean =>
  (!channel || channel === row.channel || channel === row.channel_id) && (!channel_id || channel_id === row.channel_id);
/** A filter may also have a tag by its id, which a row does not tell. */
const isTagged = (row: Conversation, tag: string | null | undefined): boolean =>
  !tag || row.tags.some((one) => one.toLocaleLowerCase() === tag.toLocaleLowerCase());

/** Which of two comes first: negative if it is the first one. */
export function inOrder(sort: Asked['sort']): (a: ConversationRow, b: ConversationRow) => number {
  const by = (key: 'last_activity_at' | 'created_at' | 'waiting_since', turn: 1 | -1) => (a: ConversationRow, b: ConversationRow) =>
    turn * (Date.parse(a[key] ?? '') - Date.parse(b[key] ?? '') || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  switch (sort) {
    case 'last_activity_at':
      return by('last_activity_at', 1);
    case '-created_at':
      return by('created_at', -1);
    case 'created_at':
      return by('created_at', 1);
    case 'waiting_since':
      return by('waiting_since', 1);
    default:
      return by('last_activity_at', -1);
  }
}

export const holds = (list: Rows, id: Id): boolean => list.pages.some((page) => page.data.some((row) => row.id === id));

/** The list without it; pages that did not have it stay the same. */
export function without(list: Rows, id: Id): Rows {
  if (!holds(list, id)) return list;
  return { ...list, pages: list.pages.map((page) => (page.data.some((row) => row.id === id) ? { ...page, data: page.data.filter((row) => row.id !== id) } : page)) };
}

/** The list with it where its order has it; behind what was loaded it comes when one scrolls there. */
export function placed(list: Rows, row: ConversationRow, sort: Asked['sort']): Rows {
  const rest = without(list, row.id);
  const order = inOrder(sort);
  const at = rest.pages.findIndex((page) => page.data.some((other) => order(row, other) < 0));
  const last = rest.pages.length - 1;
  if (at < 0 && rest.pages[last]?.next !== null) return rest;
  const pages = rest.pages.map((page, index) => {
    if (index !== (at < 0 ? last : at)) return page;
    const before = page.data.findIndex((other) => order(row, other) < 0);
    return { ...page, data: page.data.toSpliced(before < 0 ? page.data.length : before, 0, row) };
  });
  return { ...rest, pages };
}

/** The list with what its rows say now of this one, wherever it stands. */
export function patched(list: Rows, id: Id, change: (row: ConversationRow) => ConversationRow): Rows {
  if (!holds(list, id)) return list;
  return { ...list, pages: list.pages.map((page) => (page.data.some((row) => row.id === id) ? { ...page, data: page.data.map((row) => (row.id === id ? change(row) : row)) } : page)) };
}

/** The list with its beginning as the server has it now; what stands behind that stays. */
export function withHead(list: Rows, head: Page<ConversationRow>, sort: Asked['sort']): Rows {
  const [end, first] = [head.data.at(-1), list.pages[0]];
  if (head.next === null || end === undefined || first === undefined) return { pages: [head], pageParams: [undefined] };
  const fresh = new Set(head.data.map((row) => row.id));
  const order = inOrder(sort);
  const behind = (row: ConversationRow): boolean => !fresh.has(row.id) && order(end, row) < 0;
  const pages = list.pages.map((page) => (page.data.every(behind) ? page : { ...page, data: page.data.filter(behind) }));
  return { ...list, pages: pages.map((page, index) => (index === 0 ? { ...page, data: [...head.data, ...page.data] } : page)) };
}
