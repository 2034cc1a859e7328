/** What is asked for: a view, or, when filters narrow it, the view's own filter together with them. */
import type { ConversationFilter } from '$api/conversations';
import type { OrderStatus, Status, View, ViewFilter } from '$api/types';

const builtin: Record<string, ViewFilter> = {
  mine: { status: ['open'], assignee: 'me' },
  unassigned: { status: ['open'], assignee: 'none' },
  all: { status: ['open'] },
  following: { status: ['open'], follower: 'me' },
  pending: { status: ['pending'] },
  snoozed: { status: ['snoozed'] },
  solved: { status: ['solved', 'closed'] },
  spam: { status: ['spam'] }
};

/** What a view stands for. */
export const ofView = (view: string, row: View | undefined): ViewFilter =>
  view.startsWith('tm_') ? { team: view, status: ['open'] } : (row?.filter ?? builtin[view] ?? {});

/** Whether what a view stands for says all: of who was called, only the server knows. */
export const isKnown = (view: string, row: View | undefined): boolean =>
  view.startsWith('tm_') || view in builtin || (view !== 'mentions' && row?.kind === 'saved');

/** The API takes words and an order with a view, but no other filter; those ask for what the view stands for. */
export function question(view: string, row: View | undefined, filter: ConversationFilter): ConversationFilter & { view?: string } {
  const { q, sort, ...narrow } = given(filter);
  if (Object.keys(narrow).length === 0) return { view, ...given({ q, sort }) };
  return { ...asked(ofView(view, row)), ...narrow, ...given({ q, sort }) };
}

/** A view's own filter, as the list is asked by it: several states are one word there. */
export function asked({ status, order_status, ...rest }: ViewFilter): ConversationFilter {
  return { ...rest, ...joined('status', status), ...joined('order_status', order_status) };
}
const joined = (name: 'status' | 'order_status', states: string[] | undefined): ConversationFilter =>
  states && states.length > 0 ? { [name]: states.join(',') } : {};

/** Whether it depends on orders: what it shows then changes with them. */
export const isByOrders = (filter: ConversationFilter | ViewFilter): boolean =>
  (filter.order_status ?? '').length > 0 || [filter.order_open, filter.order_late, filter.order].some((one) => one !== undefined && one !== null);

export function savable(view: string, row: View | undefined, filter: ConversationFilter): ViewFilter {
  const { q: _words, sort: _order, status, order_status, ...narrow } = given(filter);
  return {
    ...ofView(view, row),
    ...(narrow as ViewFilter),
    ...(status ? { status: status.split(',') as Status[] } : {}),
    ...(order_status ? { order_status: order_status.split(',') as OrderStatus[] } : {})
  };
}

function given(filter: ConversationFilter): ConversationFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
