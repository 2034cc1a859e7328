-- A store that is connected. A disconnected one stays, without keys, because its orders are history.
CREATE TABLE store (
    workspace_id   BIGINT NOT NULL,
    id             BIGINT NOT NULL,
    kind           TEXT NOT NULL,
    name           TEXT NOT NULL,
    url            TEXT NOT NULL,
    currency       TEXT,
    time_zone      TEXT,
    version        TEXT,
    state          TEXT NOT NULL,
    health_state   TEXT NOT NULL,
    health_code    TEXT,
    health_detail  TEXT,
    health_at      BIGINT NOT NULL,
    -- Sealed: how to ask the store, and what it signs its deliveries with.
    keys           TEXT,
    webhook_secret TEXT NOT NULL,
    webhooks       TEXT NOT NULL,
    last_event_at  BIGINT,
    created_at     BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX store_once ON store (workspace_id, url);
CREATE INDEX store_by_id ON store (id);

-- A merchant is on the store's own page, deciding whether we get keys.
CREATE TABLE store_authorization (
    workspace_id BIGINT NOT NULL,
    token_hash   TEXT NOT NULL,
    store_id     BIGINT NOT NULL,
    url          TEXT NOT NULL,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT,
    PRIMARY KEY (workspace_id, token_hash)
);
CREATE UNIQUE INDEX store_authorization_token ON store_authorization (token_hash);

-- How far a store has been read, and which node is reading it now.
CREATE TABLE store_sync (
    workspace_id BIGINT NOT NULL,
    store_id     BIGINT NOT NULL,
    state        TEXT NOT NULL,
    phase        TEXT NOT NULL,
    progress     TEXT NOT NULL,
    started_at   BIGINT,
    finished_at  BIGINT,
    due_at       BIGINT NOT NULL,
    failures     BIGINT NOT NULL,
    lease_owner  TEXT,
    leased_until BIGINT,
    PRIMARY KEY (workspace_id, store_id)
);
CREATE INDEX store_sync_due ON store_sync (due_at);

-- What could not be taken over, and why.
CREATE TABLE sync_skip (
    workspace_id BIGINT NOT NULL,
    store_id     BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    source_id    TEXT NOT NULL,
    reason       TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, store_id, kind, source_id)
);

-- Single things to ask the store for: an order in doubt, the refunds and notes of an order that changed.
CREATE TABLE store_errand (
    workspace_id BIGINT NOT NULL,
    store_id     BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    source_id    TEXT NOT NULL,
    due_at       BIGINT NOT NULL,
    attempts     BIGINT NOT NULL,
    -- Moves when the same is wanted again while it is being fetched.
    wanted_at    BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, store_id, kind, source_id)
);
CREATE INDEX store_errand_due ON store_errand (workspace_id, store_id, kind, due_at);

