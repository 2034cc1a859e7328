/** A list that its address tells: which rows, in which order, and which of them stands open beside them. */
import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Id, Page } from '$api/types';
import type { Filters } from './narrowing';
import { paged, type Paged } from './paged.svelte';

/** Rows of a page. */
const LIMIT = 50;

export interface Listing<Row, Narrowed> {
  readonly pages: Paged<Row>;
  readonly narrowed: Narrowed;
  readonly isNarrowed: boolean;
  /** The row that stands open. */
  readonly opened: Id | null;
  open: (row: Id | null) => void;
  /** Opens the next row, or the one before; the first when none is open. */
  step: (by: 1 | -1) => void;
  narrow: (change: Partial<Narrowed>) => void;
  clear: () => void;
}

/** To be asked for while a component is made. */
export function listing<Row extends { id: Id }, Narrowed extends object, Asked extends object>(of: {
  filters: Filters<Narrowed, Asked>;
  /** What the open row is called in the route, where one can be open: `/orders/[[order]]`. */
  row?: keyof typeof page.params;
  key: readonly unknown[];
  fetch: (query: NoInfer<Asked> & { limit: number; after?: string }, signal: AbortSignal) => Promise<Page<Row>>;
}): Listing<Row, Narrowed> {
  const { filters, row, key, fetch } = of;
  const narrowed = $derived(filters.read(page.url.searchParams));
  const opened = $derived(row === undefined ? null : (page.params[row] ?? null));
  const pages = paged<Row>(() => {
    const asked = filters.asked(narrowed);
    return {
      key: [...key, 'list', asked],
      fetch: (after, signal) => fetch({ ...asked, limit: LIMIT, ...(after === undefined ? {} : { after }) }, signal)
    };
  });
  const go = (to: Narrowed, id: Id | null): void =>
    void goto(filters.address(to, id), { replaceState: id === opened, keepFocus: true, noScroll: true });
  const open = (id: Id | null): void => go(narrowed, id);
  return {
    pages,
    get narrowed() {
      return narrowed;
    },
    get isNarrowed() {
      return filters.isNarrowed(narrowed);
    },
    get opened() {
      return opened;
    },
    open,
    step: (by) => {
      const next = pages.rows[Math.max(0, pages.rows.findIndex(({ id }) => id === opened) + by)];
      if (next !== undefined) open(next.id);
    },
    narrow: (change) => go({ ...narrowed, ...change }, opened),
    clear: () => go(filters.cleared(narrowed), opened)
  };
}
