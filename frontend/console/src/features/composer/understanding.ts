/** The server keeps the words of a draft alone: who is named in them is found again. */
import type { Agent, Draft } from '$api/types';
import { listAgents } from '$api/workspace';
import { keys, queryClient } from '$shell/queries';
import { mentionsOf, namedIn, type Content } from './content';
import { onScreen } from './pictures';

/** Who only looks on has no work to be called to; the server refuses it. */
export const canBeNamed = (one: Agent): boolean => !one.disabled && one.role !== 'viewer';

export async function understood(draft: Draft): Promise<Content> {
  const words = { text: draft.text ?? '', html: draft.html ? onScreen(draft.html) : null };
  if (draft.kind === 'reply') return { ...words, mentions: [] };
  if (words.html !== null) return { ...words, mentions: mentionsOf(words.html) };
  const people = await queryClient.ensureQueryData({ queryKey: keys.agents, queryFn: listAgents }).catch(() => null);
  const names = people?.data.filter(canBeNamed) ?? [];
  const sure = names.filter((one) => names.every((other) => other.id === one.id || other.name !== one.name));
  return { ...words, mentions: namedIn(words.text, sure) };
}
