/** The conversations that are ticked in the list. */
import { SvelteSet } from 'svelte/reactivity';
import type { Id } from '$api/types';

const ticked = new SvelteSet<Id>();
let anchor: Id | null = null;

export const selection = {
  has: (id: Id): boolean => ticked.has(id),
  get size(): number {
    return ticked.size;
  },
  get ids(): Id[] {
    return [...ticked];
  },
  toggle(id: Id): void {
    if (!ticked.delete(id)) ticked.add(id);
    anchor = id;
  },
  /** Shift-click: everything between the last tick and this one. */
  extend(to: Id, order: Id[]): void {
    const [start, end] = [order.indexOf(anchor ?? to), order.indexOf(to)].sort((a, b) => a - b) as [number, number];
    for (const id of order.slice(Math.max(0, start), end + 1)) ticked.add(id);
  },
  all(ids: Id[]): void {
    for (const id of ids) ticked.add(id);
  },
  clear(): void {
    ticked.clear();
    anchor = null;
  }
};
