/** What is being written is kept: in this browser at once, on the server a moment later (so that another device has it). */
import { dropDraft, keepDraft, readDraft } from '$api/conversations';
import type { Draft, Id } from '$api/types';
import { Problem } from '$api/problem';

const PREFIX = 'tillside.draft.';
/** Drafts of this browser are forgotten after so long, in milliseconds. */
const KEEP = 30 * 86_400_000;

interface Kept extends Draft {
  at: number;
}

export function localDraft(id: Id): Draft | null {
  const text = localStorage.getItem(PREFIX + id);
  if (text === null) return null;
  const kept = JSON.parse(text) as Kept;
  if (Date.now() - kept.at < KEEP) return kept;
  localStorage.removeItem(PREFIX + id);
  return null;
}

export async function serverDraft(id: Id): Promise<Draft | null> {
  try {
    const draft = await readDraft(id);
    return draft !== null && draft !== undefined && (draft.text !== '' || (draft.html ?? '') !== '') ? draft : null;
  } catch (error) {
    if (Problem.from(error).status === 404) return null;
    return null;
  }
}

const timers = new Map<Id, ReturnType<typeof setTimeout>>();

export function saveDraft(id: Id, draft: Draft): void {
  clearTimeout(timers.get(id));
  if (draft.text.trim() === '') {
    forgetDraft(id);
    return;
  }
  localStorage.setItem(PREFIX + id, JSON.stringify({ ...draft, at: Date.now() } satisfies Kept));
  timers.set(
    id,
    setTimeout(() => void keepDraft(id, draft).catch(() => undefined), 1500)
  );
}

export function forgetDraft(id: Id): void {
  clearTimeout(timers.get(id));
  const had = localStorage.getItem(PREFIX + id) !== null;
  localStorage.removeItem(PREFIX + id);
  if (had) void dropDraft(id).catch(() => undefined);
}
