//! The queries, joined with the fragments they are sent with.

/// A query, ready to be sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document {
    /// The name of its operation.
    pub name: &'static str,
    /// All of it.
    pub text: &'static str,
}

macro_rules! document {
    ($constant:ident, $name:literal, $($file:literal),+) => {
        pub(super) const $constant: Document =
            Document { name: $name, text: concat!($(include_str!(concat!("queries/", $file, ".graphql"))),+) };
    };
}

document!(ORDERS, "Orders", "orders", "order_fields", "line_fields");
document!(ORDER, "Order", "order", "order_fields", "line_fields");
document!(ORDER_LINES, "OrderLines", "order_lines", "line_fields");
document!(ORDER_EVENTS, "OrderEvents", "order_events");
document!(PARCEL_LINES, "ParcelLines", "parcel_lines");
document!(ORDER_RETURNS, "OrderReturns", "order_returns");
document!(ORDER_STATES, "OrderStates", "order_states");
document!(CUSTOMERS, "Customers", "customers", "customer_fields");
document!(CUSTOMER, "Customer", "customer", "customer_fields");
document!(PRODUCTS, "Products", "products", "product_fields", "variant_fields");
document!(PRODUCT, "Product", "product", "product_fields", "variant_fields");
document!(PRODUCT_VARIANTS, "ProductVariants", "product_variants", "variant_fields");
document!(PRODUCT_STANDINGS, "ProductStandings", "product_standings");
document!(COUPONS, "Coupons", "coupons", "coupon_fields");
document!(COUPON, "Coupon", "coupon", "coupon_fields");
document!(COUNTS, "Counts", "counts");
document!(SHOP, "Shop", "shop");
document!(WEBHOOKS, "Webhooks", "webhooks");
document!(WEBHOOK_CREATE, "WebhookCreate", "webhook_create");
document!(WEBHOOK_DELETE, "WebhookDelete", "webhook_delete");
document!(ORDERS_BY_ID, "OrdersById", "orders_by_id", "order_fields", "line_fields");
document!(BULK_RUN, "BulkRun", "bulk_run", "operation_fields");
document!(BULK_OPERATION, "BulkOperation", "bulk_operation", "operation_fields");
document!(BULK_OPERATIONS, "BulkOperations", "bulk_operations", "operation_fields");
document!(ORDER_STANDING, "OrderStanding", "order_standing", "suggestion_fields");
document!(REFUND_SUGGESTION, "RefundSuggestion", "refund_suggestion", "suggestion_fields");
document!(REFUND, "Refund", "refund", "made_refund_fields");
document!(REFUND_CREATE, "RefundCreate", "refund_create", "made_refund_fields");
document!(REFUND_NOTES, "RefundNotes", "refund_notes");
document!(ORDER_NOW, "OrderNow", "order_now");
document!(ORDER_CANCEL, "OrderCancel", "order_cancel");
document!(JOB, "Job", "job");
document!(ORDER_UPDATE, "OrderUpdate", "order_update");
document!(ORDER_EDIT_BEGIN, "OrderEditBegin", "order_edit_begin", "calculated_fields");
document!(ORDER_EDIT_QUANTITY, "OrderEditQuantity", "order_edit_quantity", "calculated_fields");
document!(ORDER_EDIT_ADD, "OrderEditAdd", "order_edit_add", "calculated_fields");
document!(ORDER_EDIT_COMMIT, "OrderEditCommit", "order_edit_commit");
document!(ORDER_INVOICE_SEND, "OrderInvoiceSend", "order_invoice_send");
document!(RETURN_NOW, "ReturnNow", "return_now");
document!(RETURN_APPROVE, "ReturnApprove", "return_approve");
document!(RETURN_DECLINE, "ReturnDecline", "return_decline");
document!(RETURN_CLOSE, "ReturnClose", "return_close");
document!(RETURN_REOPEN, "ReturnReopen", "return_reopen");
document!(DISCOUNT, "Discount", "discount");
document!(DISCOUNT_CREATE, "DiscountCreate", "discount_create");
document!(DISCOUNT_DELETE, "DiscountDelete", "discount_delete");
document!(DRAFTS, "Drafts", "drafts");
document!(DRAFT_CREATE, "DraftCreate", "draft_create");
document!(DRAFT_COMPLETE, "DraftComplete", "draft_complete");
document!(DRAFT_DELETE, "DraftDelete", "draft_delete");
