DROP INDEX reader_failure_to_retry;
ALTER TABLE reader_failure DROP COLUMN retry_at;
DROP INDEX customer_by_spent;
DROP INDEX customer_by_orders;
ALTER TABLE customer DROP COLUMN spent;
