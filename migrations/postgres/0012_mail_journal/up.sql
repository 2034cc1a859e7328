-- How a blob's bytes are packed; null: as they are.
ALTER TABLE blob ADD COLUMN packing TEXT;

ALTER TABLE mail_arrival ALTER COLUMN channel_id DROP NOT NULL;
ALTER TABLE mail_arrival ALTER COLUMN raw_hash DROP NOT NULL;
-- By which way it came; not known of mails before this was written down.
ALTER TABLE mail_arrival ADD COLUMN source TEXT;
-- The address of the server that brought it.
ALTER TABLE mail_arrival ADD COLUMN peer TEXT;
-- As its header says.
ALTER TABLE mail_arrival ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_arrival ADD COLUMN author_address TEXT;
ALTER TABLE mail_arrival ADD COLUMN recipients TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_arrival ADD COLUMN subject TEXT NOT NULL DEFAULT '';
-- Its Message-ID.
ALTER TABLE mail_arrival ADD COLUMN identifier TEXT;
-- Bytes.
ALTER TABLE mail_arrival ADD COLUMN size BIGINT NOT NULL DEFAULT 0;
-- Why it stands where it stands.
ALTER TABLE mail_arrival ADD COLUMN evidence TEXT;
-- The arrival that this one repeats.
ALTER TABLE mail_arrival ADD COLUMN first_id BIGINT;
-- Author, recipients, subject and Message-ID in lower case: what is searched.
ALTER TABLE mail_arrival ADD COLUMN words TEXT NOT NULL DEFAULT '';
-- When its bytes were let go, by the workspace's own rule.
ALTER TABLE mail_arrival ADD COLUMN dropped_at BIGINT;
-- When it was last read again, by whom, and what came of that.
ALTER TABLE mail_arrival ADD COLUMN replayed_at BIGINT;
ALTER TABLE mail_arrival ADD COLUMN replayed_by TEXT;
ALTER TABLE mail_arrival ADD COLUMN replay TEXT;
ALTER TABLE mail_arrival ALTER COLUMN author DROP DEFAULT;
ALTER TABLE mail_arrival ALTER COLUMN recipients DROP DEFAULT;
ALTER TABLE mail_arrival ALTER COLUMN subject DROP DEFAULT;
ALTER TABLE mail_arrival ALTER COLUMN size DROP DEFAULT;
ALTER TABLE mail_arrival ALTER COLUMN words DROP DEFAULT;
UPDATE mail_arrival a SET subject = m.subject, identifier = m.external_id,
        words = lower(m.subject || ' ' || coalesce(m.external_id, ''))
    FROM message m WHERE m.workspace_id = a.workspace_id AND m.id = a.message_id;
UPDATE mail_arrival a SET size = b.size FROM blob b WHERE b.workspace_id = a.workspace_id AND b.hash = a.raw_hash;
CREATE INDEX mail_arrival_of_mailbox ON mail_arrival (workspace_id, channel_id, id);
CREATE INDEX mail_arrival_by_identifier ON mail_arrival (workspace_id, identifier);
CREATE INDEX mail_arrival_of_author ON mail_arrival (workspace_id, author_address, id);
CREATE INDEX mail_arrival_again ON mail_arrival (workspace_id, first_id) WHERE first_id IS NOT NULL;
CREATE INDEX mail_arrival_of_message ON mail_arrival (workspace_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachment_by_hash ON attachment (workspace_id, hash);

-- The further mailboxes at which a mail arrived that stands in a conversation once.
CREATE TABLE message_mailbox (
    workspace_id BIGINT NOT NULL,
    channel_id   BIGINT NOT NULL,
    message_id   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, message_id)
);
CREATE INDEX message_mailbox_of ON message_mailbox (workspace_id, message_id);
INSERT INTO message_mailbox (workspace_id, channel_id, message_id)
    SELECT DISTINCT a.workspace_id, a.channel_id, a.message_id FROM mail_arrival a
    JOIN message m ON m.workspace_id = a.workspace_id AND m.id = a.message_id
    WHERE a.disposition = 'duplicate' AND a.channel_id <> m.channel_id;

-- Addresses that no mail is sent to.
CREATE TABLE mail_suppression (
    workspace_id BIGINT NOT NULL,
    address      TEXT NOT NULL,
    why          TEXT NOT NULL,
    detail       TEXT,
    message_id   BIGINT,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, address)
);
INSERT INTO mail_suppression (workspace_id, address, why, detail, created_at)
    SELECT workspace_id, lower(email), min(email_state), min(email_state_reason), max(created_at) FROM customer
    WHERE email IS NOT NULL AND email_state IN ('hard_bounce', 'complaint') GROUP BY workspace_id, lower(email);

-- What a workspace has learnt of spam: in how many mails of either kind a word was. The empty word is in every mail.
CREATE TABLE spam_word (
    workspace_id BIGINT NOT NULL,
    word         TEXT NOT NULL,
    spam         BIGINT NOT NULL,
    ham          BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, word)
);
CREATE TABLE spam_lesson (
    workspace_id BIGINT NOT NULL,
    message_id   BIGINT NOT NULL,
    spam         TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
);