-- What stores sent, as they sent it (the body is a blob).
CREATE TABLE webhook_delivery (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    store_id     BIGINT NOT NULL,
    topic        TEXT NOT NULL,
    source_id    TEXT,
    digest       TEXT NOT NULL,
    body_hash    TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    reason       TEXT,
    received_at  BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (workspace_id, store_id, digest);

-- All that a list of orders shows. Amounts are minor units of the order's currency.
CREATE TABLE "order" (
    workspace_id   BIGINT NOT NULL,
    id             BIGINT NOT NULL,
    store_id       BIGINT NOT NULL,
    source_id      TEXT NOT NULL,
    number         TEXT NOT NULL,
    status         TEXT NOT NULL,
    raw_status     TEXT NOT NULL,
    currency       TEXT NOT NULL,
    total          BIGINT NOT NULL,
    subtotal       BIGINT NOT NULL,
    discount_total BIGINT NOT NULL,
    shipping_total BIGINT NOT NULL,
    tax_total      BIGINT NOT NULL,
    refunded_total BIGINT NOT NULL,
    placed_at      BIGINT NOT NULL,
    modified_at    BIGINT NOT NULL,
    paid_at        BIGINT,
    completed_at   BIGINT,
    customer_id    BIGINT,
    -- Whom it was recognised as, before profiles were merged: a merge that is undone gives it back.
    recognised_as  BIGINT,
    customer_name  TEXT,
    email          TEXT,
    phone          TEXT,
    payment_method TEXT,
    item_count     BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX order_once ON "order" (workspace_id, store_id, source_id);
CREATE INDEX order_newest ON "order" (workspace_id, placed_at, id);
CREATE INDEX order_of_customer ON "order" (workspace_id, customer_id, placed_at, id);
CREATE INDEX order_by_status ON "order" (workspace_id, status, placed_at, id);
CREATE INDEX order_of_store ON "order" (workspace_id, store_id, placed_at, id);
CREATE INDEX order_by_number ON "order" (workspace_id, number);

-- What only the order's own page shows, and the store's JSON as it came.
CREATE TABLE order_detail (
    workspace_id BIGINT NOT NULL,
    order_id     BIGINT NOT NULL,
    detail       TEXT NOT NULL,
    original     TEXT NOT NULL,
    PRIMARY KEY (workspace_id, order_id)
);

CREATE TABLE order_line (
    workspace_id        BIGINT NOT NULL,
    order_id            BIGINT NOT NULL,
    position            BIGINT NOT NULL,
    source_id           TEXT NOT NULL,
    product_source_id   TEXT,
    variation_source_id TEXT,
    name                TEXT NOT NULL,
    sku                 TEXT,
    quantity            BIGINT NOT NULL,
    unit_price          BIGINT NOT NULL,
    total               BIGINT NOT NULL,
    tax                 BIGINT NOT NULL,
    image_url           TEXT,
    options             TEXT NOT NULL,
    PRIMARY KEY (workspace_id, order_id, position)
);

CREATE TABLE refund (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    order_id     BIGINT NOT NULL,
    source_id    TEXT NOT NULL,
    amount       BIGINT NOT NULL,
    currency     TEXT NOT NULL,
    reason       TEXT,
    paid_back    TEXT NOT NULL,
    refunded_at  BIGINT,
    lines        TEXT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX refund_once ON refund (workspace_id, order_id, source_id);

CREATE TABLE shipment (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    order_id     BIGINT NOT NULL,
    -- What makes it the same parcel when it is reported again: its number, else its link.
    identity     TEXT NOT NULL,
    carrier      TEXT,
    carrier_name TEXT,
    number       TEXT,
    url          TEXT,
    prefilled    TEXT NOT NULL,
    status       TEXT NOT NULL,
    evidence     TEXT NOT NULL,
    shipped_at   BIGINT,
    delivered_at BIGINT,
    expected_at  BIGINT,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX shipment_once ON shipment (workspace_id, order_id, identity);

CREATE TABLE order_note (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    order_id     BIGINT NOT NULL,
    source_id    TEXT NOT NULL,
    author       TEXT,
    text         TEXT NOT NULL,
    audience     TEXT NOT NULL,
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX order_note_once ON order_note (workspace_id, order_id, source_id);

CREATE TABLE product (
    workspace_id   BIGINT NOT NULL,
    id             BIGINT NOT NULL,
    store_id       BIGINT NOT NULL,
    source_id      TEXT NOT NULL,
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    state          TEXT NOT NULL,
    sku            TEXT,
    price          BIGINT,
    regular_price  BIGINT,
    currency       TEXT NOT NULL,
    stock_status   TEXT NOT NULL,
    stock_quantity BIGINT,
    image_url      TEXT,
    permalink      TEXT,
    detail         TEXT NOT NULL,
    modified_at    BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX product_once ON product (workspace_id, store_id, source_id);

-- The words by which orders and products are found, folded. Compared by bytes, so that a prefix is one range.
CREATE TABLE shop_word (
    workspace_id BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    word         TEXT COLLATE "C" NOT NULL,
    subject_id   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, kind, word, subject_id)
);
CREATE INDEX shop_word_of_subject ON shop_word (workspace_id, subject_id);
