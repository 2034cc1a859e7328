-- Which mail of a folder became which line of the journal.
CREATE TABLE imap_mail (
    workspace_id BIGINT NOT NULL,
    channel_id   BIGINT NOT NULL,
    folder       TEXT    NOT NULL,
    uid_validity BIGINT NOT NULL,
    uid          BIGINT NOT NULL,
    arrival_id   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, folder, uid_validity, uid)
);
-- Up to here a folder was read before that was written down.
ALTER TABLE imap_folder ADD COLUMN unlisted_to BIGINT NOT NULL DEFAULT 0;
UPDATE imap_folder SET unlisted_to = last_uid;
-- What came of comparing a folder with the journal the last time.
CREATE TABLE imap_comparison (
    workspace_id  BIGINT NOT NULL,
    channel_id    BIGINT NOT NULL,
    folder        TEXT    NOT NULL,
    tried_at      BIGINT NOT NULL,
    -- When it last went through; none: never.
    compared_at   BIGINT ,
    uid_validity  BIGINT NOT NULL,
    -- How many mails the folder had, and how many of them were here, not read yet, and missing here.
    listed        BIGINT NOT NULL,
    here          BIGINT NOT NULL,
    waiting       BIGINT NOT NULL,
    missing       BIGINT NOT NULL,
    -- How many that are here it had no longer.
    gone          BIGINT NOT NULL,
    -- The first of those that were missing.
    first_missing TEXT    NOT NULL,
    -- Why it did not go through since.
    problem       TEXT,
    detail        TEXT,
    PRIMARY KEY (workspace_id, channel_id, folder)
);
