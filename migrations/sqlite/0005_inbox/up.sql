CREATE TABLE channel (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    name         TEXT NOT NULL,
    -- The mailbox of an e-mail channel, in lower case.
    address      TEXT,
    store_id     INTEGER,
    team_id      INTEGER,
    active       TEXT NOT NULL,
    settings     TEXT NOT NULL,
    -- Passwords and keys, sealed.
    secrets      TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX channel_address ON channel (address);
CREATE INDEX channel_by_id ON channel (id);

-- All that a list shows stands in the row: an inbox page is one range of one index.
CREATE TABLE conversation (
    workspace_id      INTEGER NOT NULL,
    id                INTEGER NOT NULL,
    number            INTEGER NOT NULL,
    subject           TEXT NOT NULL,
    status            TEXT NOT NULL,
    priority          TEXT NOT NULL,
    channel           TEXT NOT NULL,
    channel_id        INTEGER NOT NULL,
    store_id          INTEGER,
    customer_id       INTEGER NOT NULL,
    -- Whom it was from before profiles were merged.
    recognised_as     INTEGER NOT NULL,
    customer_name     TEXT NOT NULL,
    customer_email    TEXT,
    assignee_id       INTEGER,
    team_id           INTEGER,
    tags              TEXT NOT NULL,
    snippet           TEXT NOT NULL,
    last_author       TEXT NOT NULL,
    unread            TEXT NOT NULL,
    message_count     INTEGER NOT NULL,
    waiting_since     INTEGER,
    last_activity_at  INTEGER NOT NULL,
    snoozed_until     INTEGER,
    has_attachments   TEXT NOT NULL,
    language          TEXT,
    custom_fields     TEXT NOT NULL,
    merged_into       INTEGER,
    first_response_at INTEGER,
    solved_at         INTEGER,
    created_at        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conversation_number ON conversation (workspace_id, number);
CREATE INDEX conversation_by_status ON conversation (workspace_id, status, last_activity_at, id);
CREATE INDEX conversation_by_assignee ON conversation (workspace_id, assignee_id, status, last_activity_at, id);
CREATE INDEX conversation_by_activity ON conversation (workspace_id, last_activity_at, id);
CREATE INDEX conversation_of_customer ON conversation (workspace_id, customer_id, last_activity_at, id);

CREATE TABLE message (
    workspace_id    INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    author_type     TEXT NOT NULL,
    author_id       INTEGER,
    author_name     TEXT NOT NULL,
    visibility      TEXT NOT NULL,
    kind            TEXT NOT NULL,
    channel         TEXT NOT NULL,
    channel_id      INTEGER NOT NULL,
    -- From, to, cc and bcc as JSON.
    addresses       TEXT NOT NULL,
    subject         TEXT NOT NULL,
    html            TEXT,
    text            TEXT NOT NULL,
    new_text        TEXT NOT NULL,
    remote_images   INTEGER NOT NULL,
    delivery        TEXT,
    threading       TEXT,
    authentication  TEXT,
    mentions        TEXT NOT NULL,
    -- The Message-ID of a mail, the client-made id of a chat message, the id that an API channel gave.
    external_id     TEXT,
    raw_hash        TEXT,
    seen_at         INTEGER,
    sent_at         INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_of_conversation ON message (workspace_id, conversation_id, id);
CREATE INDEX message_by_external_id ON message (workspace_id, external_id);

CREATE TABLE attachment (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    message_id   INTEGER,
    name         TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size         INTEGER NOT NULL,
    hash         TEXT NOT NULL,
    content_id   TEXT,
    inline       TEXT NOT NULL,
    uploaded_by  TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_of_message ON attachment (workspace_id, message_id);

CREATE TABLE participant (
    workspace_id    INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    address         TEXT NOT NULL,
    name            TEXT NOT NULL,
    verified        TEXT NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    name         TEXT NOT NULL,
    color        TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tag_name ON tag (workspace_id, name);

CREATE TABLE conversation_tag (
    workspace_id    INTEGER NOT NULL,
    tag             TEXT NOT NULL,
    conversation_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, tag, conversation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE follower (
    workspace_id    INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    agent_id        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, agent_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
    workspace_id    INTEGER NOT NULL,
    agent_id        INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    message_id      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, agent_id, conversation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    workspace_id    INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    agent_id        INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    text            TEXT NOT NULL,
    html            TEXT,
    updated_at      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, agent_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    name         TEXT NOT NULL,
    filter       TEXT NOT NULL,
    owner_id     INTEGER NOT NULL,
    shared       TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE custom_field (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    key          TEXT NOT NULL,
    label        TEXT NOT NULL,
    kind         TEXT NOT NULL,
    choices      TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX custom_field_key ON custom_field (workspace_id, key);

-- What merges and splits moved, so that they can be undone exactly.
CREATE TABLE conversation_move (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    from_id      INTEGER NOT NULL,
    into_id      INTEGER NOT NULL,
    moved        TEXT NOT NULL,
    actor        TEXT NOT NULL,
    at           INTEGER NOT NULL,
    undone_at    INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_move_from ON conversation_move (workspace_id, from_id);
CREATE INDEX conversation_move_into ON conversation_move (workspace_id, into_id);

-- Every mail that reached us, with what became of it and why.
CREATE TABLE mail_arrival (
    workspace_id    INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    channel_id      INTEGER NOT NULL,
    fingerprint     TEXT NOT NULL,
    raw_hash        TEXT NOT NULL,
    disposition     TEXT NOT NULL,
    reason          TEXT,
    message_id      INTEGER,
    conversation_id INTEGER,
    -- The root of Outlook's Thread-Index with the topic, where a mail has one.
    thread_root     TEXT,
    envelope        TEXT NOT NULL,
    received_at     INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mail_arrival_once ON mail_arrival (workspace_id, fingerprint);
CREATE INDEX mail_arrival_by_thread ON mail_arrival (workspace_id, thread_root);

CREATE TABLE chat_visitor (
    workspace_id    INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    channel_id      INTEGER NOT NULL,
    token_hash      TEXT NOT NULL,
    customer_id     INTEGER,
    conversation_id INTEGER,
    name            TEXT NOT NULL,
    email           TEXT,
    identified      TEXT NOT NULL,
    language        TEXT NOT NULL,
    time_zone       TEXT,
    page            TEXT,
    -- The newest message of ours that the visitor has on the screen, and the newest that was mailed to them.
    seen_message    INTEGER NOT NULL,
    mailed_message  INTEGER NOT NULL,
    last_active_at  INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX chat_visitor_token ON chat_visitor (token_hash);
CREATE INDEX chat_visitor_of_conversation ON chat_visitor (workspace_id, conversation_id);
