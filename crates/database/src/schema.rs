//! The tables of the ground; what a column means is said where its table is written.
#![expect(
    missing_docs,
    reason = "the macro takes no docs; the migrations and the types of each slice have them"
)]

diesel::table! { workspace (id) {
    id -> BigInt, name -> Text, language -> Text, time_zone -> Text, currency -> Text, brand_color -> Text,
    settings -> Text, created_at -> BigInt,
} }
diesel::table! { event (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, kind -> Text, subject_id -> BigInt, actor -> Text, payload -> Text, at -> BigInt,
} }
diesel::table! { reader_cursor (name) { name -> Text, tx -> Text, event_id -> BigInt, } }
diesel::table! { reader_failure (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, reader -> Text, event_id -> BigInt, reason -> Text, at -> BigInt,
    retry_at -> Nullable<BigInt>,
} }
diesel::table! { timer (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, kind -> Text, subject_id -> BigInt, payload -> Text, due_at -> BigInt,
} }
diesel::table! { outbox (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, kind -> Text, subject_id -> BigInt, idempotency_key -> Text, payload -> Text,
    state -> Text, attempts -> BigInt, next_attempt_at -> BigInt, leased_until -> Nullable<BigInt>,
    last_error -> Nullable<Text>, created_at -> BigInt, settled_at -> Nullable<BigInt>,
} }
diesel::table! { blob (workspace_id, hash) {
    workspace_id -> BigInt, hash -> Text, size -> BigInt, bytes -> Nullable<Binary>, created_at -> BigInt,
    packing -> Nullable<Text>,
} }
diesel::table! { counter (workspace_id, name) { workspace_id -> BigInt, name -> Text, value -> BigInt, } }
diesel::table! { idempotency (workspace_id, key) {
    workspace_id -> BigInt, key -> Text, request_hash -> Text, status -> BigInt, body -> Text, created_at -> BigInt,
} }
