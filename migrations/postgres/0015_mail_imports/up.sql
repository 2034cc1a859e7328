-- Mails that others name and that are not here yet: when one comes, it finds those that have waited for it.
CREATE TABLE mail_expected (
    workspace_id BIGINT NOT NULL,
    -- A Message-ID without brackets.
    identifier   TEXT NOT NULL,
    -- Who names it.
    message_id   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, identifier, message_id)
);

-- Files of mails that are read into a mailbox.
CREATE TABLE mail_import (
    workspace_id   BIGINT NOT NULL,
    id             BIGINT NOT NULL,
    channel_id     BIGINT NOT NULL,
    name           TEXT NOT NULL,
    -- upload, command
    origin         TEXT NOT NULL,
    -- The paths, as JSON.
    material       TEXT NOT NULL,
    -- waiting, running, done, cancelled, failed
    state          TEXT NOT NULL,
    problem        TEXT,
    -- Conversations whose newest message is a customer's of so many days are open.
    open_days      BIGINT,
    -- Up to where it was read, as JSON.
    place          TEXT NOT NULL,
    bytes_done     BIGINT NOT NULL,
    bytes_total    BIGINT NOT NULL,
    stored         BIGINT NOT NULL,
    repeated       BIGINT NOT NULL,
    skipped        BIGINT NOT NULL,
    -- When this run began, and how many mails were done by then.
    began_at       BIGINT,
    began_mails    BIGINT NOT NULL,
    created_by     TEXT NOT NULL,
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL,
    leased_by      BIGINT,
    leased_until   BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX mail_import_of_mailbox ON mail_import (workspace_id, channel_id, id);
CREATE INDEX mail_import_to_do ON mail_import (state) WHERE state IN ('waiting', 'running');

-- What was passed over, and where it stands.
CREATE TABLE mail_import_skip (
    workspace_id BIGINT NOT NULL,
    import_id    BIGINT NOT NULL,
    number       BIGINT NOT NULL,
    -- The file, with the path within.
    document     TEXT NOT NULL,
    -- Bytes from its beginning, and the line, counted from one.
    at_byte      BIGINT NOT NULL,
    at_line      BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    detail       TEXT,
    PRIMARY KEY (workspace_id, import_id, number)
);

-- When a mailbox was connected, and which mails a folder had then: they are from before.
ALTER TABLE imap_mailbox ADD COLUMN connected_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE imap_folder ADD COLUMN before_uid BIGINT NOT NULL DEFAULT 0;
UPDATE imap_mailbox SET connected_at = since;

-- Mails that a program of ours wrote, by address, so that none gets too many.
CREATE TABLE automatic_mail (
    workspace_id BIGINT NOT NULL,
    address      TEXT NOT NULL,
    outbox_id    BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, address, outbox_id)
);
CREATE INDEX automatic_mail_by_time ON automatic_mail (at);

-- Addresses whose mails look like those of a machine that answers ours: nothing automatic is sent to them for a while.
CREATE TABLE mail_silence (
    workspace_id    BIGINT NOT NULL,
    address         TEXT NOT NULL,
    why             TEXT NOT NULL,
    conversation_id BIGINT,
    since           BIGINT NOT NULL,
    until           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, address)
);
