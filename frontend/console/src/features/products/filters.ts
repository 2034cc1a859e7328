import type { ProductState, Stock } from '$api/types';
import { anyOf, filters, oneOf, text } from '$ui/narrowing';

export const stocks: readonly Stock[] = ['in_stock', 'out_of_stock', 'on_backorder', 'unknown'];
export const states: readonly ProductState[] = ['published', 'hidden', 'gone'];

/** Without a state, every one but gone. */
export const productFilters = filters('/products', { q: text, stock: anyOf(stocks), state: oneOf(states), category: text, store: text });
