//! The tables of the shop; the migrations say what a column means.
#![expect(
    missing_docs,
    reason = "the macro takes no docs; the migrations and the types of each slice have them"
)]

diesel::table! { store (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, kind -> Text, name -> Text, url -> Text, currency -> Nullable<Text>,
    time_zone -> Nullable<Text>, version -> Nullable<Text>, state -> Text, health_state -> Text,
    health_code -> Nullable<Text>, health_detail -> Nullable<Text>, health_at -> BigInt, keys -> Nullable<Text>,
    webhook_secret -> Text, webhooks -> Text, last_event_at -> Nullable<BigInt>, created_at -> BigInt,
    look -> Text,
} }
diesel::table! { store_authorization (workspace_id, token_hash) {
    workspace_id -> BigInt, token_hash -> Text, store_id -> BigInt, url -> Text, expires_at -> BigInt,
    used_at -> Nullable<BigInt>,
} }
diesel::table! { store_grant (workspace_id, store_id) {
    workspace_id -> BigInt, store_id -> BigInt, asked_client_id -> Nullable<Text>, asked_secret -> Nullable<Text>,
    client_id -> Nullable<Text>, refresh_token -> Nullable<Text>, expires_at -> Nullable<BigInt>,
    leased_until -> Nullable<BigInt>,
} }
diesel::table! { store_sync (workspace_id, store_id) {
    workspace_id -> BigInt, store_id -> BigInt, state -> Text, phase -> Text, progress -> Text,
    started_at -> Nullable<BigInt>, finished_at -> Nullable<BigInt>, due_at -> BigInt, failures -> BigInt,
    lease_owner -> Nullable<Text>, leased_until -> Nullable<BigInt>,
} }
diesel::table! { store_account (workspace_id, store_id, source_id) {
    workspace_id -> BigInt, store_id -> BigInt, source_id -> Text, customer_id -> BigInt, state -> Text,
    digest -> Text, modified_at -> BigInt,
} }
diesel::table! { store_import (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, store_id -> BigInt, name -> Text, kind -> Text, state -> Text, purpose -> Text,
    problem -> Nullable<Text>, plan -> Text, bytes_done -> BigInt, bytes_total -> BigInt, things -> BigInt,
    created -> BigInt, updated -> BigInt, unchanged -> BigInt, refused -> BigInt, bad_lines -> BigInt,
    began_at -> Nullable<BigInt>, began_things -> BigInt, created_by -> Text, created_at -> BigInt, updated_at -> BigInt,
    leased_by -> Nullable<BigInt>, leased_until -> Nullable<BigInt>,
} }
diesel::table! { store_import_line (workspace_id, import_id, number) {
    workspace_id -> BigInt, import_id -> BigInt, number -> BigInt, line -> BigInt, place -> Nullable<Text>, code -> Text,
    detail -> Text, value -> Nullable<Text>,
} }
diesel::table! { sync_skip (workspace_id, store_id, kind, source_id) {
    workspace_id -> BigInt, store_id -> BigInt, kind -> Text, source_id -> Text, reason -> Text, at -> BigInt,
} }
diesel::table! { store_errand (workspace_id, store_id, kind, source_id) {
    workspace_id -> BigInt, store_id -> BigInt, kind -> Text, source_id -> Text, due_at -> BigInt, attempts -> BigInt,
    wanted_at -> BigInt,
} }
diesel::table! { webhook_delivery (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, store_id -> BigInt, topic -> Text, source_id -> Nullable<Text>,
    digest -> Text, body_hash -> Text, outcome -> Text, reason -> Nullable<Text>, received_at -> BigInt,
} }
diesel::table! { order (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, store_id -> BigInt, source_id -> Text, number -> Text, status -> Text,
    raw_status -> Text, currency -> Text, total -> BigInt, subtotal -> BigInt, discount_total -> BigInt,
    shipping_total -> BigInt, tax_total -> BigInt, refunded_total -> BigInt, placed_at -> BigInt,
    modified_at -> BigInt, paid_at -> Nullable<BigInt>, completed_at -> Nullable<BigInt>,
    customer_id -> Nullable<BigInt>, recognised_as -> Nullable<BigInt>, customer_name -> Nullable<Text>,
    email -> Nullable<Text>, phone -> Nullable<Text>, payment_method -> Nullable<Text>, item_count -> BigInt,
} }
diesel::table! { order_detail (workspace_id, order_id) {
    workspace_id -> BigInt, order_id -> BigInt, detail -> Text, original -> Text,
    notes_read_at -> Nullable<BigInt>,
} }
diesel::table! { order_line (workspace_id, order_id, position) {
    workspace_id -> BigInt, order_id -> BigInt, position -> BigInt, source_id -> Text,
    product_source_id -> Nullable<Text>, variation_source_id -> Nullable<Text>, name -> Text, sku -> Nullable<Text>,
    quantity -> BigInt, unit_price -> BigInt, total -> BigInt, tax -> BigInt, image_url -> Nullable<Text>,
    options -> Text, current_quantity -> Nullable<BigInt>,
} }
diesel::table! { refund (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, order_id -> BigInt, source_id -> Text, amount -> BigInt, currency -> Text,
    reason -> Nullable<Text>, paid_back -> Text, refunded_at -> Nullable<BigInt>, lines -> Text,
    paid_to -> Nullable<Text>,
} }
diesel::table! { shipment (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, order_id -> BigInt, identity -> Text, carrier -> Nullable<Text>,
    carrier_name -> Nullable<Text>, number -> Nullable<Text>, url -> Nullable<Text>, prefilled -> Text, status -> Text,
    evidence -> Text, shipped_at -> Nullable<BigInt>, delivered_at -> Nullable<BigInt>,
    expected_at -> Nullable<BigInt>, updated_at -> BigInt, checkpoints -> Text, substatus -> Nullable<Text>,
    signed_by -> Nullable<Text>, tracked_at -> Nullable<BigInt>, lines -> Text, teller -> Text,
} }
diesel::table! { deadline (workspace_id, order_id, shipment_id) {
    workspace_id -> BigInt, order_id -> BigInt, shipment_id -> BigInt, expected_by -> BigInt, reason -> Text,
    rule -> Nullable<Text>, told_at -> Nullable<BigInt>, skipped -> Text,
} }
diesel::table! { late_holidays (workspace_id) {
    workspace_id -> BigInt, holidays -> Text, updated_at -> BigInt,
} }
diesel::table! { late_rules (workspace_id) {
    workspace_id -> BigInt, rules -> Text, updated_at -> BigInt,
} }
diesel::table! { own_carriers (workspace_id) {
    workspace_id -> BigInt, carriers -> Text, updated_at -> BigInt,
} }
diesel::table! { tracking_hook (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, kind -> Text, state -> Text, secret -> Text, created_at -> BigInt,
    rotated_at -> BigInt, last_at -> Nullable<BigInt>, last_outcome -> Nullable<Text>, taken -> BigInt,
    unknown -> BigInt,
} }
diesel::table! { order_note (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, order_id -> BigInt, source_id -> Text, author -> Nullable<Text>,
    text -> Text, audience -> Text, written_at -> BigInt,
} }
diesel::table! { order_action (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, order_id -> BigInt, store_id -> BigInt, conversation_id -> Nullable<Text>,
    kind -> Text, state -> Text, plan -> Text, outcome -> Nullable<Text>, reason -> Nullable<Text>, value -> BigInt,
    currency -> Text, actor -> Text, actor_name -> Text, tries -> BigInt, begun_at -> Nullable<BigInt>,
    before -> Nullable<Text>, undoes -> Nullable<BigInt>, undone_by -> Nullable<BigInt>, created_at -> BigInt,
    settled_at -> Nullable<BigInt>,
} }
diesel::table! { order_policy (workspace_id, role) {
    workspace_id -> BigInt, role -> Text, policy -> Text,
} }
diesel::table! { product (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, store_id -> BigInt, source_id -> Text, name -> Text, kind -> Text,
    state -> Text, sku -> Nullable<Text>, price -> Nullable<BigInt>, regular_price -> Nullable<BigInt>,
    currency -> Text, stock_status -> Text, stock_quantity -> Nullable<BigInt>, image_url -> Nullable<Text>,
    permalink -> Nullable<Text>, detail -> Text, modified_at -> Nullable<BigInt>,
} }
diesel::table! { product_variant (workspace_id, product_id, source_id) {
    workspace_id -> BigInt, product_id -> BigInt, source_id -> Text, position -> BigInt, store_id -> BigInt,
    name -> Nullable<Text>, sku -> Nullable<Text>, price -> Nullable<BigInt>, regular_price -> Nullable<BigInt>,
    stock_status -> Text, stock_quantity -> Nullable<BigInt>, state -> Text, image_url -> Nullable<Text>,
    options -> Text, modified_at -> Nullable<BigInt>,
} }
diesel::table! { product_original (workspace_id, product_id) {
    workspace_id -> BigInt, product_id -> BigInt, original -> Text,
} }
diesel::table! { product_category (workspace_id, name, product_id) {
    workspace_id -> BigInt, name -> Text, product_id -> BigInt,
} }
diesel::table! { coupon (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, store_id -> BigInt, source_id -> Text, code -> Text, state -> Text,
    raw_status -> Text, kind -> Text, amount -> Nullable<BigInt>, percent -> Nullable<Text>, currency -> Text,
    free_shipping -> Text, used -> BigInt, usage_limit -> Nullable<BigInt>, starts_at -> Nullable<BigInt>,
    expires_at -> Nullable<BigInt>, detail -> Text, original -> Text, modified_at -> Nullable<BigInt>,
} }
diesel::table! { review (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, store_id -> BigInt, source_id -> Text,
    product_source_id -> Nullable<Text>, product_name -> Nullable<Text>, status -> Text, raw_status -> Text,
    rating -> BigInt, verified -> Text, reviewer -> Nullable<Text>, email -> Nullable<Text>,
    customer_id -> Nullable<BigInt>, recognised_as -> Nullable<BigInt>, text -> Text, original -> Text,
    written_at -> BigInt,
} }
diesel::table! { review_answer (workspace_id, id) {
    workspace_id -> BigInt, id -> BigInt, review_id -> BigInt, store_id -> BigInt, source_id -> Nullable<Text>,
    state -> Text, text -> Text, author -> Nullable<Text>, actor -> Nullable<Text>, actor_name -> Nullable<Text>,
    reason -> Nullable<Text>, written_at -> BigInt, settled_at -> Nullable<BigInt>,
} }
diesel::table! { shop_word (workspace_id, kind, word, subject_id) {
    workspace_id -> BigInt, kind -> Text, word -> Text, subject_id -> BigInt,
} }

diesel::allow_tables_to_appear_in_same_query!(
    store,
    store_sync,
    order,
    order_detail,
    order_line,
    refund,
    shop_word,
    product,
    product_category,
    coupon,
    review,
    deadline
);
