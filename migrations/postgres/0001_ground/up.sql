CREATE TABLE workspace (
    id          BIGINT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    language    TEXT NOT NULL,
    time_zone   TEXT NOT NULL,
    currency    TEXT NOT NULL,
    brand_color TEXT NOT NULL,
    settings    TEXT NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE TABLE event (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    subject_id   BIGINT NOT NULL,
    actor        TEXT NOT NULL,
    payload      TEXT NOT NULL,
    at           BIGINT NOT NULL,
    -- The transaction that wrote it: readers stay below the oldest running one, so a slow transaction is never skipped.
    tx           xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX event_in_order ON event (tx, id);
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_of_subject ON event (workspace_id, subject_id, id);

CREATE TABLE reader_cursor (
    name     TEXT NOT NULL PRIMARY KEY,
    tx       TEXT NOT NULL,
    event_id BIGINT NOT NULL
);

CREATE TABLE reader_failure (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    reader       TEXT NOT NULL,
    event_id     BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE timer (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    subject_id   BIGINT NOT NULL,
    payload      TEXT NOT NULL,
    due_at       BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX timer_due ON timer (due_at);
CREATE UNIQUE INDEX timer_once ON timer (workspace_id, kind, subject_id);

CREATE TABLE outbox (
    workspace_id    BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    kind            TEXT NOT NULL,
    subject_id      BIGINT NOT NULL,
    idempotency_key TEXT NOT NULL,
    payload         TEXT NOT NULL,
    state           TEXT NOT NULL,
    attempts        BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    leased_until    BIGINT,
    last_error      TEXT,
    created_at      BIGINT NOT NULL,
    settled_at      BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX outbox_due ON outbox (state, next_attempt_at);
CREATE INDEX outbox_of_subject ON outbox (workspace_id, subject_id);
CREATE UNIQUE INDEX outbox_once ON outbox (workspace_id, idempotency_key);

CREATE TABLE blob (
    workspace_id BIGINT NOT NULL,
    hash         TEXT NOT NULL,
    size         BIGINT NOT NULL,
    bytes        BYTEA,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, hash)
);

CREATE TABLE counter (
    workspace_id BIGINT NOT NULL,
    name         TEXT NOT NULL,
    value        BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, name)
);

CREATE TABLE idempotency (
    workspace_id BIGINT NOT NULL,
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status       BIGINT NOT NULL,
    body         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, key)
);
