-- How a blob's bytes are packed; null: as they are.
ALTER TABLE blob ADD COLUMN packing TEXT;

-- Every mail that reached us or was turned away, with what became of it and why.
CREATE TABLE mail_arrival_wider (
    workspace_id    INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    -- The mailbox; none where nobody has the address that was asked for.
    channel_id      INTEGER,
    fingerprint     TEXT NOT NULL,
    -- The bytes; none where a mail was refused before they came.
    raw_hash        TEXT,
    disposition     TEXT NOT NULL,
    reason          TEXT,
    message_id      INTEGER,
    conversation_id INTEGER,
    -- The root of Outlook's Thread-Index with the topic, where a mail has one.
    thread_root     TEXT,
    envelope        TEXT NOT NULL,
    received_at     INTEGER NOT NULL,
    -- By which way it came; not known of mails before this was written down.
    source          TEXT,
    -- The address of the server that brought it.
    peer            TEXT,
    -- As its header says.
    author          TEXT NOT NULL,
    author_address  TEXT,
    recipients      TEXT NOT NULL,
    subject         TEXT NOT NULL,
    -- Its Message-ID.
    identifier      TEXT,
    -- Bytes.
    size            INTEGER NOT NULL,
    -- Why it stands where it stands.
    evidence        TEXT,
    -- The arrival that this one repeats.
    first_id        INTEGER,
    -- Author, recipients, subject and Message-ID in lower case: what is searched.
    words           TEXT NOT NULL,
    -- When its bytes were let go, by the workspace's own rule.
    dropped_at      INTEGER,
    -- When it was last read again, by whom, and what came of that.
    replayed_at     INTEGER,
    replayed_by     TEXT,
    replay          TEXT,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO mail_arrival_wider (workspace_id, id, channel_id, fingerprint, raw_hash, disposition, reason, message_id,
        conversation_id, thread_root, envelope, received_at, author, recipients, subject, identifier, size, words)
    SELECT a.workspace_id, a.id, a.channel_id, a.fingerprint, a.raw_hash, a.disposition, a.reason, a.message_id,
        a.conversation_id, a.thread_root, a.envelope, a.received_at, '', '', coalesce(m.subject, ''), m.external_id,
        coalesce(b.size, 0), lower(coalesce(m.subject, '') || ' ' || coalesce(m.external_id, ''))
    FROM mail_arrival a
    LEFT JOIN message m ON m.workspace_id = a.workspace_id AND m.id = a.message_id
    LEFT JOIN blob b ON b.workspace_id = a.workspace_id AND b.hash = a.raw_hash;
DROP TABLE mail_arrival;
ALTER TABLE mail_arrival_wider RENAME TO mail_arrival;
CREATE UNIQUE INDEX mail_arrival_once ON mail_arrival (workspace_id, fingerprint);
CREATE INDEX mail_arrival_by_thread ON mail_arrival (workspace_id, thread_root);
CREATE INDEX mail_arrival_of_mailbox ON mail_arrival (workspace_id, channel_id, id);
CREATE INDEX mail_arrival_by_identifier ON mail_arrival (workspace_id, identifier);
CREATE INDEX mail_arrival_of_author ON mail_arrival (workspace_id, author_address, id);
CREATE INDEX mail_arrival_again ON mail_arrival (workspace_id, first_id) WHERE first_id IS NOT NULL;
CREATE INDEX mail_arrival_of_message ON mail_arrival (workspace_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachment_by_hash ON attachment (workspace_id, hash);

-- The further mailboxes at which a mail arrived that stands in a conversation once.
CREATE TABLE message_mailbox (
    workspace_id INTEGER NOT NULL,
    channel_id   INTEGER NOT NULL,
    message_id   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_mailbox_of ON message_mailbox (workspace_id, message_id);
INSERT INTO message_mailbox (workspace_id, channel_id, message_id)
    SELECT DISTINCT a.workspace_id, a.channel_id, a.message_id FROM mail_arrival a
    JOIN message m ON m.workspace_id = a.workspace_id AND m.id = a.message_id
    WHERE a.disposition = 'duplicate' AND a.channel_id <> m.channel_id;

-- Addresses that no mail is sent to.
CREATE TABLE mail_suppression (
    workspace_id INTEGER NOT NULL,
    address      TEXT NOT NULL,
    why          TEXT NOT NULL,
    detail       TEXT,
    message_id   INTEGER,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, address)
) STRICT, WITHOUT ROWID;
INSERT INTO mail_suppression (workspace_id, address, why, detail, created_at)
    SELECT workspace_id, lower(email), min(email_state), min(email_state_reason), max(created_at) FROM customer
    WHERE email IS NOT NULL AND email_state IN ('hard_bounce', 'complaint') GROUP BY workspace_id, lower(email);

-- What a workspace has learnt of spam: in how many mails of either kind a word was. The empty word is in every mail.
CREATE TABLE spam_word (
    workspace_id INTEGER NOT NULL,
    word         TEXT NOT NULL,
    spam         INTEGER NOT NULL,
    ham          INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE spam_lesson (
    workspace_id INTEGER NOT NULL,
    message_id   INTEGER NOT NULL,
    spam         TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
) STRICT, WITHOUT ROWID;
