//! The tables of the inbox; what a column means is said in the migration and in the types.
#![expect(missing_docs, reason = "the macro takes no docs")]

diesel::table! { channel (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, kind -> Text, name -> Text, address -> Nullable<Text>,
    store_id -> Nullable<BigInt>, team_id -> Nullable<BigInt>, active -> Text, settings -> Text,
    secrets -> Text, created_at -> BigInt,
} }
diesel::table! { conversation (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, number -> BigInt, subject -> Text, status -> Text,
    priority -> Text, channel -> Text, channel_id -> BigInt, store_id -> Nullable<BigInt>,
    customer_id -> BigInt, recognised_as -> BigInt, customer_name -> Text, customer_email -> Nullable<Text>,
    assignee_id -> Nullable<BigInt>, team_id -> Nullable<BigInt>, tags -> Text, snippet -> Text,
    last_author -> Text, unread -> Text, message_count -> BigInt, waiting_since -> Nullable<BigInt>,
    last_activity_at -> BigInt, snoozed_until -> Nullable<BigInt>, has_attachments -> Text,
    language -> Nullable<Text>, custom_fields -> Text, merged_into -> Nullable<BigInt>,
    first_response_at -> Nullable<BigInt>, solved_at -> Nullable<BigInt>, created_at -> BigInt,
} }
diesel::table! { message (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, conversation_id -> BigInt, author_type -> Text,
    author_id -> Nullable<BigInt>, author_token -> Nullable<BigInt>, author_name -> Text, visibility -> Text, kind -> Text, channel -> Text,
    channel_id -> BigInt, addresses -> Text, subject -> Text, html -> Nullable<Text>, text -> Text,
    new_text -> Text, remote_images -> BigInt, delivery -> Nullable<Text>, threading -> Nullable<Text>,
    authentication -> Nullable<Text>, mentions -> Text, external_id -> Nullable<Text>,
    raw_hash -> Nullable<Text>, seen_at -> Nullable<BigInt>, sent_at -> BigInt, created_at -> BigInt,
} }
diesel::table! { attachment (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, message_id -> Nullable<BigInt>, name -> Text,
    content_type -> Text, size -> BigInt, hash -> Text, content_id -> Nullable<Text>, inline -> Text,
    uploaded_by -> Text, created_at -> BigInt, link_until -> Nullable<BigInt>,
} }
diesel::table! { participant (workspace_id, conversation_id, address) {
    workspace_id -> BigInt, conversation_id -> BigInt, address -> Text, name -> Text, verified -> Text,
} }
diesel::table! { tag (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, name -> Text, color -> Text, created_at -> BigInt,
} }
diesel::table! { conversation_tag (workspace_id, tag, conversation_id) {
    workspace_id -> BigInt, tag -> Text, conversation_id -> BigInt,
} }
diesel::table! { follower (workspace_id, conversation_id, agent_id) {
    workspace_id -> BigInt, conversation_id -> BigInt, agent_id -> BigInt,
} }
diesel::table! { mention (workspace_id, agent_id, conversation_id) {
    workspace_id -> BigInt, agent_id -> BigInt, conversation_id -> BigInt, message_id -> BigInt,
} }
diesel::table! { draft (workspace_id, conversation_id, agent_id) {
    workspace_id -> BigInt, conversation_id -> BigInt, agent_id -> BigInt, kind -> Text, text -> Text,
    html -> Nullable<Text>, updated_at -> BigInt,
} }
diesel::table! { scheduled_reply (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, conversation_id -> BigInt, author_id -> Nullable<BigInt>,
    author_token -> Nullable<BigInt>, author_name -> Text, planned -> Text, due_at -> BigInt, hold -> Text,
    state -> Text, reason -> Nullable<Text>, since -> BigInt, created_at -> BigInt,
} }
diesel::table! { saved_view (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, name -> Text, filter -> Text, owner_id -> BigInt, shared -> Text,
    created_at -> BigInt,
} }
diesel::table! { custom_field (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, key -> Text, label -> Text, kind -> Text, choices -> Text,
    created_at -> BigInt,
} }
diesel::table! { conversation_move (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, kind -> Text, from_id -> BigInt, into_id -> BigInt, moved -> Text,
    actor -> Text, at -> BigInt, undone_at -> Nullable<BigInt>,
} }
diesel::table! { mail_arrival (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, channel_id -> Nullable<BigInt>, fingerprint -> Text,
    raw_hash -> Nullable<Text>, disposition -> Text, reason -> Nullable<Text>, message_id -> Nullable<BigInt>,
    conversation_id -> Nullable<BigInt>, thread_root -> Nullable<Text>, envelope -> Text, received_at -> BigInt,
    source -> Nullable<Text>, peer -> Nullable<Text>, author -> Text, author_address -> Nullable<Text>,
    recipients -> Text, subject -> Text, identifier -> Nullable<Text>, size -> BigInt, evidence -> Nullable<Text>,
    first_id -> Nullable<BigInt>, words -> Text, dropped_at -> Nullable<BigInt>, replayed_at -> Nullable<BigInt>,
    replayed_by -> Nullable<Text>, replay -> Nullable<Text>, spam -> Nullable<Text>,
} }
diesel::table! { mail_suppression (workspace_id, address) {
    workspace_id -> BigInt, address -> Text, why -> Text, detail -> Nullable<Text>, message_id -> Nullable<BigInt>,
    created_at -> BigInt,
} }
diesel::table! { mail_expected (workspace_id, identifier, message_id) {
    workspace_id -> BigInt, identifier -> Text, message_id -> BigInt,
} }
diesel::table! { mail_import (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, channel_id -> BigInt, name -> Text, origin -> Text, material -> Text,
    state -> Text, problem -> Nullable<Text>, open_days -> Nullable<BigInt>, place -> Text, bytes_done -> BigInt,
    bytes_total -> BigInt, stored -> BigInt, repeated -> BigInt, skipped -> BigInt, began_at -> Nullable<BigInt>,
    began_mails -> BigInt, created_by -> Text, created_at -> BigInt, updated_at -> BigInt,
    leased_by -> Nullable<BigInt>, leased_until -> Nullable<BigInt>,
} }
diesel::table! { mail_import_skip (workspace_id, import_id, number) {
    workspace_id -> BigInt, import_id -> BigInt, number -> BigInt, document -> Text, at_byte -> BigInt,
    at_line -> BigInt, reason -> Text, detail -> Nullable<Text>,
} }
diesel::table! { automatic_mail (workspace_id, address, outbox_id) {
    workspace_id -> BigInt, address -> Text, outbox_id -> BigInt, at -> BigInt,
} }
diesel::table! { mail_silence (workspace_id, address) {
    workspace_id -> BigInt, address -> Text, why -> Text, conversation_id -> Nullable<BigInt>, since -> BigInt,
    until -> BigInt,
} }
diesel::table! { spam_word (workspace_id, word) {
    workspace_id -> BigInt, word -> Text, spam -> BigInt, ham -> BigInt,
} }
diesel::table! { spam_lesson (workspace_id, message_id) {
    workspace_id -> BigInt, message_id -> BigInt, spam -> Text, at -> BigInt,
} }
diesel::table! { message_mailbox (workspace_id, channel_id, message_id) {
    workspace_id -> BigInt, channel_id -> BigInt, message_id -> BigInt,
} }
diesel::table! { imap_mailbox (workspace_id, channel_id) {
    workspace_id -> BigInt, channel_id -> BigInt, settings -> Text, secrets -> Text, revision -> BigInt,
    state -> Text, problem -> Nullable<Text>, detail -> Nullable<Text>, since -> BigInt, failures -> BigInt,
    next_attempt_at -> Nullable<BigInt>, last_mail_at -> Nullable<BigInt>, leased_by -> Nullable<BigInt>,
    leased_until -> Nullable<BigInt>, connected_at -> BigInt,
} }
diesel::table! { imap_folder (workspace_id, channel_id, name) {
    workspace_id -> BigInt, channel_id -> BigInt, name -> Text, uid_validity -> BigInt, first_uid -> BigInt,
    last_uid -> BigInt, mod_seq -> BigInt, known -> Text, pending -> Text, done -> BigInt, total -> BigInt,
    swept_at -> BigInt, before_uid -> BigInt, unlisted_to -> BigInt,
} }
diesel::table! { imap_mail (workspace_id, channel_id, folder, uid_validity, uid) {
    workspace_id -> BigInt, channel_id -> BigInt, folder -> Text, uid_validity -> BigInt, uid -> BigInt,
    arrival_id -> BigInt,
} }
diesel::table! { imap_comparison (workspace_id, channel_id, folder) {
    workspace_id -> BigInt, channel_id -> BigInt, folder -> Text, tried_at -> BigInt,
    compared_at -> Nullable<BigInt>, uid_validity -> BigInt, listed -> BigInt, here -> BigInt,
    waiting -> BigInt, missing -> BigInt, gone -> BigInt, first_missing -> Text, problem -> Nullable<Text>,
    detail -> Nullable<Text>,
} }
diesel::table! { chat_visitor (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, channel_id -> BigInt, token_hash -> Text,
    customer_id -> Nullable<BigInt>, conversation_id -> Nullable<BigInt>, name -> Text,
    email -> Nullable<Text>, identified -> Text, language -> Text, time_zone -> Nullable<Text>,
    page -> Nullable<Text>, seen_message -> BigInt, mailed_message -> BigInt, last_active_at -> BigInt,
    created_at -> BigInt, unreached -> Nullable<Text>,
} }
diesel::table! { chat_visit (workspace_id, visitor_id, conversation_id) {
    workspace_id -> BigInt, visitor_id -> BigInt, conversation_id -> BigInt,
} }

// What Diesel's macro writes for two tables of one crate; with one of another's it would write more than this one may.
impl diesel::query_source::TableNotEqual<conversation::table> for shop::schema::order::table {}
impl diesel::query_source::TableNotEqual<shop::schema::order::table> for conversation::table {}
impl diesel::query_source::TableNotEqual<conversation::table> for shop::schema::deadline::table {}
impl diesel::query_source::TableNotEqual<shop::schema::deadline::table> for conversation::table {}

diesel::allow_tables_to_appear_in_same_query!(channel, imap_mailbox);
diesel::allow_tables_to_appear_in_same_query!(imap_mail, mail_arrival);
diesel::allow_tables_to_appear_in_same_query!(
    conversation,
    conversation_tag,
    follower,
    mention,
    message,
    attachment,
    message_mailbox,
    chat_visitor
);
