import type { Submission } from '$ui/submission.svelte';
import { format, t } from '$i18n';

/** What a form at the door says; after too many attempts also for how long to wait. */
export function doorWords(form: Submission): string | null {
  const seconds = form.problem?.code === 'rate-limited' ? form.problem.retryAfter : null;
  return seconds === null || seconds === undefined ? form.words : t('sign-in-wait', { time: format.duration(seconds) });
}

/** Where to go after signing in: only to a page of this program. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/inbox';
}
