/** Why a server did not take a mail, in words. */
import { tWord } from '$i18n';

/** What a stable word such as `user-unknown` means; null where nothing tells. */
export const whyText = (why: string | null | undefined): string | null => (why ? tWord('why', why, 'why-undefined') : null);

/** Our own reasons are words; what a server said is shown as it said it. */
export const whyOrWords = (words: string): string => (/^[a-z0-9-]+$/.test(words) ? tWord('why', words, 'why-undefined') : words);
