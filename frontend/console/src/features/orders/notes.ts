/** What stands on an order as a whole, and whose words it is. */
import type { Order } from '$api/types';
import type { MessageId } from '$i18n';

export interface NoteBox {
  label: MessageId;
  text: string;
}

/** The customer's own words, or the one note that a Shopify order has and that the store's people write on, too. */
export function noteBoxes(order: Pick<Order, 'customer_note' | 'note'>): NoteBox[] {
  const boxes: NoteBox[] = [];
  if (order.customer_note) boxes.push({ label: 'orders-customer-note', text: order.customer_note });
  if (order.note) boxes.push({ label: 'orders-one-note', text: order.note });
  return boxes;
}
