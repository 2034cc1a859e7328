//! The tables of measures; the migration and the types say what a column means.
#![expect(missing_docs, reason = "the macro takes no docs")]

diesel::table! { conversation_measure (workspace_id, conversation_id) {
    workspace_id -> BigInt, conversation_id -> BigInt, counted -> Text, created_at -> BigInt, channel -> Text,
    channel_id -> BigInt, store_id -> Nullable<BigInt>, team_id -> Nullable<BigInt>, assignee_id -> Nullable<BigInt>,
    language -> Nullable<Text>, started_by -> Text, asked_at -> Nullable<BigInt>, answered_at -> Nullable<BigInt>,
    answered_by -> Nullable<BigInt>, answered_business -> Nullable<BigInt>, replies -> BigInt,
    last_replied_by -> Nullable<BigInt>, reopenings -> BigInt, first_resolved_at -> Nullable<BigInt>,
    resolved_at -> Nullable<BigInt>, log_length -> BigInt,
} }
diesel::table! { conversation_stretch (workspace_id, conversation_id, began_at) {
    workspace_id -> BigInt, conversation_id -> BigInt, began_at -> BigInt, cause -> Text,
    ended_at -> Nullable<BigInt>, reopened_at -> Nullable<BigInt>, resolved_business -> Nullable<BigInt>,
} }

diesel::allow_tables_to_appear_in_same_query!(conversation_measure, conversation_stretch);
