-- The carriers that a workspace added to the known ones.
CREATE TABLE own_carriers (
    workspace_id BIGINT NOT NULL,
    -- JSON: {"slug", "name", "country", "patterns", "link"} each.
    carriers     TEXT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id)
);
