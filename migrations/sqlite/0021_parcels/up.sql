-- What a tracking service says of a parcel beyond its state: more closely, who signed, and how old that is.
ALTER TABLE shipment ADD COLUMN substatus TEXT;
ALTER TABLE shipment ADD COLUMN signed_by TEXT;
ALTER TABLE shipment ADD COLUMN tracked_at INTEGER;
CREATE INDEX shipment_number ON shipment (workspace_id, number) WHERE number IS NOT NULL;

-- When a parcel, or an order that waits to be sent, begins to be late. None: it has arrived, or nothing is said.
CREATE TABLE deadline (
    workspace_id INTEGER NOT NULL,
    order_id     INTEGER NOT NULL,
    -- 0: the order itself
    shipment_id  INTEGER NOT NULL,
    expected_by  INTEGER NOT NULL,
    -- past-expected-day, long-on-the-way, no-movement, not-shipped
    reason       TEXT NOT NULL,
    -- The rule that says so, as JSON; none: the carrier named the day.
    rule         TEXT,
    told_at      INTEGER,
    PRIMARY KEY (workspace_id, order_id, shipment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_by ON deadline (workspace_id, expected_by, order_id);

-- What a workspace calls late, as JSON; none: what is usual.
CREATE TABLE late_rules (
    workspace_id INTEGER NOT NULL,
    rules        TEXT NOT NULL,
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id)
) STRICT, WITHOUT ROWID;

-- Where a tracking service sends its messages to.
CREATE TABLE tracking_hook (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    -- aftership
    kind         TEXT NOT NULL,
    -- on, off
    state        TEXT NOT NULL,
    -- Sealed.
    secret       TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    rotated_at   INTEGER NOT NULL,
    last_at      INTEGER,
    -- applied, unchanged, unknown, ignored, unreadable
    last_outcome TEXT,
    taken        INTEGER NOT NULL,
    unknown      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tracking_hook_once ON tracking_hook (workspace_id, kind);
CREATE UNIQUE INDEX tracking_hook_id ON tracking_hook (id);

-- The orders that are there are judged once.
INSERT INTO timer (workspace_id, id, kind, subject_id, payload, due_at)
SELECT id, 21, 'timer.judge_orders', 0, '{"behind":0}', 0 FROM workspace;
