-- In which conversations a visitor has spoken: what they may look back on after one was closed.
CREATE TABLE chat_visit (
    workspace_id    BIGINT NOT NULL,
    visitor_id      BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, visitor_id, conversation_id)
);
INSERT INTO chat_visit (workspace_id, visitor_id, conversation_id)
    SELECT workspace_id, id, conversation_id FROM chat_visitor WHERE conversation_id IS NOT NULL;
CREATE INDEX chat_visitor_of_customer ON chat_visitor (workspace_id, customer_id);
-- Why what they have not seen could not go by mail; null once nothing stands in the way.
ALTER TABLE chat_visitor ADD COLUMN unreached TEXT;
CREATE INDEX chat_visitor_unreached ON chat_visitor (workspace_id, unreached) WHERE unreached IS NOT NULL;
