-- Mailboxes that are read by IMAP: how, and how it goes.
CREATE TABLE imap_mailbox (
    workspace_id    BIGINT  NOT NULL,
    channel_id      BIGINT  NOT NULL,
    settings        TEXT    NOT NULL,
    secrets         TEXT    NOT NULL,
    -- Grows with every change of the settings: whoever reads by older ones stops.
    revision        BIGINT  NOT NULL,
    state           TEXT    NOT NULL,
    problem         TEXT,
    detail          TEXT,
    since           BIGINT  NOT NULL,
    failures        BIGINT  NOT NULL,
    next_attempt_at BIGINT,
    last_mail_at    BIGINT,
    -- Which node reads it, and until when it need not say so again.
    leased_by       BIGINT,
    leased_until    BIGINT,
    PRIMARY KEY (workspace_id, channel_id)
);
-- How far each of its folders was read.
CREATE TABLE imap_folder (
    workspace_id BIGINT  NOT NULL,
    channel_id   BIGINT  NOT NULL,
    name         TEXT    NOT NULL,
    uid_validity BIGINT  NOT NULL,
    first_uid    BIGINT  NOT NULL,
    last_uid     BIGINT  NOT NULL,
    mod_seq      BIGINT  NOT NULL,
    -- The last messages that were taken, and those still to be marked or moved: UIDs such as 4,7:9.
    known        TEXT    NOT NULL,
    pending      TEXT    NOT NULL,
    -- Of the first reading: how many mails there were, and how many are here.
    done         BIGINT  NOT NULL,
    total        BIGINT  NOT NULL,
    swept_at     BIGINT  NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, name)
);
