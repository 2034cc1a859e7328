ALTER TABLE order_line DROP COLUMN current_quantity;
