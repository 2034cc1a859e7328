/** A number beside the one of the period before. */
import type { MessageId } from '$i18n';
import { format, t } from '$i18n';

export interface Comparison {
  text: string;
  /** `none` where neither more nor less is better. */
  tone: 'good' | 'bad' | 'none';
}
type Better = 'more' | 'less' | 'neither';

export function compare(now: number | null, before: number | null, better: Better, words: [more: MessageId, less: MessageId]): Comparison {
  if (now === null || before === null || (before === 0 && now !== 0)) return { text: t('reports-nothing-before'), tone: 'none' };
  const change = before === 0 ? 0 : (now - before) / before;
  if (Math.abs(change) < 0.005) return { text: t('reports-same'), tone: 'none' };
  const share = format.number(Math.abs(change), { style: 'percent', maximumFractionDigits: Math.abs(change) < 0.1 ? 1 : 0 });
  const grown = change > 0;
  const tone = better === 'neither' ? 'none' : grown === (better === 'more') ? 'good' : 'bad';
  return { text: t(words[grown ? 0 : 1], { share }), tone };
}
