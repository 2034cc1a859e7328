-- What is measured of each conversation, written by a reader of the log; docs/measures.md says what each number means.
CREATE TABLE conversation_measure (
    workspace_id      BIGINT NOT NULL,
    conversation_id   BIGINT NOT NULL,
    -- Spam and what was merged into another counts nowhere.
    counted           TEXT NOT NULL,
    created_at        BIGINT NOT NULL,
    -- The channel that it began on.
    channel           TEXT NOT NULL,
    channel_id        BIGINT NOT NULL,
    store_id          BIGINT,
    team_id           BIGINT,
    assignee_id       BIGINT,
    language          TEXT,
    started_by        TEXT NOT NULL,
    asked_at          BIGINT,
    answered_at       BIGINT,
    answered_by       BIGINT,
    -- From asked to answered within business hours, in microseconds.
    answered_business BIGINT,
    replies           BIGINT NOT NULL,
    last_replied_by   BIGINT,
    reopenings        BIGINT NOT NULL,
    first_resolved_at BIGINT,
    -- Set while it stands resolved.
    resolved_at       BIGINT,
    -- Events of its log that this was measured from; -1 when it has to be measured again.
    log_length        BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id)
);
CREATE INDEX conversation_measure_created ON conversation_measure (workspace_id, created_at);
CREATE INDEX conversation_measure_answered ON conversation_measure (workspace_id, answered_at);
CREATE INDEX conversation_measure_stale ON conversation_measure (workspace_id) WHERE log_length < 0;

-- The times in which a conversation was unresolved, so that the backlog of any day can be counted.
CREATE TABLE conversation_stretch (
    workspace_id      BIGINT NOT NULL,
    conversation_id   BIGINT NOT NULL,
    began_at          BIGINT NOT NULL,
    cause             TEXT NOT NULL,
    ended_at          BIGINT,
    reopened_at       BIGINT,
    -- From the conversation's beginning to the end of this stretch within business hours, in microseconds.
    resolved_business BIGINT,
    PRIMARY KEY (workspace_id, conversation_id, began_at)
);
CREATE INDEX conversation_stretch_began ON conversation_stretch (workspace_id, began_at);
CREATE INDEX conversation_stretch_ended ON conversation_stretch (workspace_id, ended_at);

-- Reports ask for the tags of conversations, not only for the conversations of a tag.
CREATE INDEX conversation_tag_of ON conversation_tag (workspace_id, conversation_id);
