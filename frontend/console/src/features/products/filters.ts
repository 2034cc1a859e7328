/** What the list of products is narrowed down to, kept in the page's address so that it can be shared. */
import type { ProductFilter } from '$api/products';
import type { Id, ProductState, Stock } from '$api/types';

export const stocks: readonly Stock[] = ['in_stock', 'out_of_stock', 'on_backorder', 'unknown'];
export const states: readonly ProductState[] = ['published', 'hidden', 'gone'];
const isStock = (word: string): word is Stock => stocks.includes(word as Stock);

export interface Narrowed {
  q: string;
  stocks: Stock[];
  /** Without it, every state but gone. */
  state: ProductState | null;
  category: string | null;
  store: Id | null;
}

export const everything: Narrowed = { q: '', stocks: [], state: null, category: null, store: null };

export const narrowedBy = (params: URLSearchParams): Narrowed => ({
  q: params.get('q') ?? '',
  stocks: (params.get('stock') ?? '').split(',').filter(isStock),
  state: states.find((one) => one === params.get('state')) ?? null,
  category: params.get('category'),
  store: params.get('store')
});

export const isNarrowed = ({ q, stocks: chosen, state, category, store }: Narrowed): boolean =>
  q !== '' || chosen.length > 0 || state !== null || category !== null || store !== null;

/** What the API is asked for. */
export function filterOf({ q, stocks: chosen, state, category, store }: Narrowed): ProductFilter {
  return {
    ...(q === '' ? {} : { q }),
    ...(chosen.length === 0 ? {} : { stock: chosen.join(',') }),
    ...(state === null ? {} : { state }),
    ...(category === null ? {} : { category }),
    ...(store === null ? {} : { store })
  };
}

/** The address of a product, or of the list, with the same filters. */
export function addressOf(narrowed: Narrowed, product: Id | null): string {
  const query = new URLSearchParams(Object.entries(filterOf(narrowed)).map(([name, value]) => [name, String(value)])).toString();
  return `/products${product === null ? '' : `/${product}`}${query === '' ? '' : `?${query}`}`;
}
