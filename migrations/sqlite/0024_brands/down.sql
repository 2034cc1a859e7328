DROP INDEX conversation_by_store;
ALTER TABLE store DROP COLUMN look;
