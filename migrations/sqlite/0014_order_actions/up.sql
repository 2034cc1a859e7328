-- What the team has a store do with an order: asked for, under way, done or not.
CREATE TABLE order_action (
    workspace_id    INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    order_id        INTEGER NOT NULL,
    store_id        INTEGER NOT NULL,
    -- Where it was asked for (`cnv_…`), if it was in a conversation.
    conversation_id TEXT,
    kind            TEXT NOT NULL,
    state           TEXT NOT NULL,
    -- Exactly what the store is asked for, and what has to hold before.
    plan            TEXT NOT NULL,
    outcome         TEXT,
    reason          TEXT,
    -- What it costs the store, in minor units of the order's currency.
    value           INTEGER NOT NULL,
    currency        TEXT NOT NULL,
    actor           TEXT NOT NULL,
    actor_name      TEXT NOT NULL,
    -- Sendings to the store. While the last one may have been done, `begun_at` says when it left and `before` what was
    -- there then.
    tries           INTEGER NOT NULL,
    begun_at        INTEGER,
    before          TEXT,
    undoes          INTEGER,
    undone_by       INTEGER,
    created_at      INTEGER NOT NULL,
    settled_at      INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX order_action_of_order ON order_action (workspace_id, order_id, id);
-- One at a time: of two people at once one wins.
CREATE UNIQUE INDEX order_action_alone ON order_action (workspace_id, order_id) WHERE state = 'pending';

-- What each role may have a store do, and up to which amounts. A role without a row may do what the program's default says.
CREATE TABLE order_policy (
    workspace_id INTEGER NOT NULL,
    role         TEXT NOT NULL,
    policy       TEXT NOT NULL,
    PRIMARY KEY (workspace_id, role)
) STRICT, WITHOUT ROWID;
