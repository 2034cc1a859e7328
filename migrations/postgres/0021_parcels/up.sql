-- What a tracking service says of a parcel beyond its state: more closely, who signed, and how old that is.
ALTER TABLE shipment ADD COLUMN substatus TEXT;
ALTER TABLE shipment ADD COLUMN signed_by TEXT;
ALTER TABLE shipment ADD COLUMN tracked_at BIGINT;
CREATE INDEX shipment_number ON shipment (workspace_id, number) WHERE number IS NOT NULL;

-- When a parcel, or an order that waits to be sent, begins to be late. None: it has arrived, or nothing is said.
CREATE TABLE deadline (
    workspace_id BIGINT NOT NULL,
    order_id     BIGINT NOT NULL,
    -- 0: the order itself
    shipment_id  BIGINT NOT NULL,
    expected_by  BIGINT NOT NULL,
    -- past-expected-day, long-on-the-way, no-movement, not-shipped
    reason       TEXT NOT NULL,
    -- The rule that says so, as JSON; none: the carrier named the day.
    rule         TEXT,
    told_at      BIGINT,
    PRIMARY KEY (workspace_id, order_id, shipment_id)
);
CREATE INDEX deadline_by ON deadline (workspace_id, expected_by, order_id);

-- What a workspace calls late, as JSON; none: what is usual.
CREATE TABLE late_rules (
    workspace_id BIGINT NOT NULL,
    rules        TEXT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id)
);

-- Where a tracking service sends its messages to.
CREATE TABLE tracking_hook (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    -- aftership
    kind         TEXT NOT NULL,
    -- on, off
    state        TEXT NOT NULL,
    -- Sealed.
    secret       TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    rotated_at   BIGINT NOT NULL,
    last_at      BIGINT,
    -- applied, unchanged, unknown, ignored, unreadable
    last_outcome TEXT,
    taken        BIGINT NOT NULL,
    unknown      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX tracking_hook_once ON tracking_hook (workspace_id, kind);
CREATE UNIQUE INDEX tracking_hook_id ON tracking_hook (id);

-- The orders that are there are judged once.
INSERT INTO timer (workspace_id, id, kind, subject_id, payload, due_at)
SELECT id, 21, 'timer.judge_orders', 0, '{"behind":0}', 0 FROM workspace;
