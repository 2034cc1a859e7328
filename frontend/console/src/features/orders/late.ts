/** Why something is called late, in words that can be told to a customer. */
import type { Late, Order, Shipment } from '$api/types';
import { format, t } from '$i18n';

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

/** The parcel by which an order is late; none when the order itself is. */
export const lateParcel = (order: Pick<Order, 'late' | 'shipments'>): Shipment | null =>
  order.shipments.find((one) => one.late !== null && one.late.since === order.late?.since) ?? null;
