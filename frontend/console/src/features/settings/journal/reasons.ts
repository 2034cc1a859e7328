/** Why something became of a mail, in the reader's language; what only the other side's server knows stays in its words. */
import { format, t, tWord, type MessageId } from '$i18n';

const known: Record<string, MessageId> = {
  'nobody here has this address': 'reason-unknown-recipient',
  'it is larger than 35 MiB': 'reason-too-large',
  'its lines do not end as those of mails do': 'reason-broken-lines',
  'it was sent from one of our own mailboxes': 'reason-own-mailbox',
  'a mail of our own came back': 'reason-own-mail',
  'it names no mail that was sent from here': 'reason-no-mail-of-ours',
  'a read receipt': 'reason-receipt',
  'a filter before us calls it spam': 'reason-filter'
};

export function reasonText(reason: string): string {
  const [, first = reason, unwritten] = /^(.*) \((\d+) more refusals before it were not written down\)$/.exec(reason) ?? [];
  const more = unwritten === undefined ? [] : [t('reason-unwritten', { count: Number(unwritten) })];
  return [oneReason(first), ...more].join(' ');
}

function oneReason(reason: string): string {
  const id = known[reason];
  if (id !== undefined) return t(id);
  const spam = /^(\d+) % like what the team called spam: (.*?)(; its sender's domain disowns it)?$/.exec(reason);
  if (spam === null) return reason;
  const like = t('reason-like-spam', { percent: format.percent(Number(spam[1]) / 100), words: spam[2] ?? '' });
  return spam[3] === undefined ? like : `${like} ${t('reason-disowned')}`;
}

/** What came of reading a mail again. */
export function replayText(result: string): string {
  if (result === 'nothing differs') return t('replay-same');
  const parts = /^new: (.*)$/.exec(result)?.[1]?.split(', ');
  if (parts !== undefined) return t('replay-new', { parts: format.list(parts.map((part) => tWord('replay-part', part, 'replay-part-text'))) });
  const [, before, now] = /^(\w+) became (\w+)$/.exec(result) ?? [];
  if (before === undefined || now === undefined) return result;
  const word = (disposition: string): string => tWord('disposition', disposition, 'disposition-stored');
  return t('replay-became', { before: word(before), now: word(now) });
}
