-- How a store shows itself to its customers, as JSON: name, colour, language, logo.
ALTER TABLE store ADD COLUMN look TEXT NOT NULL DEFAULT '{}';

-- The inbox of one store.
CREATE INDEX conversation_by_store ON conversation (workspace_id, store_id, status, last_activity_at, id);
