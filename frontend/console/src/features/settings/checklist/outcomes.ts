/** What a live test showed, in words. */
import type { Attendance, ChannelChecked, DnsReport, Invitation, OutboxEntry, StoreTested } from '$api/types';
import { format, t } from '$i18n';
import { storeWord } from '../stores/words';

export interface Outcome {
  tone: 'good' | 'warn' | 'bad';
  text: string;
  /** The other side's own words. */
  detail?: string | null;
}

export function ofStore(name: string, tested: StoreTested): Outcome {
  if (tested.ok) {
    const seconds = format.number(Math.max(0.1, tested.took_ms / 1000), { maximumFractionDigits: 1 });
    const missing = tested.missing_rights;
    if (missing.length > 0) return { tone: 'warn', text: t('test-store-rights-missing', { name, rights: format.joined(missing) }) };
    return { tone: 'good', text: t('test-store-ok', { name, seconds }) };
  }
  return { tone: 'bad', text: storeWord(tested.code ?? '') ?? t('store-health-other'), detail: tested.detail };
}

/** What has become of a test mail until now; null while nothing is known. */
export function ofMail(address: string, entry: OutboxEntry): Outcome | null {
  if (entry.state === 'done') return { tone: 'good', text: t('test-mail-sent', { address }) };
  if (entry.state === 'dead' || entry.state === 'cancelled') return { tone: 'bad', text: t('test-mail-failed', { address }), detail: entry.last_error };
  return entry.last_error === null ? null : { tone: 'bad', text: t('test-mail-later', { address }), detail: entry.last_error };
}
export const ofMailUnderWay = (address: string): Outcome => ({ tone: 'warn', text: t('test-mail-waiting', { address }) });

const signature = {
  found: { tone: 'good', text: 'test-dkim-right' },
  missing: { tone: 'warn', text: 'test-dkim-missing' },
  wrong: { tone: 'bad', text: 'test-dkim-different' },
  unknown: { tone: 'warn', text: 'test-dkim-unanswered' }
} as const;

/** How the records stand by which others know that mail is signed. */
export function ofSignature(report: DnsReport): Outcome[] {
  return report.records.flatMap((one): Outcome[] => {
    if (one.kind !== 'dkim' || one.state === 'not_needed') return [];
    const { tone, text } = signature[one.state];
    return [{ tone, text: t(text, { name: one.name }), detail: one.state === 'wrong' ? one.found.join(', ') : null }];
  });
}

const pageWords = {
  found: 'test-page-found',
  missing: 'test-page-missing',
  other_channel: 'test-page-other-channel',
  not_allowed: 'test-page-not-allowed',
  no_page: 'test-page-no-page',
  unreachable: 'test-page-unreachable',
  address_refused: 'test-page-address-refused'
} as const;

export function ofWidget(checked: ChannelChecked): Outcome[] {
  const { page, seen } = checked.chat;
  const outcomes: Outcome[] = [];
  if (page !== null) {
    const tone = page.state === 'found' ? 'good' : page.state === 'missing' && seen !== null ? 'warn' : 'bad';
    outcomes.push({ tone, text: t(pageWords[page.state], { url: page.url }), detail: page.detail });
  }
  if (seen === null) outcomes.push({ tone: 'warn', text: t('test-seen-never') });
  else {
    const time = format.dateTime(seen.at);
    outcomes.push({ tone: 'good', text: seen.page === null ? t('test-seen', { time }) : t('test-seen-on', { time, page: seen.page }) });
  }
  return outcomes;
}

export function ofInvitations(invitations: Invitation[]): Outcome[] {
  return invitations.map((one): Outcome => {
    const address = one.email;
    const mail = one.mail;
    if (mail?.state === 'done') return { tone: 'good', text: t('test-invitation-sent', { address, time: format.dateTime(mail.settled_at ?? one.created_at) }) };
    if (mail?.state === 'dead') return { tone: 'bad', text: t('test-invitation-failed', { address }), detail: mail.last_error };
    return { tone: 'warn', text: t('test-invitation-waiting', { address }), detail: mail?.last_error ?? null };
  });
}

export function ofHours(now: Attendance): Outcome {
  if (now.open) return { tone: 'good', text: t('test-hours-open') };
  if (now.next_open_at === null) return { tone: 'bad', text: t('test-hours-never') };
  return { tone: 'good', text: t('test-hours-closed', { time: format.dateTime(now.next_open_at) }) };
}
