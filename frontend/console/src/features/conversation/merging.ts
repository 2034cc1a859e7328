/** Joining conversations and taking them apart, each with its way back. */
import { mergeConversation, splitConversation, unmergeConversation, unsplitConversation } from '$api/conversations';
import type { Conversation, Id } from '$api/types';
import { explain, t } from '$i18n';
import { keys, queryClient } from '$shell/queries';
import { toast } from '$ui/toasts.svelte';

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

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toast({ text: t('change-refused'), detail: explain(error), tone: 'bad' });
  }
}

async function askAgain(...ids: Id[]): Promise<void> {
  await Promise.all([
    ...ids.map((id) => queryClient.invalidateQueries({ queryKey: keys.conversation(id) })),
    queryClient.invalidateQueries({ queryKey: keys.conversations }),
    queryClient.invalidateQueries({ queryKey: keys.views })
  ]);
}
