-- Answers that leave at a time of their author's choosing; gone once they have become a message.
CREATE TABLE scheduled_reply (
    workspace_id    BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    -- Who wrote it: a person, or a program by its token.
    author_id       BIGINT,
    author_token    BIGINT,
    author_name     TEXT NOT NULL,
    -- Words, files, channel, recipients and the status that the conversation gets, as JSON.
    planned         TEXT NOT NULL,
    due_at          BIGINT NOT NULL,
    -- Whether it waits for its author if the customer writes first.
    hold            TEXT NOT NULL,
    -- waiting, held, failed
    state           TEXT NOT NULL,
    reason          TEXT,
    -- What the customer wrote after this is news to its author.
    since           BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX scheduled_reply_of ON scheduled_reply (workspace_id, conversation_id);
