ALTER TABLE message DROP COLUMN author_token;
