-- Lists by name and by when a customer was last seen; who was never seen was seen at the beginning of time.
ALTER TABLE customer ALTER COLUMN search TYPE TEXT COLLATE "C";
CREATE INDEX customer_by_name ON customer (workspace_id, substr(search, 1, 100), id) WHERE merged_into IS NULL;
CREATE INDEX customer_by_last_seen ON customer (workspace_id, coalesce(last_seen_at, 0), id) WHERE merged_into IS NULL;

-- Whether a person set the preferred channel: then it does not follow what the customer does.
ALTER TABLE customer ADD COLUMN preferred_channel_by_hand TEXT NOT NULL DEFAULT 'no';
