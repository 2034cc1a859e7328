/** Why and since when what is shown of an order may be another in its store. */
import type { Order } from '$api/types';
import { clock, format, t, type MessageId } from '$i18n';

export type Stale = NonNullable<Order['store_state']>;

const reasons: Record<string, MessageId> = {
  behind: 'store-stale-slow',
  paused: 'store-stale-paused',
  disconnected: 'store-stale-disconnected',
  'store-closed': 'store-stale-closed',
  moved: 'store-stale-moved'
};
const refused = [
  'keys-refused',
  'keys-write-only',
  'keys-without-rights',
  'keys-unreadable',
  'site-protected',
  'clock-differs',
  'scopes-missing',
  'forbidden',
  'address-refused',
  'authorization-denied',
  'authorization-expired',
  'authorization-not-genuine',
  'app-refused',
  'grant-ended'
];
const odd = ['unreadable', 'endless-pages', 'page-instead-of-data', 'not-woocommerce', 'not-shopify'];

/** What stands behind a code: what an agent may say to a customer; what is to be done about it stands in the settings. */
export function staleReason(code: string): MessageId {
  if (refused.includes(code)) return 'store-stale-refused';
  if (odd.includes(code)) return 'store-stale-odd';
  return reasons[code] ?? 'store-stale-silent';
}

const isToday = (at: string): boolean => format.dayKey(at) === format.dayKey(clock.now);

export function staleText({ code, as_of }: Stale): string {
  const why = t(staleReason(code));
  return as_of === null ? t('store-stale-ever', { why }) : t('store-stale-since', { time: isToday(as_of) ? format.time(as_of) : format.dateTime(as_of), why });
}
