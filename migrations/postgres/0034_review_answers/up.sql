-- What a store answers to what customers wrote about its products.
CREATE TABLE review_answer (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    review_id    BIGINT NOT NULL,
    store_id     BIGINT NOT NULL,
    -- The store's id, once it has the answer.
    source_id    TEXT,
    state        TEXT NOT NULL,
    text         TEXT NOT NULL,
    -- Who wrote it, as everybody sees it, once the store has it.
    author       TEXT,
    -- Who asked for it here; NULL: it was written in the store.
    actor        TEXT,
    actor_name   TEXT,
    -- Why it failed or waits: a stable word, then the store's words behind a colon.
    reason       TEXT,
    written_at   BIGINT NOT NULL,
    settled_at   BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX review_answer_of ON review_answer (workspace_id, review_id, id);
CREATE UNIQUE INDEX review_answer_once ON review_answer (workspace_id, store_id, source_id) WHERE source_id IS NOT NULL;
