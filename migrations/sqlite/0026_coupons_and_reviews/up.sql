-- What takes something off an order when its code is typed. Amounts are minor units of the currency.
CREATE TABLE coupon (
    workspace_id  INTEGER NOT NULL,
    id            INTEGER NOT NULL,
    store_id      INTEGER NOT NULL,
    source_id     TEXT NOT NULL,
    code          TEXT NOT NULL,
    state         TEXT NOT NULL,
    raw_status    TEXT NOT NULL,
    kind          TEXT NOT NULL,
    amount        INTEGER,
    -- Exact decimal, in hundredths of the whole: 12.5.
    percent       TEXT,
    currency      TEXT NOT NULL,
    free_shipping TEXT NOT NULL,
    used          INTEGER NOT NULL,
    usage_limit   INTEGER,
    starts_at     INTEGER,
    expires_at    INTEGER,
    detail        TEXT NOT NULL,
    -- The store's JSON without those whom it names.
    original      TEXT NOT NULL,
    modified_at   INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX coupon_once ON coupon (workspace_id, store_id, source_id);

-- What customers wrote about products.
CREATE TABLE review (
    workspace_id      INTEGER NOT NULL,
    id                INTEGER NOT NULL,
    store_id          INTEGER NOT NULL,
    source_id         TEXT NOT NULL,
    product_source_id TEXT,
    product_name      TEXT,
    status            TEXT NOT NULL,
    raw_status        TEXT NOT NULL,
    -- 1 to 5; 0: none was given.
    rating            INTEGER NOT NULL,
    verified          TEXT NOT NULL,
    reviewer          TEXT,
    email             TEXT,
    customer_id       INTEGER,
    -- Whose it was before customers were merged.
    recognised_as     INTEGER,
    text              TEXT NOT NULL,
    original          TEXT NOT NULL,
    written_at        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX review_once ON review (workspace_id, store_id, source_id);
CREATE INDEX review_newest ON review (workspace_id, written_at, id);
CREATE INDEX review_of_customer ON review (workspace_id, customer_id, written_at, id) WHERE customer_id IS NOT NULL;
CREATE INDEX review_of_product ON review (workspace_id, store_id, product_source_id, written_at, id);
