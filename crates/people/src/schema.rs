//! The tables of sign-in and team; what a column means is said where its table is written.

diesel::table! { agent (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, name -> Text, email -> Text, role -> Text, password_hash -> Text,
    language -> Text, time_zone -> Text, signature -> Text, avatar_color -> Text, presence -> Text,
    disabled_at -> Nullable<BigInt>, last_seen_at -> Nullable<BigInt>, created_at -> BigInt, signatures -> Text,
} }
diesel::table! { team (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, name -> Text, created_at -> BigInt,
} }
diesel::table! { team_member (workspace_id, team_id, agent_id) {
    workspace_id -> BigInt, team_id -> BigInt, agent_id -> BigInt,
} }
diesel::table! { session (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, agent_id -> BigInt, token_hash -> Text, ip -> Text, user_agent -> Text,
    created_at -> BigInt, last_seen_at -> BigInt, expires_at -> BigInt,
} }
diesel::table! { password_reset (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, agent_id -> BigInt, token_hash -> Text, created_at -> BigInt,
    expires_at -> BigInt,
} }
diesel::table! { invitation (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, email -> Text, name -> Text, role -> Text, team_ids -> Text,
    language -> Text, token_hash -> Text, invited_by -> Text, created_at -> BigInt, expires_at -> BigInt,
} }
diesel::table! { api_token (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, name -> Text, token_hash -> Text, scopes -> Text, created_by -> Text,
    created_at -> BigInt, last_used_at -> Nullable<BigInt>,
} }
diesel::table! { audit_entry (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, actor -> Text, actor_name -> Text, action -> Text, target -> Text,
    ip -> Text, detail -> Text, at -> BigInt,
} }
diesel::allow_tables_to_appear_in_same_query!(agent, team, team_member, session, password_reset);
