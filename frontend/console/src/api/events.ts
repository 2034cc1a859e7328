/** What the event stream tells: it is no JSON of one shape, so the description of the API does not hold it. */
import type { AuthorType, Id, Presence, Ref, Time } from './types';

export type LiveKind =
  | 'conversation'
  | 'message'
  | 'customer'
  | 'order'
  | 'shipment'
  | 'product'
  | 'coupon'
  | 'review'
  | 'store'
  | 'channel'
  | 'presence'
  | 'typing'
  | 'seen'
  /** Too much was missed: everything is asked for again. */
  | 'reset';
export interface LiveEvent {
  type?: string;
  at?: Time;
  /** `agent:agt_…`, `customer:cus_…`. */
  actor?: string;
  /** Who wrote a message, and for whom. */
  author?: AuthorType;
  visibility?: 'public' | 'note';
  /** It was said before, elsewhere: no news. */
  imported?: boolean;
  conversation_id?: Id;
  message_id?: Id;
  customer_id?: Id;
  order_id?: Id;
  product_id?: Id;
  coupon_id?: Id;
  review_id?: Id;
  store_id?: Id;
  channel_id?: Id;
  agent?: Ref;
  state?: 'viewing' | 'typing' | 'left' | Presence;
  who?: 'customer';
}
