-- When the notes of an order were last asked for: a store moves no date of the order when one is written.
ALTER TABLE order_detail ADD COLUMN notes_read_at BIGINT;
