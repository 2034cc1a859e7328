/** What stands beside a conversation is put into its reply by a click. */
import { SvelteMap } from 'svelte/reactivity';
import type { Id, Order, Product } from '$api/types';
import { format } from '$i18n';

type Insert = (text: string) => void;
interface Reply {
  insert: Insert;
  /** Whoever reads it has this language (BCP 47); undefined where nobody knows it. */
  language: string | undefined;
}
const open = new SvelteMap<Id, Reply>();

/** A composer says where it takes texts, and in which language its customer reads them; returns what ends that. */
export function takeTexts(conversation: Id, insert: Insert, language: string | null): () => void {
  open.set(conversation, { insert, language: language ?? undefined });
  return () => {
    if (open.get(conversation)?.insert === insert) open.delete(conversation);
  };
}

/** Whether somebody can write there: without that nothing is offered to be cited. */
export const takesTexts = (conversation: Id | null): conversation is Id => conversation !== null && open.has(conversation);

/** Puts a text where one writes, in the language of who reads it; whether somebody writes there. */
export function cite(conversation: Id, text: (language: string | undefined) => string): boolean {
  const reply = open.get(conversation);
  reply?.insert(text(reply.language));
  return reply !== undefined;
}

/** An order in a line, and where its parcels can be followed. */
export function citedOrder(order: Pick<Order, 'number' | 'placed_at' | 'total' | 'shipments'>, language?: string): string {
  const line = [`#${order.number}`, format.date(order.placed_at, language), format.money(order.total, language)].join(' · ');
  const parcels = order.shipments.flatMap((one) => (one.url ? [one.url] : one.number ? [one.number] : []));
  return [line, ...new Set(parcels)].join('\n');
}

/** A product in a line, and its page in the store. The price is that of its store. */
export function citedProduct({ name, price, permalink }: Pick<Product, 'name' | 'price' | 'permalink'>, language?: string): string {
  const line = price === null ? name : `${name} · ${format.money(price, language)}`;
  return permalink === null ? line : `${line}\n${permalink}`;
}

/** A text with another on a line of its own behind it. */
export const appended = (before: string, text: string): string => (before === '' || before.endsWith('\n') ? before : `${before}\n`) + text;
