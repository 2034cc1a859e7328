-- What is measured of each conversation, written by a reader of the log; docs/measures.md says what each number means.
CREATE TABLE conversation_measure (
    workspace_id      INTEGER NOT NULL,
    conversation_id   INTEGER NOT NULL,
    -- Spam and what was merged into another counts nowhere.
    counted           TEXT NOT NULL,
    created_at        INTEGER NOT NULL,
    -- The channel that it began on.
    channel           TEXT NOT NULL,
    channel_id        INTEGER NOT NULL,
    store_id          INTEGER,
    team_id           INTEGER,
    assignee_id       INTEGER,
    language          TEXT,
    started_by        TEXT NOT NULL,
    asked_at          INTEGER,
    answered_at       INTEGER,
    answered_by       INTEGER,
    -- From asked to answered within business hours, in microseconds.
    answered_business INTEGER,
    replies           INTEGER NOT NULL,
    last_replied_by   INTEGER,
    reopenings        INTEGER NOT NULL,
    first_resolved_at INTEGER,
    -- Set while it stands resolved.
    resolved_at       INTEGER,
    -- Events of its log that this was measured from; -1 when it has to be measured again.
    log_length        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_measure_created ON conversation_measure (workspace_id, created_at);
CREATE INDEX conversation_measure_answered ON conversation_measure (workspace_id, answered_at);
CREATE INDEX conversation_measure_stale ON conversation_measure (workspace_id) WHERE log_length < 0;

-- The times in which a conversation was unresolved, so that the backlog of any day can be counted.
CREATE TABLE conversation_stretch (
    workspace_id      INTEGER NOT NULL,
    conversation_id   INTEGER NOT NULL,
    began_at          INTEGER NOT NULL,
    cause             TEXT NOT NULL,
    ended_at          INTEGER,
    reopened_at       INTEGER,
    -- From the conversation's beginning to the end of this stretch within business hours, in microseconds.
    resolved_business INTEGER,
    PRIMARY KEY (workspace_id, conversation_id, began_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_stretch_began ON conversation_stretch (workspace_id, began_at);
CREATE INDEX conversation_stretch_ended ON conversation_stretch (workspace_id, ended_at);

-- Reports ask for the tags of conversations, not only for the conversations of a tag.
CREATE INDEX conversation_tag_of ON conversation_tag (workspace_id, conversation_id);
