CREATE TABLE customer (
    workspace_id       BIGINT NOT NULL,
    id                 BIGINT NOT NULL,
    name               TEXT NOT NULL,
    email              TEXT,
    phone              TEXT,
    language           TEXT,
    time_zone          TEXT,
    country            TEXT,
    address            TEXT NOT NULL,
    preferred_channel  TEXT,
    notes              TEXT NOT NULL,
    attributes         TEXT NOT NULL,
    consent            TEXT NOT NULL,
    email_state        TEXT NOT NULL,
    email_state_reason TEXT,
    orders_count       BIGINT NOT NULL,
    lifetime_value     TEXT NOT NULL,
    conversation_count BIGINT NOT NULL,
    last_seen_at       BIGINT,
    last_seen_page     TEXT,
    -- What the list is searched by: name, addresses and numbers, folded.
    search             TEXT NOT NULL,
    merged_into        BIGINT,
    created_at         BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX customer_email ON customer (workspace_id, email);
CREATE INDEX customer_merged ON customer (workspace_id, merged_into) WHERE merged_into IS NOT NULL;

-- Several customers may claim a value (somebody typed it in a chat); at most one of them has it verified.
CREATE TABLE customer_identity (
    workspace_id BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    value        TEXT NOT NULL,
    customer_id  BIGINT NOT NULL,
    verified     TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, kind, value, customer_id)
);
CREATE INDEX customer_identity_of ON customer_identity (workspace_id, customer_id);

CREATE TABLE customer_merge (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    from_id      BIGINT NOT NULL,
    into_id      BIGINT NOT NULL,
    -- What the merge moved and filled in, so that it can be undone exactly.
    moved        TEXT NOT NULL,
    actor        TEXT NOT NULL,
    at           BIGINT NOT NULL,
    undone_at    BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX customer_merge_into ON customer_merge (workspace_id, into_id);

CREATE TABLE customer_suggestion (
    workspace_id BIGINT NOT NULL,
    customer_id  BIGINT NOT NULL,
    other_id     BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    dismissed_at BIGINT,
    PRIMARY KEY (workspace_id, customer_id, other_id)
);
