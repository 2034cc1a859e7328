import type { Money } from '$api/types';

/** Looks at the digits: amounts are exact texts and never become floats. */
export const isZero = ({ amount }: Money): boolean => !/[1-9]/.test(amount);
