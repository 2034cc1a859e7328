import { Problem } from '$api/problem';
import { tWord } from './language.svelte';

/** What a person can read about something that went wrong, in their language. */
export function explain(error: unknown): string {
  return tWord('problem', Problem.from(error).code, 'problem-unexpected');
}
