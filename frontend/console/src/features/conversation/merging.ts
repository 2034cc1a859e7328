/** Joining conversations, taking them apart and moving a message, each with its way back. */
import {
  mergeConversation,
  moveMessage,
  splitConversation,
  unmergeConversation,
  unmoveMessage,
  unsplitConversation
} from '$api/conversations';
import type { Conversation, Id } from '$api/types';
import { t } from '$i18n';
import { keys, queryClient } from '$shell/queries';
import { refreshRows } from '$features/inbox/refreshing';
import { tellRefused, toast } from '$ui/toasts.svelte';

export async function mergeInto(from: Conversation, into: Id, then: (id: Id) => void): Promise<void> {
  await attempt(async () => {
    await mergeConversation(from.id, into);
    await askAgain(from.id, into);
    then(into);
    toast({ text: t('merged'), action: { label: t('undo'), run: () => void unmerge(from.id, into, then) } });
  });
}

async function unmerge(from: Id, into: Id, then: (id: Id) => void): Promise<void> {
  await attempt(async () => {
    await unmergeConversation(from);
    await askAgain(from, into);
    then(from);
  });
}

export async function splitOff(from: Conversation, message: Id, then: (id: Id) => void): Promise<void> {
  await attempt(async () => {
    const made = await splitConversation(from.id, message);
    await askAgain(from.id, made.id);
    then(made.id);
    toast({ text: t('split-done'), action: { label: t('undo'), run: () => void unsplit(made.id, from.id, then) } });
  });
}

async function unsplit(made: Id, from: Id, then: (id: Id) => void): Promise<void> {
  await attempt(async () => {
    await unsplitConversation(made);
    await askAgain(made, from);
    then(from);
  });
}

/** One message goes to another conversation, or to a new one. */
export async function moveTo(from: Id, message: Id, into: Id | null, then: (id: Id) => void): Promise<void> {
  await attempt(async () => {
    const place = await moveMessage(message, into);
    await askAgain(from, place.id);
    then(place.id);
    toast({ text: t('moved'), action: { label: t('undo'), run: () => void unmove(message, from, place.id, then) } });
  });
}

async function unmove(message: Id, from: Id, place: Id, then: (id: Id) => void): Promise<void> {
  await attempt(async () => {
    await unmoveMessage(message);
    await askAgain(from, place);
    then(from);
    toast({ text: t('moved-back') });
  });
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tellRefused(error);
  }
}

async function askAgain(...ids: Id[]): Promise<void> {
  await Promise.all([
    ...ids.map((id) => queryClient.invalidateQueries({ queryKey: keys.conversation(id) })),
    refreshRows(ids),
    queryClient.invalidateQueries({ queryKey: keys.views })
  ]);
}
