DROP TABLE spam_lesson;
DROP TABLE spam_word;
DROP TABLE mail_suppression;
DROP TABLE message_mailbox;
DROP INDEX attachment_by_hash;
DROP INDEX mail_arrival_of_mailbox;
DROP INDEX mail_arrival_by_identifier;
DROP INDEX mail_arrival_of_author;
DROP INDEX mail_arrival_again;
DROP INDEX mail_arrival_of_message;
-- What was turned away before its bytes came has no place in the older table.
DELETE FROM mail_arrival WHERE channel_id IS NULL OR raw_hash IS NULL;
CREATE TABLE mail_arrival_narrower (
    workspace_id    INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    channel_id      INTEGER NOT NULL,
    fingerprint     TEXT NOT NULL,
    raw_hash        TEXT NOT NULL,
    disposition     TEXT NOT NULL,
    reason          TEXT,
    message_id      INTEGER,
    conversation_id INTEGER,
    thread_root     TEXT,
    envelope        TEXT NOT NULL,
    received_at     INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO mail_arrival_narrower SELECT workspace_id, id, channel_id, fingerprint, raw_hash, disposition, reason, message_id,
        conversation_id, thread_root, envelope, received_at FROM mail_arrival;
DROP TABLE mail_arrival;
ALTER TABLE mail_arrival_narrower RENAME TO mail_arrival;
CREATE UNIQUE INDEX mail_arrival_once ON mail_arrival (workspace_id, fingerprint);
CREATE INDEX mail_arrival_by_thread ON mail_arrival (workspace_id, thread_root);
-- What was packed since stays packed: zlib (RFC 1950), which its first byte tells.
ALTER TABLE blob DROP COLUMN packing;
