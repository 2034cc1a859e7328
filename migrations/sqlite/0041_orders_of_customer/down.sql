DROP INDEX order_of_customer;
CREATE INDEX order_of_customer ON "order" (workspace_id, customer_id, placed_at, id);
