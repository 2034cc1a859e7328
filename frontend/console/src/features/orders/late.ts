/** Why something is called late, in words that can be told to a customer. */
import type { Late, Order, Shipment } from '$api/types';
import { format, t, tWord } from '$i18n';

type Named = Pick<Shipment, 'carrier' | 'carrier_name' | 'expected_at'>;

/** The reason: the day that the carrier named, or how many business days a rule allows. */
export function lateReason(late: Late, parcel: Named | null): string {
  const days = late.rule?.days ?? 0;
  if (late.reason === 'past-expected-day') return t('late-past-expected-day', { date: parcel?.expected_at ? format.date(parcel.expected_at) : format.date(late.since) });
  if (late.reason === 'long-on-the-way') return t('late-long-on-the-way', { days });
  if (late.reason === 'no-movement') return t('late-no-movement', { days });
  return t('late-not-shipped', { days });
}

/** Whose rule it is: of one store, one carrier, one country, or all. Nothing when the carrier named the day. */
export function lateRule(late: Late, order: Pick<Order, 'store_name'>, parcel: Named | null): string | null {
  const { rule } = late;
  if (rule === null) return null;
  const parts = [
    ...(rule.store_id === null ? [] : [order.store_name]),
    ...(rule.carrier === null ? [] : [parcel?.carrier === rule.carrier && parcel.carrier_name ? parcel.carrier_name : rule.carrier]),
    ...(rule.country === null ? [] : [format.nameOf('region', rule.country)])
  ];
  return parts.length === 0 ? t('late-rule-all') : t('late-rule', { place: format.joined(parts) });
}

type Skipped = Late['holidays'][number];

/** What a holiday is called: by the workspace, else by the interface's language. */
export const holidayName = ({ key, name }: Pick<Skipped, 'key' | 'name'>): string => name ?? tWord('holiday', key ?? '', 'holiday-other');

/** The public holidays that a rule's days don't count: each once, with its day or its first and last. */
export function lateHolidays({ holidays }: Pick<Late, 'holidays'>): string | null {
  const spans: { name: string; first: string; last: string }[] = [];
  for (const holiday of holidays) {
    const name = holidayName(holiday);
    const before = spans.at(-1);
    if (before?.name === name && daysBetween(before.last, holiday.date) === 1) before.last = holiday.date;
    else spans.push({ name, first: holiday.date, last: holiday.date });
  }
  if (spans.length === 0) return null;
  const told = spans.map(({ name, first, last }) => {
    const days = first === last ? format.calendarDay(first) : `${format.calendarDay(first)} – ${format.calendarDay(last)}`;
    // A name of another script must not turn the sentence around, nor be turned by it.
    return format.directed(t('holiday-days', { name: format.joined([name]), days }));
  });
  return t('late-holidays', { days: format.directed(format.joined(told)) });
}

const daysBetween = (first: string, last: string): number => (Date.parse(last) - Date.parse(first)) / 86_400_000;

/** The parcel by which an order is late; none when the order itself is. */
export const lateParcel = (order: Pick<Order, 'late' | 'shipments'>): Shipment | null =>
  order.shipments.find((one) => one.late !== null && one.late.since === order.late?.since) ?? null;
