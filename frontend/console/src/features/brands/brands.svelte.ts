/** The stores as customers see them: a small list that many parts ask for, one request. */
import { createQuery } from '@tanstack/svelte-query';
import { listBrands } from '$api/brands';
import type { Brand, Id } from '$api/types';
import { keys } from '$shell/queries';
import { may } from '$shell/session.svelte';
import { toldApart } from './grouping';

const MINUTES = 60_000;

export interface Brands {
  /** All that the workspace has or had. */
  readonly all: Brand[];
  /** The stores that there are now, where there is more than one to tell apart; else none: nothing is shown of them then. */
  readonly apart: Brand[];
  /** Of these, or of one that was here, while there is more than one. */
  of(store: Id | null | undefined): Brand | null;
}

/** To be asked for while a component is made. */
export function brandsQuery(): Brands {
  const query = createQuery(() => ({ queryKey: keys.brands, queryFn: listBrands, enabled: may('settings.read'), staleTime: 5 * MINUTES }));
  const apart = $derived(toldApart(query.data?.data ?? []));
  return {
    get all() {
      return query.data?.data ?? [];
    },
    get apart() {
      return apart;
    },
    of: (store) => (store && apart.length > 0 ? (query.data?.data.find((one) => one.store_id === store) ?? null) : null)
  };
}
