-- The apps with which Shopify stores are connected by Shopify's own page: the one that a merchant is asked about now, and the
-- one whose token ends and is made new. Secrets are sealed.
CREATE TABLE store_grant (
    workspace_id    INTEGER NOT NULL,
    store_id        INTEGER NOT NULL,
    asked_client_id TEXT,
    asked_secret    TEXT,
    client_id       TEXT,
    refresh_token   TEXT,
    -- When the access token among the store's keys ends.
    expires_at      INTEGER,
    -- Until when one node alone makes it new: the refresh token is good for one use.
    leased_until    INTEGER,
    PRIMARY KEY (workspace_id, store_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX store_grant_expiry ON store_grant (expires_at);
