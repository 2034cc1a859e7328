CREATE TABLE workspace (
    id          INTEGER NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    language    TEXT NOT NULL,
    time_zone   TEXT NOT NULL,
    currency    TEXT NOT NULL,
    brand_color TEXT NOT NULL,
    settings    TEXT NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    subject_id   INTEGER NOT NULL,
    actor        TEXT NOT NULL,
    payload      TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_in_order ON event (id);
CREATE INDEX event_of_subject ON event (workspace_id, subject_id, id);

CREATE TABLE reader_cursor (
    name     TEXT NOT NULL PRIMARY KEY,
    tx       TEXT NOT NULL,
    event_id INTEGER NOT NULL
) STRICT;

CREATE TABLE reader_failure (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    reader       TEXT NOT NULL,
    event_id     INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE timer (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    subject_id   INTEGER NOT NULL,
    payload      TEXT NOT NULL,
    due_at       INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_due ON timer (due_at);
CREATE UNIQUE INDEX timer_once ON timer (workspace_id, kind, subject_id);

CREATE TABLE outbox (
    workspace_id    INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    subject_id      INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    payload         TEXT NOT NULL,
    state           TEXT NOT NULL,
    attempts        INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    leased_until    INTEGER,
    last_error      TEXT,
    created_at      INTEGER NOT NULL,
    settled_at      INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (state, next_attempt_at);
CREATE INDEX outbox_of_subject ON outbox (workspace_id, subject_id);
CREATE UNIQUE INDEX outbox_once ON outbox (workspace_id, idempotency_key);

CREATE TABLE blob (
    workspace_id INTEGER NOT NULL,
    hash         TEXT NOT NULL,
    size         INTEGER NOT NULL,
    bytes        BLOB,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, hash)
) STRICT;

CREATE TABLE counter (
    workspace_id INTEGER NOT NULL,
    name         TEXT NOT NULL,
    value        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
    workspace_id INTEGER NOT NULL,
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status       INTEGER NOT NULL,
    body         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, key)
) STRICT, WITHOUT ROWID;
