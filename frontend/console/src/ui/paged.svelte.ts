/** Keyset lists: pages are fetched as one scrolls, rows come out as one array. */
import { createInfiniteQuery } from '@tanstack/svelte-query';
import type { Page } from '$api/types';

export interface Rows<Row> {
  readonly rows: Row[];
  readonly loading: boolean;
  readonly error: Error | null;
  retry: () => void;
}

export interface Paged<Row> extends Rows<Row> {
  readonly more: boolean;
  readonly loadingMore: boolean;
  loadMore: () => void;
}

/** `options` is a function, so that a changed filter in it makes a new list. */
export function paged<Row>(
  options: () => {
    key: readonly unknown[];
    fetch: (after: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;
    enabled?: boolean;
  }
): Paged<Row> {
  const query = createInfiniteQuery(() => {
    const { key, fetch, enabled } = options();
    return {
      queryKey: key,
      queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) => fetch(pageParam, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page: Page<Row>) => page.next ?? undefined,
      enabled: enabled ?? true,
      // Comparing all that was loaded with itself for each page that comes makes a long list slower the longer it is.
      structuralSharing: false
    };
  });
  const rows = $derived(query.data?.pages.flatMap((page) => page.data) ?? []);
  return {
    get rows() {
      return rows;
    },
    get loading() {
      return query.isPending;
    },
    get error() {
      return query.error;
    },
    get more() {
      return query.hasNextPage;
    },
    get loadingMore() {
      return query.isFetchingNextPage;
    },
    loadMore: () => void (query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage()),
    retry: () => void query.refetch()
  };
}

/** A list so short that it comes at once. */
export const unpaged = <Row>(query: {
  readonly data: { data: Row[] } | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  refetch: () => unknown;
}): Rows<Row> => ({
  get rows() {
    return query.data?.data ?? [];
  },
  get loading() {
    return query.isPending;
  },
  get error() {
    return query.error;
  },
  retry: () => void query.refetch()
});
