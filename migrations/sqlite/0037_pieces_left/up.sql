-- Pieces that are in the order still, neither given back nor taken out; NULL: the store does not count them itself.
ALTER TABLE order_line ADD COLUMN current_quantity INTEGER;
