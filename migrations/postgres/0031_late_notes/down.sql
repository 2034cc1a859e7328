ALTER TABLE order_detail DROP COLUMN notes_read_at;
