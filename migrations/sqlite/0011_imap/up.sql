-- Mailboxes that are read by IMAP: how, and how it goes.
CREATE TABLE imap_mailbox (
    workspace_id    INTEGER NOT NULL,
    channel_id      INTEGER NOT NULL,
    settings        TEXT    NOT NULL,
    secrets         TEXT    NOT NULL,
    -- Grows with every change of the settings: whoever reads by older ones stops.
    revision        INTEGER NOT NULL,
    state           TEXT    NOT NULL,
    problem         TEXT,
    detail          TEXT,
    since           INTEGER NOT NULL,
    failures        INTEGER NOT NULL,
    next_attempt_at INTEGER,
    last_mail_at    INTEGER,
    -- Which node reads it, and until when it need not say so again.
    leased_by       INTEGER,
    leased_until    INTEGER,
    PRIMARY KEY (workspace_id, channel_id)
) STRICT, WITHOUT ROWID;
-- How far each of its folders was read.
CREATE TABLE imap_folder (
    workspace_id INTEGER NOT NULL,
    channel_id   INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    uid_validity INTEGER NOT NULL,
    first_uid    INTEGER NOT NULL,
    last_uid     INTEGER NOT NULL,
    mod_seq      INTEGER NOT NULL,
    -- The last messages that were taken, and those still to be marked or moved: UIDs such as 4,7:9.
    known        TEXT    NOT NULL,
    pending      TEXT    NOT NULL,
    -- Of the first reading: how many mails there were, and how many are here.
    done         INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    swept_at     INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, name)
) STRICT, WITHOUT ROWID;
