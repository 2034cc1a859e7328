import { get } from './client';
import type { QueryOf } from './contract';
import type { Coupon, Id, Page, Review } from './types';

export type ReviewFilter = QueryOf<'/reviews'>;
export const listReviews = (query: ReviewFilter, signal?: AbortSignal): Promise<Page<Review>> => get('/reviews', query, signal);
export const readReview = (id: Id, signal?: AbortSignal): Promise<Review> => get(`/reviews/${id}`, undefined, signal);

export type CouponFilter = QueryOf<'/coupons'>;
export const listCoupons = (query: CouponFilter, signal?: AbortSignal): Promise<Page<Coupon>> => get('/coupons', query, signal);
export const readCoupon = (id: Id, signal?: AbortSignal): Promise<Coupon> => get(`/coupons/${id}`, undefined, signal);
