/** What stands beside a conversation is put into its reply by a click. */
import type { Id, Order, Product } from '$api/types';
import { format } from '$i18n';

type Insert = (text: string) => void;
const open = new Map<Id, Insert>();

/** A composer says where it takes texts; returns what ends that. */
export function takeTexts(conversation: Id, insert: Insert): () => void {
  open.set(conversation, insert);
  return () => {
    if (open.get(conversation) === insert) open.delete(conversation);
  };
}

/** Puts a text where one writes; whether somebody writes there. */
export function cite(conversation: Id, text: string): boolean {
  const insert = open.get(conversation);
  insert?.(text);
  return insert !== undefined;
}

/** An order in a line, and where its parcels can be followed. */
export function citedOrder(order: Pick<Order, 'number' | 'placed_at' | 'total' | 'shipments'>): string {
  const line = [`#${order.number}`, format.date(order.placed_at), format.money(order.total)].join(' · ');
  const parcels = order.shipments.flatMap((one) => (one.url ? [one.url] : one.number ? [one.number] : []));
  return [line, ...new Set(parcels)].join('\n');
}

/** A product in a line, and its page in the store. The price is that of its store. */
export function citedProduct({ name, price, permalink }: Pick<Product, 'name' | 'price' | 'permalink'>): string {
  const line = price === null ? name : `${name} · ${format.money(price)}`;
  return permalink === null ? line : `${line}\n${permalink}`;
}

/** A text with another on a line of its own behind it. */
export const appended = (before: string, text: string): string => (before === '' || before.endsWith('\n') ? before : `${before}\n`) + text;
