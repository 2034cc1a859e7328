-- Where a parcel was seen, as JSON, the newest first.
ALTER TABLE shipment ADD COLUMN checkpoints TEXT NOT NULL DEFAULT '[]';

-- Accounts that a store without a connector told of, and how old what it said is.
CREATE TABLE store_account (
    workspace_id BIGINT NOT NULL,
    store_id     BIGINT NOT NULL,
    source_id    TEXT NOT NULL,
    customer_id  BIGINT NOT NULL,
    -- present, gone
    state        TEXT NOT NULL,
    -- Of what it said last.
    digest       TEXT NOT NULL,
    modified_at  BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, store_id, source_id)
);

-- Files that are read into a store without a connector.
CREATE TABLE store_import (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    store_id     BIGINT NOT NULL,
    name         TEXT NOT NULL,
    -- orders, customers, products
    kind         TEXT NOT NULL,
    -- draft, waiting, running, checked, done, cancelled, failed
    state        TEXT NOT NULL,
    -- check: only what can't be read is found; take
    purpose      TEXT NOT NULL,
    problem      TEXT,
    -- How it is read, as JSON.
    plan         TEXT NOT NULL,
    bytes_done   BIGINT NOT NULL,
    bytes_total  BIGINT NOT NULL,
    -- Things that were read: up to there it is done. Of them, what became of each.
    things       BIGINT NOT NULL,
    created      BIGINT NOT NULL,
    updated      BIGINT NOT NULL,
    unchanged    BIGINT NOT NULL,
    refused      BIGINT NOT NULL,
    -- Lines of the table store_import_line.
    bad_lines    BIGINT NOT NULL,
    -- When this run began, and how many things were done by then.
    began_at     BIGINT,
    began_things BIGINT NOT NULL,
    created_by   TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    leased_by    BIGINT,
    leased_until BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX store_import_of_store ON store_import (workspace_id, store_id, id);
CREATE INDEX store_import_to_do ON store_import (state) WHERE state IN ('waiting', 'running');

-- What could not be read of a file, and where it stands.
CREATE TABLE store_import_line (
    workspace_id BIGINT NOT NULL,
    import_id    BIGINT NOT NULL,
    number       BIGINT NOT NULL,
    line         BIGINT NOT NULL,
    -- The header of a column, or a place in an object; none: the whole.
    place        TEXT,
    code         TEXT NOT NULL,
    detail       TEXT NOT NULL,
    -- What stands there.
    value        TEXT,
    PRIMARY KEY (workspace_id, import_id, number)
);
