-- Mails that others name and that are not here yet: when one comes, it finds those that have waited for it.
CREATE TABLE mail_expected (
    workspace_id INTEGER NOT NULL,
    -- A Message-ID without brackets.
    identifier   TEXT NOT NULL,
    -- Who names it.
    message_id   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, identifier, message_id)
) STRICT, WITHOUT ROWID;

-- Files of mails that are read into a mailbox.
CREATE TABLE mail_import (
    workspace_id   INTEGER NOT NULL,
    id             INTEGER NOT NULL,
    channel_id     INTEGER NOT NULL,
    name           TEXT NOT NULL,
    -- upload, command
    origin         TEXT NOT NULL,
    -- The paths, as JSON.
    material       TEXT NOT NULL,
    -- waiting, running, done, cancelled, failed
    state          TEXT NOT NULL,
    problem        TEXT,
    -- Conversations whose newest message is a customer's of so many days are open.
    open_days      INTEGER,
    -- Up to where it was read, as JSON.
    place          TEXT NOT NULL,
    bytes_done     INTEGER NOT NULL,
    bytes_total    INTEGER NOT NULL,
    stored         INTEGER NOT NULL,
    repeated       INTEGER NOT NULL,
    skipped        INTEGER NOT NULL,
    -- When this run began, and how many mails were done by then.
    began_at       INTEGER,
    began_mails    INTEGER NOT NULL,
    created_by     TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    leased_by      INTEGER,
    leased_until   INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_import_of_mailbox ON mail_import (workspace_id, channel_id, id);
CREATE INDEX mail_import_to_do ON mail_import (state) WHERE state IN ('waiting', 'running');

-- What was passed over, and where it stands.
CREATE TABLE mail_import_skip (
    workspace_id INTEGER NOT NULL,
    import_id    INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    -- The file, with the path within.
    document     TEXT NOT NULL,
    -- Bytes from its beginning, and the line, counted from one.
    at_byte      INTEGER NOT NULL,
    at_line      INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    detail       TEXT,
    PRIMARY KEY (workspace_id, import_id, number)
) STRICT, WITHOUT ROWID;

-- When a mailbox was connected, and which mails a folder had then: they are from before.
ALTER TABLE imap_mailbox ADD COLUMN connected_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imap_folder ADD COLUMN before_uid INTEGER NOT NULL DEFAULT 0;
UPDATE imap_mailbox SET connected_at = since;

-- Mails that a program of ours wrote, by address, so that none gets too many.
CREATE TABLE automatic_mail (
    workspace_id INTEGER NOT NULL,
    address      TEXT NOT NULL,
    outbox_id    INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, address, outbox_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX automatic_mail_by_time ON automatic_mail (at);

-- Addresses whose mails look like those of a machine that answers ours: nothing automatic is sent to them for a while.
CREATE TABLE mail_silence (
    workspace_id    INTEGER NOT NULL,
    address         TEXT NOT NULL,
    why             TEXT NOT NULL,
    conversation_id INTEGER,
    since           INTEGER NOT NULL,
    until           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, address)
) STRICT, WITHOUT ROWID;
