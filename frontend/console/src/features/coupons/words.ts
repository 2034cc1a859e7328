import type { Coupon, CouponStatus } from '$api/types';
import { format, t } from '$i18n';
import type { Tone } from '$ui/Badge.svelte';

export const couponTone: Record<CouponStatus, Tone> = {
  active: 'good',
  scheduled: 'info',
  expired: 'neutral',
  used_up: 'neutral',
  hidden: 'warn',
  gone: 'neutral'
};

/** How much a coupon takes off, as a person says it. */
export function worth(coupon: Coupon): string {
  const parts: string[] = [];
  if (coupon.percent !== null) parts.push(format.number(Number(coupon.percent) / 100, { style: 'percent', maximumFractionDigits: 2 }));
  if (coupon.amount) parts.push(format.money(coupon.amount));
  if (coupon.free_shipping) parts.push(t('coupons-free-shipping'));
  return parts.length === 0 ? t('coupons-worth-other') : format.list(parts);
}

/** How often it was redeemed, and how often it can be. */
export const usage = (coupon: Coupon): string =>
  coupon.usage_limit === null
    ? format.number(coupon.used)
    : t('coupons-used-of', { used: format.number(coupon.used), limit: format.number(coupon.usage_limit) });
