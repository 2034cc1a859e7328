-- What a customer's orders say is answered from the index alone, also for those with hundreds of orders.
DROP INDEX order_of_customer;
CREATE INDEX order_of_customer ON "order" (workspace_id, customer_id, placed_at, id, status, store_id);
