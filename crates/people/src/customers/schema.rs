//! The tables of customers.
#![expect(missing_docs, reason = "the macro takes no docs; the types have them")]

diesel::table! { customer (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, name -> Text, email -> Nullable<Text>, phone -> Nullable<Text>,
    language -> Nullable<Text>, time_zone -> Nullable<Text>, country -> Nullable<Text>, address -> Text,
    preferred_channel -> Nullable<Text>, notes -> Text, attributes -> Text, consent -> Text, email_state -> Text,
    email_state_reason -> Nullable<Text>, orders_count -> BigInt, lifetime_value -> Text, conversation_count -> BigInt,
    last_seen_at -> Nullable<BigInt>, last_seen_page -> Nullable<Text>, search -> Text, merged_into -> Nullable<BigInt>,
    preferred_channel_by_hand -> Text, created_at -> BigInt, spent -> BigInt,
} }
diesel::table! { customer_identity (workspace_id, kind, value, customer_id) {
    workspace_id -> BigInt, kind -> Text, value -> Text, customer_id -> BigInt, verified -> Text, created_at -> BigInt,
} }
diesel::table! { customer_merge (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, from_id -> BigInt, into_id -> BigInt, moved -> Text, actor -> Text,
    at -> BigInt, undone_at -> Nullable<BigInt>,
} }
diesel::table! { customer_suggestion (workspace_id, customer_id, other_id) {
    workspace_id -> BigInt, customer_id -> BigInt, other_id -> BigInt, reason -> Text, created_at -> BigInt,
    dismissed_at -> Nullable<BigInt>,
} }
