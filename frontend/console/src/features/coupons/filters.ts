import type { CouponStatus } from '$api/types';
import { filters, oneOf, text } from '$ui/narrowing';

export const statuses: readonly CouponStatus[] = ['active', 'scheduled', 'expired', 'used_up', 'hidden', 'gone'];

export const couponFilters = filters('/coupons', { q: text, status: oneOf(statuses), store: text });
