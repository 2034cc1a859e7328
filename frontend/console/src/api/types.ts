/** The shapes of `/api/v1`, by hand after the published contract. */

export type Id = string;
/** RFC 3339, UTC, milliseconds. */
export type Time = string;

export interface Page<T> {
  data: T[];
  next: string | null;
}
export interface Money {
  amount: string;
  currency: string;
}
export interface Ref {
  id: Id;
  name: string;
}

export type Language = 'en' | 'tr' | 'ko' | 'fa';
export type Role = 'owner' | 'admin' | 'agent' | 'viewer';
export type Presence = 'online' | 'away' | 'offline';
export type Permission =
  | 'conversations.read'
  | 'conversations.write'
  | 'customers.read'
  | 'customers.write'
  | 'orders.read'
  | 'reports.read'
  | 'settings.read'
  | 'settings.write'
  | 'team.write'
  | 'tokens.write'
  | 'stores.write'
  | 'channels.write'
  | 'audit.read'
  | 'outbox.write';

export interface Agent extends Ref {
  email: string;
  role: Role;
  language: Language;
  time_zone: string;
  signature: string;
  avatar_color: string;
  team_ids: Id[];
  disabled: boolean;
  presence: Presence;
  last_seen_at: Time | null;
  created_at: Time;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export interface BusinessHours {
  time_zone: string;
  days: { day: Weekday; from: string; to: string }[];
  holidays: string[];
}
export interface Workspace extends Ref {
  language: Language;
  time_zone: string;
  brand_color: string;
  currency: string;
  business_hours: BusinessHours;
  undo_send_seconds: number;
}
export interface Session {
  agent: Agent;
  workspace: Workspace;
  csrf: string;
  permissions: Permission[];
}
export interface OpenSession {
  id: Id;
  created_at: Time;
  last_seen_at: Time;
  ip: string;
  user_agent: string;
  current: boolean;
}
export interface Invitation {
  id: Id;
  email: string;
  name: string;
  role: Role;
  team_ids: Id[];
  language: Language;
  invited_by: string;
  expires_at: Time;
  created_at: Time;
  /** What became of the mail with the link. */
  mail?: { state: OutboxState; last_error: string | null; settled_at: Time | null };
}
/** With its link, which is shown this once. */
export interface InvitationSent extends Invitation {
  url: string;
}
export interface Team extends Ref {
  member_ids: Id[];
  created_at: Time;
}
export interface Token extends Ref {
  scopes: string[];
  created_at: Time;
  last_used_at: Time | null;
  /** Who made it, by name. */
  created_by: string;
  /** Only in the answer to its creation. */
  token?: string;
}
export interface AuditEntry {
  id: Id;
  at: Time;
  actor: { type: 'agent' | 'token' | 'command_line' | 'stranger' | 'system'; id: Id | null; name: string };
  action: string;
  target: string;
  ip: string;
  detail: unknown;
}
export interface Actor {
  type: 'agent' | 'customer' | 'assistant' | 'system' | 'token' | 'rule';
  id: Id | null;
  name: string | null;
}

export type Status = 'open' | 'pending' | 'snoozed' | 'solved' | 'closed' | 'spam';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type ChannelKind = 'email' | 'chat' | 'contact_form' | 'api';
export type AuthorType = 'customer' | 'agent' | 'assistant' | 'system';

export interface ConversationRow {
  id: Id;
  number: number;
  subject: string;
  status: Status;
  priority: Priority;
  channel: ChannelKind;
  channel_id: Id;
  store_id: Id | null;
  customer: { id: Id; name: string; email: string | null } | null;
  assignee: Ref | null;
  team: Ref | null;
  tags: string[];
  snippet: string;
  last_author: AuthorType;
  unread: boolean;
  message_count: number;
  waiting_since: Time | null;
  last_activity_at: Time;
  created_at: Time;
  snoozed_until: Time | null;
  has_attachments: boolean;
  language: string | null;
}
export interface ReplyChannel {
  channel: ChannelKind;
  channel_id: Id;
  name: string;
  /** A mailbox's own address: from which the answer goes out. */
  address: string | null;
}
export interface Conversation extends ConversationRow {
  custom_fields: Record<string, unknown>;
  followers: Ref[];
  participants: { name: string; address: string; verified: boolean }[];
  merged_into: Id | null;
  first_response_at: Time | null;
  solved_at: Time | null;
  reply_channels: ReplyChannel[];
}
/** What PATCH takes; `null` clears. */
export interface ConversationPatch {
  status?: Status;
  assignee_id?: Id | null;
  team_id?: Id | null;
  priority?: Priority;
  tags?: string[];
  snoozed_until?: Time | null;
  subject?: string;
  custom_fields?: Record<string, unknown>;
  followers?: Id[];
}
export interface BulkResult {
  id: Id;
  ok: boolean;
  error?: string | null;
}

export interface Address {
  /** As the mail gives it; may be empty. */
  name: string;
  address: string;
}
export interface Attachment {
  id: Id;
  name: string;
  type: string;
  size: number;
  inline?: boolean;
  url: string;
}
export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'failed';
export interface Delivery {
  state: DeliveryState;
  reason: string | null;
  at: Time | null;
  attempts: number;
  next_attempt_at: Time | null;
  /** When it also went by mail, for a chat visitor who had left. */
  mailed_at?: Time;
}
export interface Message {
  id: Id;
  conversation_id: Id;
  author: { type: AuthorType; id: Id | null; name: string };
  visibility: 'public' | 'note';
  channel: ChannelKind;
  from: Address | null;
  to: Address[];
  cc: Address[];
  /** Only of our own mails. */
  bcc: Address[];
  subject: string | null;
  html: string | null;
  text: string;
  new_text: string;
  has_quote: boolean;
  remote_images: number;
  attachments: Attachment[];
  delivery: Delivery | null;
  threading: { evidence: string; detail: string | null } | null;
  authentication: { spf: string; dkim: string; dmarc: string; domain: string | null } | null;
  kind: 'message' | 'auto_reply' | 'bounce' | 'complaint';
  mentions: Id[];
  seen_at: Time | null;
  sent_at: Time | null;
  created_at: Time;
}
export type HistoryType =
  | 'created'
  | 'status'
  | 'assignee'
  | 'team'
  | 'priority'
  | 'tags'
  | 'subject'
  | 'snoozed'
  | 'unsnoozed'
  | 'merged'
  | 'unmerged'
  | 'split'
  | 'custom_fields'
  | 'followers'
  | 'customer_changed'
  | 'reopened'
  | 'delivery_failed'
  | 'linked'
  | 'arrived_elsewhere';
export interface HistoryEntry {
  id: Id;
  type: HistoryType;
  at: Time;
  actor: Actor;
  data: Record<string, unknown>;
}
export interface NewReply {
  text?: string;
  html?: string;
  attachments?: Id[];
  channel?: ChannelKind;
  channel_id?: Id;
  to?: Address[];
  cc?: Address[];
  bcc?: Address[];
  status?: Status;
  undo_seconds?: number;
}
export interface NewNote {
  text?: string;
  html?: string;
  mentions?: Id[];
  attachments?: Id[];
}
export interface NewConversation {
  channel_id: Id;
  to?: Address[];
  customer_id?: Id;
  subject: string;
  text?: string;
  html?: string;
  attachments?: Id[];
  status?: Status;
}
export interface Draft {
  kind: 'reply' | 'note';
  text: string;
  html: string | null;
}
export interface View {
  /** `mine`, `tm_…`, `viw_…`. */
  id: string;
  kind: 'builtin' | 'team' | 'saved';
  /** Built-in views are named by the reader's language. */
  name: string | null;
  filter: ViewFilter | null;
  /** Null where nobody wants to know. */
  count: number | null;
  shared: boolean;
  /** Whether the asker may change it. */
  own: boolean;
}
/** What a saved view keeps. */
export interface ViewFilter {
  status?: Status[];
  assignee?: string;
  team?: string;
  channel?: string;
  tag?: string;
  customer?: string;
  store?: string;
}
export interface ConversationFilter {
  /** Several are separated by commas. */
  status?: string;
  assignee?: string;
  team?: string;
  channel?: string;
  tag?: string;
  customer?: string;
  store?: string;
  q?: string;
  sort?: string;
}
export interface Tag extends Ref {
  color: string;
  count: number;
}
export interface CustomField {
  id: Id;
  key: string;
  label: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'choice';
  choices: string[];
}
export type OutboxState = 'pending' | 'leased' | 'done' | 'dead' | 'cancelled';
export interface OutboxEntry {
  id: Id;
  kind: string;
  state: OutboxState;
  attempts: number;
  last_error: string | null;
  next_attempt_at: Time | null;
  created_at: Time;
  conversation_id: Id | null;
  message_id: Id | null;
}

/** Something that happened and that a reader of the program could not take into account. */
export interface ReaderFailure {
  id: Id;
  reader: string;
  reason: string;
  at: Time;
  retrying: boolean;
  event_id: Id;
  event_kind: string | null;
  event_at: Time | null;
  conversation_id: Id | null;
}
/** What asking a store showed. */
export interface StoreTested {
  ok: boolean;
  code: string | null;
  detail: string | null;
  took_ms: number;
}
/** How a channel looks from outside. */
export interface ChannelChecked {
  email?: { dkim?: { state: 'right' | 'missing' | 'different' | 'unanswered'; name: string; found: string | null } };
  chat?: {
    seen: { page: string | null; at: Time } | null;
    page: {
      url: string;
      state: 'found' | 'missing' | 'other_channel' | 'not_allowed' | 'no_page' | 'unreachable' | 'address_refused';
      detail: string | null;
    } | null;
  };
}
/** Whether somebody is there, by the business hours. */
export interface Attendance {
  open: boolean;
  next_open_at: Time | null;
  now: Time;
}

export interface Identity {
  kind: 'email' | 'phone' | 'chat' | 'store' | 'api';
  value: string;
  verified: boolean;
}
export interface Customer extends Ref {
  email: string | null;
  phone: string | null;
  identities: Identity[];
  language: string | null;
  time_zone: string | null;
  country: string | null;
  address: PostalAddress;
  preferred_channel: ChannelKind | null;
  notes: string;
  attributes: Record<string, unknown>;
  consent: Record<string, unknown>;
  email_state: { state: 'ok' | 'soft_bounce' | 'hard_bounce' | 'complaint'; reason: string | null };
  orders_count: number;
  lifetime_value: Money[];
  conversation_count: number;
  last_seen_at: Time | null;
  last_seen_page: string | null;
  merged_into: Id | null;
  created_at: Time;
}
export interface TimelineEntry {
  type: 'conversation' | 'order' | 'refund' | 'shipment';
  at: Time;
  id: Id;
  /** The subject; the number of the order; of a parcel its own number, else its carrier. */
  title: string;
  detail: string | null;
  /** In the words that conversations, orders and parcels have for it. */
  status?: string;
  amount?: Money;
  order_id?: Id;
  number?: number;
  channel?: ChannelKind;
  /** Where a parcel can be followed. */
  url?: string;
}
export interface Suggestion {
  customer: Customer;
  reason: string;
}

export type OrderStatus =
  | 'pending'
  | 'processing'
  | 'on_hold'
  | 'completed'
  | 'cancelled'
  | 'refunded'
  | 'failed'
  | 'draft'
  | 'trash'
  | 'other';
export type ShipmentStatus =
  | 'info_received'
  | 'in_transit'
  | 'out_for_delivery'
  | 'attempt_fail'
  | 'available_for_pickup'
  | 'delivered'
  | 'exception'
  | 'expired'
  | 'unknown';
/** As somebody typed it; what was left empty is absent. */
export interface PostalAddress {
  name?: string;
  company?: string;
  line1?: string;
  line2?: string;
  city?: string;
  state?: string;
  postcode?: string;
  country?: string;
  email?: string;
  phone?: string;
}
export interface OrderLine {
  name: string;
  sku: string | null;
  quantity: number;
  unit_price: Money;
  total: Money;
  image_url: string | null;
  product_source_id: string | null;
  /** What was chosen or engraved. */
  options: { name: string; value: string }[];
}
export interface Shipment {
  carrier: string | null;
  carrier_name: string | null;
  number: string | null;
  url: string | null;
  /** False when the number has to be typed at the carrier's page. */
  url_is_prefilled: boolean;
  status: ShipmentStatus;
  shipped_at: Time | null;
  delivered_at: Time | null;
  expected_at: Time | null;
  late: boolean;
}
export interface Order {
  id: Id;
  store_id: Id;
  store_name: string;
  number: string;
  status: OrderStatus;
  raw_status: string;
  currency: string;
  total: Money;
  subtotal: Money;
  discount_total: Money;
  shipping_total: Money;
  tax_total: Money;
  refunded_total: Money;
  placed_at: Time;
  modified_at: Time | null;
  paid_at: Time | null;
  completed_at: Time | null;
  customer_id: Id | null;
  customer_name: string;
  email: string | null;
  phone: string | null;
  payment_method: string | null;
  shipping_method: string | null;
  customer_note: string | null;
  billing: PostalAddress;
  shipping: PostalAddress;
  lines: OrderLine[];
  fees: { name: string; total: Money }[];
  coupons: string[];
  shipments: Shipment[];
  refunds: { amount: Money; reason: string | null; at: Time | null }[];
  notes: { text: string; author: string; customer_note: boolean; at: Time }[];
  source_id: string;
  admin_url: string | null;
}
export interface Product {
  id: Id;
  store_id: Id;
  name: string;
  sku: string | null;
  price: Money | null;
  stock_status: string;
  stock_quantity: number | null;
  image_url: string | null;
  permalink: string | null;
}

export interface SyncCount {
  done: number;
  total: number;
  skipped: number;
}
export interface Store extends Ref {
  kind: 'woocommerce';
  url: string;
  /** Null until the store has told. */
  currency: string | null;
  time_zone: string | null;
  state: 'connecting' | 'syncing' | 'ready' | 'failed' | 'paused';
  health: { state: 'ok' | 'warning' | 'error'; code: string | null; detail: string | null; at: Time | null };
  webhooks: { state: 'pending' | 'active' | 'not_allowed' | 'failing'; created: number; failing: number };
  sync: {
    state: 'idle' | 'running' | 'done' | 'failed';
    phase: 'probe' | 'products' | 'customers' | 'orders' | 'details' | 'rest';
    orders: SyncCount;
    customers: SyncCount;
    products: SyncCount;
    refunds: SyncCount;
    notes: SyncCount;
    rate_per_second: number;
    started_at: Time | null;
    finished_at: Time | null;
    skipped: { kind: string; source_id: string; reason: string }[];
  };
  last_event_at: Time | null;
  created_at: Time;
}
export interface Channel extends Ref {
  kind: ChannelKind;
  store_id: Id | null;
  team_id: Id | null;
  active: boolean;
  email?: {
    address: string;
    display_name: string;
    outgoing: {
      host: string;
      port: number;
      security: 'tls' | 'starttls' | 'none';
      username: string | null;
      has_password: boolean;
    } | null;
    dkim: { selector: string; record_name: string; record_value: string } | null;
  };
  chat?: {
    /** Null: the workspace's. */
    color: string | null;
    greeting: Partial<Record<Language, string>>;
    allowed_origins: string[];
    require_email: boolean;
    /** Only for those who may change channels. */
    identity_secret: string | null;
    email_channel_id: Id | null;
    embed: string;
  };
  contact_form?: { url: string; embed: string; fields: string[] };
  /** Messages are posted to `hook_url`, replies go to `webhook_url`; the secret signs both. */
  api?: { webhook_url: string | null; hook_url: string; secret: string | null };
}

/** The id of a measure's definition: `ME-FRT`. */
export type DefinitionId = string;
export interface Definition {
  id: DefinitionId;
  name: string;
  /** What it means, in the reader's language. */
  text: string;
}
export interface DurationMeasure {
  definition: DefinitionId;
  median_seconds: number | null;
  p90_seconds: number | null;
  business_median_seconds: number | null;
  n: number;
  previous_median_seconds: number | null;
}
export interface CountMeasure {
  definition: DefinitionId;
  value: number;
  previous: number;
}
export interface ReportFigures {
  created: number;
  solved: number;
  first_response_median_seconds: number | null;
  resolution_median_seconds: number | null;
}
export interface ReportGroup extends ReportFigures {
  /** A kind of channel, an id, a tag, a language; `none` for what has none. */
  key: string;
  name: string;
}
export type Granularity = 'day' | 'week' | 'month';
export interface Overview {
  /** The first and the last day, in the workspace's time zone. */
  from: string;
  to: string;
  time_zone: string;
  granularity: Granularity;
  measures: {
    volume: CountMeasure;
    first_response: DurationMeasure;
    resolution: DurationMeasure;
    backlog: CountMeasure;
    solved: CountMeasure;
    reopened: CountMeasure;
  };
  series: (ReportFigures & { start: string })[];
  by_channel: ReportGroup[];
  by_agent: ReportGroup[];
  by_team: ReportGroup[];
  by_tag: ReportGroup[];
  by_language: ReportGroup[];
}
export interface SearchHit {
  kind: 'conversation' | 'customer' | 'order' | 'article';
  id: Id;
  title: string;
  /** Escaped, with the hits in `<mark>`. */
  excerpt: string;
  score: number;
}

export type LiveKind =
  | 'conversation'
  | 'message'
  | 'customer'
  | 'order'
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
  conversation_id?: Id;
  message_id?: Id;
  customer_id?: Id;
  order_id?: Id;
  store_id?: Id;
  channel_id?: Id;
  agent?: Ref;
  state?: 'viewing' | 'typing' | 'left' | Presence;
  who?: 'customer';
}
