-- What a customer has spent in the workspace's currency, in minor units: lists by it, and by the number of orders.
ALTER TABLE customer ADD COLUMN spent INTEGER NOT NULL DEFAULT 0;
UPDATE customer SET spent = coalesce(
    json_extract(lifetime_value, '$.' || (SELECT currency FROM workspace WHERE workspace.id = customer.workspace_id)), 0);
CREATE INDEX customer_by_orders ON customer (workspace_id, orders_count, id) WHERE merged_into IS NULL;
CREATE INDEX customer_by_spent ON customer (workspace_id, spent, id) WHERE merged_into IS NULL;

-- When a person asked for an event to be tried again that a reader had set aside; its reader takes it up.
ALTER TABLE reader_failure ADD COLUMN retry_at INTEGER;
CREATE INDEX reader_failure_to_retry ON reader_failure (reader, retry_at) WHERE retry_at IS NOT NULL;
