ALTER TABLE customer DROP COLUMN preferred_channel_by_hand;
DROP INDEX customer_by_last_seen; DROP INDEX customer_by_name;
ALTER TABLE customer ALTER COLUMN search TYPE TEXT COLLATE "default";
