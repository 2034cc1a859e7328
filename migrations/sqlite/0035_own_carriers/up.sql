-- The carriers that a workspace added to the known ones.
CREATE TABLE own_carriers (
    workspace_id INTEGER NOT NULL,
    -- JSON: {"slug", "name", "country", "patterns", "link"} each.
    carriers     TEXT NOT NULL,
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id)
) STRICT, WITHOUT ROWID;
