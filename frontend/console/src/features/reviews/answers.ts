/** What is said of answers to reviews. */
import type { ReviewAnswer } from '$api/types';
import { tWord } from '$i18n';
import type { Tone } from '$ui/Badge.svelte';

/** The one whom `answerable` is when nothing stands in the way, and the one that the store may have mended meanwhile. */
export const maybeAnswered = (answerable: string): boolean => answerable === 'yes' || answerable === 'plug_in_missing';

const tones: Record<ReviewAnswer['state'], Tone> = { pending: 'info', published: 'good', failed: 'bad', gone: 'neutral' };

/** How far an answer has come. */
export const standingOf = (answer: Pick<ReviewAnswer, 'state'>): { text: string; tone: Tone } => ({
  text: tWord('review-answer-is', answer.state, 'review-answer-is-other'),
  tone: tones[answer.state] ?? 'neutral'
});

/** Why it failed or waits; the store's own words follow where it has some. Newer servers may name reasons that are not known here. */
export function reasonOf(answer: Pick<ReviewAnswer, 'state' | 'reason'>): string | null {
  if (answer.reason === null) return null;
  const { code, detail } = answer.reason;
  const text = tWord('review-answer-reason', code, answer.state === 'pending' ? 'review-answer-reason-waits' : 'review-answer-reason-other');
  return code === 'refused' && detail !== '' ? `${text} “${detail}”` : text;
}
