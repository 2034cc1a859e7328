/** What changed is asked for by itself and put into every list that is kept: no list is asked for again because of one row. */
import type { Query } from '@tanstack/svelte-query';
import { listConversations, readConversation } from '$api/conversations';
import { Problem } from '$api/problem';
import type { Conversation, ConversationRow, Id, View } from '$api/types';
import { keys, queryClient } from '$shell/queries';
import { session } from '$shell/session.svelte';
import { belongs, holds, patched, placed, withHead, without, type Asked, type Asker, type Rows } from './rows';

/** Of more than so many at once the lists are asked for instead. */
const MANY = 25;
/** Rows of a list's beginning. */
export const HEAD = 50;

/** Asks for these conversations and shows them as they are now. */
export async function refreshRows(ids: Iterable<Id>): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  if (wanted.length > MANY) return queryClient.invalidateQueries({ queryKey: keys.conversations });
  try {
    const found = await Promise.all(wanted.map(async (id) => [id, await read(id)] as const));
    const unsure = new Set<Query>();
    for (const query of lists()) {
      // What is on its way was asked for before this: it would come last and win.
      if (query.state.fetchStatus === 'fetching') await query.promise?.catch(() => undefined);
      for (const [id, row] of found) if (!put(query, id, row)) unsure.add(query);
    }
    for (const customer of new Set(found.map(([, row]) => row?.customer.id))) {
      if (customer !== undefined) void queryClient.invalidateQueries({ queryKey: keys.customerConversations(customer) });
    }
    await Promise.all([...unsure].map(askForHead));
  } catch {
    // Away or refused: what is shown is old, and is asked for when it is looked at next.
    await queryClient.invalidateQueries({ queryKey: keys.conversations });
  }
}

/** What is known of a row without asking. */
export function patchRows(id: Id, change: Partial<ConversationRow>): void {
  for (const query of lists()) edit(query, (list) => patched(list, id, (row) => ({ ...row, ...change })));
}

const lists = (): Query[] => queryClient.getQueryCache().findAll({ queryKey: [...keys.conversations, 'list'] });
const askedOf = (query: Query): Asked => query.queryKey[2] as Asked;
const edit = (query: Query, change: (list: Rows) => Rows): unknown =>
  queryClient.setQueryData<Rows>(query.queryKey, (list) => list && change(list));

/** The conversation as it is now; null when there is none that may be seen. */
async function read(id: Id): Promise<Conversation | null> {
  const queryKey = keys.conversation(id);
  // An answer that was asked for before the change is none.
  await queryClient.cancelQueries({ queryKey, exact: true });
  try {
    return await queryClient.fetchQuery({ queryKey, queryFn: ({ signal }) => readConversation(id, signal), staleTime: 0 });
  } catch (error) {
    if ([403, 404].includes(Problem.from(error).status)) return null;
    throw error;
  }
}

/** Whether that was all; otherwise only the server knows whether the list has it. */
function put(query: Query, id: Id, row: Conversation | null): boolean {
  const list = query.state.data as Rows | undefined;
  if (list === undefined) return true;
  const asked = askedOf(query);
  const belonging = row === null ? false : belongs(row, asked, asker());
  if (row === null || belonging === false) {
    if (holds(list, id)) edit(query, (now) => without(now, id));
    return true;
  }
  if (belonging === null) {
    edit(query, (now) => patched(now, id, () => row));
    return false;
  }
  edit(query, (now) => placed(now, row, asked.sort));
  return true;
}

async function askForHead(query: Query): Promise<void> {
  if (!query.isActive()) return queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
  const asked = askedOf(query);
  const head = await listConversations({ ...asked, limit: HEAD });
  edit(query, (list) => withHead(list, head, asked.sort));
}

const asker = (): Asker => ({ me: session.now.agent.id, views: queryClient.getQueryData<{ data: View[] }>(keys.views)?.data ?? [] });
