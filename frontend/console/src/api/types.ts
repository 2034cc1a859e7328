/** Names for the shapes of `/api/v1`; what they hold stands in its description, of which these types are made. */
import type { components } from '@tillside/api-client';

export type Schemas = components['schemas'];

export type Id = string;
/** RFC 3339, UTC, milliseconds. */
export type Time = Schemas['Time'];

export interface Page<T> {
  data: T[];
  next: string | null;
}
/** An amount in its currency, exact. */
export type Money = Schemas['MoneyJson'];
export interface Ref {
  id: Id;
  name: string;
}

export type Language = Schemas['Language'];
export type Role = Schemas['RoleRole'];
export type Presence = Schemas['AgentPresence'];
export type Permission = Schemas['RolePermission'];
export type Agent = Schemas['Agent'];
export type AgentPatch = Schemas['AgentPatch'];
export type MePatch = Schemas['MePatch'];
export type Weekday = Schemas['HoursDay'];
export type BusinessHours = Schemas['BusinessHours'];
export type Workspace = Schemas['Workspace'];
export type WorkspacePatch = Schemas['WorkspacePatch'];
export type Session = Schemas['Session'];
export type SetupToRun = Schemas['SetupToRun'];
export type OpenSession = Schemas['SessionRow'];
export type Invitation = Schemas['Invitation'];
export type InvitationToMake = Schemas['InvitationToMake'];
/** With its link, which is shown this once. */
export type InvitationSent = Schemas['InvitationSent'];
export type Team = Schemas['Team'];
export type Token = Schemas['Token'];
/** With its secret, which is shown this once. */
export type TokenMade = Schemas['TokenMade'];
export type AuditEntry = Schemas['AuditEntry'];
export type OutboxEntry = Schemas['OutboxJson'];
export type OutboxState = Schemas['OutboxState'];
/** Something that happened and that a reader of the program could not take into account. */
export type ReaderFailure = Schemas['ReaderFailure'];
/** Whether somebody is there, by the business hours. */
export type Attendance = Schemas['Attendance'];

export type Status = Schemas['ConversationStatus'];
export type Priority = Schemas['ConversationPriority'];
export type ChannelKind = Schemas['ChannelChannelKind'];
export type AuthorType = Schemas['MessageAuthorType'];
export type ConversationRow = Schemas['ConversationJson'];
export type Conversation = Schemas['ConversationDetail'];
/** What PATCH takes; `null` clears. */
export type ConversationPatch = Schemas['ConversationPatch'];
export type BulkResult = Schemas['BulkResult'];
export type ReplyChannel = Schemas['ReplyChannel'];
/** A name, which may be empty, with its address. */
export type Address = Schemas['Correspondent'];
export type Attachment = Schemas['AttachmentJson'];
/** An invitation that came with a message. */
export type CalendarEvent = Schemas['EventJson'];
export type EventPerson = Schemas['PersonJson'];
export type DeliveryState = Schemas['MessageDeliveryState'];
export type Delivery = Schemas['DeliveryJson'];
export type Message = Schemas['MessageJson'];
export type Actor = Schemas['HistoryActor'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type NewReply = Schemas['NewReply'];
export type ReplyToPreview = Schemas['ReplyToPreview'];
/** What a reply would say if it were sent now. */
export type ReplyPreview = Schemas['ReplyPreview'];
/** An answer that leaves at a time of its author's choosing. */
export type ScheduledReply = Schemas['ScheduledJson'];
export type ReplyToSchedule = Schemas['NewScheduled'];
export type ScheduledChange = Schemas['ScheduledPatch'];
export type NewNote = Schemas['NewNote'];
export type NewConversation = Schemas['NewConversation'];
export type Draft = Schemas['DraftBody'];
export type View = Schemas['ViewJson'];
/** What a saved view keeps. */
export type ViewFilter = Schemas['ViewFilter'];
export type Tag = Schemas['TagJson'];
export type CustomField = Schemas['FieldJson'];

export type Identity = Schemas['IdentityJson'];
export type Customer = Schemas['CustomerJson'];
export type NewCustomer = Schemas['NewCustomer'];
export type CustomerPatch = Schemas['CustomerPatch'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Suggestion = Schemas['Suggestion'];

export type OrderStatus = Schemas['OrderStatus'];
export type ShipmentStatus = Schemas['ShipmentParcelStatus'];
/** As somebody typed it at the checkout; what was left empty is absent. */
export type PostalAddress = Schemas['OrderAddress'];
export type OrderLine = Schemas['OrderLine'];
export type Shipment = Schemas['Shipment'];
/** Since when something is late, and why. */
export type Late = Schemas['Lateness'];
export type Order = Schemas['Order'];
/** What a customer's orders say about them. */
export type OrderFacts = Schemas['CustomerOrderFacts'];
export type Product = Schemas['Product'];
/** A product with all that is known of it. */
export type ProductDetail = Schemas['ProductDetail'];
/** One form of a product that is bought for itself. */
export type ProductVariant = Schemas['ProductVariant'];
export type Stock = Product['stock_status'];
export type ProductState = Product['state'];
export type Review = Schemas['Review'];
export type ReviewStatus = Review['status'];
export type ReviewAnswer = Schemas['ReviewAnswer'];
export type Coupon = Schemas['Coupon'];
export type CouponStatus = Coupon['status'];

export type SyncCount = Schemas['ReadCount'];
export type Store = Schemas['Store'];
/** A store as its customers see it. */
export type Brand = Schemas['Brand'];
export type StoreBrand = Schemas['StoreBrand'];
export type StoreToConnect = Schemas['StoreToConnect'];
export type ShopToAuthorize = Schemas['ShopToAuthorize'];
export type StoreChange = Schemas['StoreChange'];
/** What asking a store showed. */
export type StoreTested = Schemas['StoreTested'];
export type Channel = Schemas['ChannelJson'];
export type NewChannel = Schemas['NewChannel'];
export type ChannelPatch = Schemas['ChannelPatch'];
/** How a channel looks from outside. */
export type ChannelChecked = Schemas['Checked'];
export type TestBegun = Schemas['TestBegun'];
/** How far a try came that sends nothing. */
export type Tried = Schemas['SendingTried'];
/** A key that signs mail, did so, or is to. */
export type SigningKey = Schemas['KeyJson'];
export type DnsRecord = Schemas['RecordJson'];
export type DnsReport = Schemas['DnsReport'];

export type Definition = Schemas['DefinitionJson'];
/** The id of a measure's definition: `ME-FRT`. */
export type DefinitionId = Definition['id'];
export type DurationMeasure = Schemas['Duration'];
export type CountMeasure = Schemas['Count'];
export type ReportFigures = Schemas['Figures'];
/** A kind of channel, an id, a tag, a language; `none` for what has none. */
export type ReportGroup = Schemas['Group'];
export type Granularity = Schemas['PeriodGranularity'];
export type Overview = Schemas['Overview'];
export type SearchHit = Schemas['SearchHit'];
