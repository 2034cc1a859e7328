import { del, get, post } from './client';
import type { QueryOf } from './contract';
import type { Coupon, Id, Page, Review, ReviewAnswer } from './types';

export type ReviewFilter = QueryOf<'/reviews'>;
export const listReviews = (query: ReviewFilter, signal?: AbortSignal): Promise<Page<Review>> => get('/reviews', query, signal);
export const readReview = (id: Id, signal?: AbortSignal): Promise<Review> => get(`/reviews/${id}`, undefined, signal);

export const answerReview = (review: Id, text: string, idempotencyKey: string): Promise<ReviewAnswer> =>
  post(`/reviews/${review}/answers`, { text }, { idempotencyKey });
export const answerReviewAgain = (review: Id, answer: Id): Promise<ReviewAnswer> => post(`/reviews/${review}/answers/${answer}/again`);
export const dropAnswer = (review: Id, answer: Id): Promise<unknown> => del(`/reviews/${review}/answers/${answer}`);

export type CouponFilter = QueryOf<'/coupons'>;
export const listCoupons = (query: CouponFilter, signal?: AbortSignal): Promise<Page<Coupon>> => get('/coupons', query, signal);
export const readCoupon = (id: Id, signal?: AbortSignal): Promise<Coupon> => get(`/coupons/${id}`, undefined, signal);
