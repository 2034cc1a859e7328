/**
 * Changes of conversations: shown at once in every list and in the open conversation, taken back with the reason when
 * the server refuses, kept for later when it cannot be reached.
 */
import type { InfiniteData } from '@tanstack/svelte-query';
import { changeConversation, changeConversations } from '$api/conversations';
import { Problem } from '$api/problem';
import type { Agent, Conversation, ConversationPatch, ConversationRow, Id, Page, Ref, Team } from '$api/types';
import { t } from '$i18n';
import { queue } from '$shell/connection.svelte';
import { keys, queryClient } from '$shell/queries';
import { tellRefused, toast } from '$ui/toasts.svelte';
import { refreshRows } from './refreshing';

type Rows = InfiniteData<Page<ConversationRow>>;

/** Changes one or many; resolves to whether it was taken (or kept for later). */
export async function change(ids: Id[], patch: ConversationPatch): Promise<boolean> {
  const before = snapshot();
  await queryClient.cancelQueries({ queryKey: keys.conversations });
  show(ids, patch);
  try {
    const refused = await send(ids, patch);
    if (refused.length > 0) {
      restore(before, refused);
      toast({ text: t('bulk-refused', { count: refused.length }), tone: 'bad' });
    }
    settle(ids);
    return refused.length < ids.length;
  } catch (error) {
    const problem = Problem.from(error);
    if (problem.passing) {
      for (const id of ids) queue({ method: 'PATCH', path: `/conversations/${id}`, body: patch });
      return true;
    }
    restore(before, ids);
    tellRefused(problem);
    settle(ids);
    return false;
  }
}

/** Like `change`, with a word about what happened and the way back. */
export async function changeWithUndo(rows: ConversationRow[], patch: ConversationPatch, said: string): Promise<boolean> {
  const backs = rows.map((row) => ({ id: row.id, patch: inverse(row, patch) }));
  const done = await change(
    rows.map((row) => row.id),
    patch
  );
  if (done) {
    toast({
      text: said,
      action: { label: t('undo'), run: () => backs.forEach((back) => void change([back.id], back.patch)) }
    });
  }
  return done;
}

async function send(ids: Id[], patch: ConversationPatch): Promise<Id[]> {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    queryClient.setQueryData(keys.conversation(only), await changeConversation(only, patch));
    return [];
  }
  const { data } = await changeConversations(ids, patch);
  return data.filter((result) => !result.ok).map((result) => result.id);
}

function settle(ids: Id[]): void {
  void refreshRows(ids);
  void queryClient.invalidateQueries({ queryKey: keys.views });
  for (const id of ids) void queryClient.invalidateQueries({ queryKey: keys.history(id) });
}

interface Snapshot {
  lists: [readonly unknown[], Rows | undefined][];
  details: [readonly unknown[], Conversation | undefined][];
}

function snapshot(): Snapshot {
  return {
    lists: queryClient.getQueriesData<Rows>({ queryKey: ['conversations', 'list'] }),
    details: queryClient.getQueriesData<Conversation>({
      queryKey: ['conversation'],
      predicate: (query) => query.queryKey.length === 2
    })
  };
}

/** Puts the rows that were refused back as they were; others keep what happened since. */
function restore(before: Snapshot, ids: Id[]): void {
  for (const [key, was] of before.lists) {
    const rows = new Map(was?.pages.flatMap((page) => page.data).map((row) => [row.id, row]));
    queryClient.setQueryData<Rows>(key, (now) => mapRows(now, (row) => (ids.includes(row.id) ? (rows.get(row.id) ?? row) : row)));
  }
  for (const [key, was] of before.details) if (was && ids.includes(was.id)) queryClient.setQueryData(key, was);
}

function show(ids: Id[], patch: ConversationPatch): void {
  queryClient.setQueriesData<Rows>({ queryKey: ['conversations', 'list'] }, (data) =>
    mapRows(data, (row) => (ids.includes(row.id) ? { ...row, ...visible(patch) } : row))
  );
  for (const id of ids) {
    queryClient.setQueryData<Conversation>(keys.conversation(id), (detail) =>
      detail === undefined
        ? undefined
        : {
            ...detail,
            ...visible(patch),
            ...(patch.custom_fields ? { custom_fields: { ...detail.custom_fields, ...patch.custom_fields } } : {}),
            ...(patch.followers ? { followers: patch.followers.map((one) => ({ id: one, name: nameOf(keys.agents, one) })) } : {})
          }
    );
  }
}

function mapRows(data: Rows | undefined, change: (row: ConversationRow) => ConversationRow): Rows | undefined {
  if (data === undefined) return undefined;
  return { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.map(change) })) };
}

/** The patch as a row shows it: ids become names, a snooze becomes a status. */
function visible(patch: ConversationPatch): Partial<ConversationRow> {
  const { assignee_id, team_id, custom_fields: _fields, followers: _followers, ...same } = patch;
  const given = Object.entries(same).filter(([key, value]) => value !== null || key === 'snoozed_until' || key === 'store_id');
  const shown = Object.fromEntries(given) as Partial<ConversationRow>;
  if (assignee_id !== undefined) shown.assignee = refOf(keys.agents, assignee_id);
  if (team_id !== undefined) shown.team = refOf(keys.teams, team_id);
  if (patch.snoozed_until) shown.status = 'snoozed';
  else if (patch.status) shown.snoozed_until = null;
  return shown;
}

const refOf = (key: readonly unknown[], id: Id | null): Ref | null => (id === null ? null : { id, name: nameOf(key, id) });
const nameOf = (key: readonly unknown[], id: Id): string =>
  queryClient.getQueryData<Page<Agent | Team>>(key)?.data.find((one) => one.id === id)?.name ?? '';

/** What undoes a patch of this row. */
export function inverse(row: ConversationRow, patch: ConversationPatch): ConversationPatch {
  const back: ConversationPatch = {};
  if (patch.status !== undefined || patch.snoozed_until !== undefined) {
    if (row.status === 'snoozed') back.snoozed_until = row.snoozed_until;
    else {
      back.status = row.status;
      if (patch.snoozed_until !== undefined) back.snoozed_until = null;
    }
  }
  if (patch.assignee_id !== undefined) back.assignee_id = row.assignee?.id ?? null;
  if (patch.team_id !== undefined) back.team_id = row.team?.id ?? null;
  if (patch.store_id !== undefined) back.store_id = row.store_id;
  if (patch.priority !== undefined) back.priority = row.priority;
  if (patch.tags !== undefined) back.tags = row.tags;
  if (patch.subject !== undefined) back.subject = row.subject;
  return back;
}
