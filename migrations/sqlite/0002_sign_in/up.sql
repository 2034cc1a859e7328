-- Somebody who works here. An e-mail address signs in to one workspace only, so it is unique across all of them.
CREATE TABLE agent (
    workspace_id  INTEGER NOT NULL,
    id            INTEGER NOT NULL,
    name          TEXT NOT NULL,
    email         TEXT NOT NULL,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language      TEXT NOT NULL,
    time_zone     TEXT NOT NULL,
    signature     TEXT NOT NULL,
    avatar_color  TEXT NOT NULL,
    presence      TEXT NOT NULL,
    disabled_at   INTEGER,
    last_seen_at  INTEGER,
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX agent_by_email ON agent (email);

CREATE TABLE team (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    name         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX team_by_name ON team (workspace_id, name);

CREATE TABLE team_member (
    workspace_id INTEGER NOT NULL,
    team_id      INTEGER NOT NULL,
    agent_id     INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, team_id, agent_id),
    FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX team_member_by_agent ON team_member (workspace_id, agent_id);

-- Of every token only the SHA-256 is kept.
CREATE TABLE session (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    agent_id     INTEGER NOT NULL,
    token_hash   TEXT NOT NULL,
    ip           TEXT NOT NULL,
    user_agent   TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_by_token ON session (token_hash);
CREATE INDEX session_by_agent ON session (workspace_id, agent_id);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE password_reset (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    agent_id     INTEGER NOT NULL,
    token_hash   TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX password_reset_by_token ON password_reset (token_hash);
CREATE INDEX password_reset_by_end ON password_reset (expires_at);

CREATE TABLE invitation (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    email        TEXT NOT NULL,
    name         TEXT NOT NULL,
    role         TEXT NOT NULL,
    team_ids     TEXT NOT NULL,
    language     TEXT NOT NULL,
    token_hash   TEXT NOT NULL,
    invited_by   TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invitation_by_token ON invitation (token_hash);
CREATE UNIQUE INDEX invitation_by_email ON invitation (workspace_id, email);

CREATE TABLE api_token (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    name         TEXT NOT NULL,
    token_hash   TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    created_by   TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX api_token_by_token ON api_token (token_hash);

-- Written, never changed: the program has no statement that updates or deletes a row.
CREATE TABLE audit_entry (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    actor        TEXT NOT NULL,
    actor_name   TEXT NOT NULL,
    action       TEXT NOT NULL,
    target       TEXT NOT NULL,
    ip           TEXT NOT NULL,
    detail       TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
