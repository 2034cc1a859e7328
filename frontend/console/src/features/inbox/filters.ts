/** What is asked for: a view, or, when filters narrow it, the view's own filter together with them. */
import type { ConversationFilter } from '$api/conversations';
import type { Status, View, ViewFilter } from '$api/types';

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
  const { status, ...own } = ofView(view, row);
  return { ...own, ...(status && status.length > 0 ? { status: status.join(',') } : {}), ...narrow, ...given({ q, sort }) };
}

export function savable(view: string, row: View | undefined, filter: ConversationFilter): ViewFilter {
  const { q: _words, sort: _order, status, ...narrow } = given(filter);
  return { ...ofView(view, row), ...(narrow as ViewFilter), ...(status ? { status: status.split(',') as Status[] } : {}) };
}

function given(filter: ConversationFilter): ConversationFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
