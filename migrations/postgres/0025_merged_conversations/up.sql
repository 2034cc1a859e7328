-- What was merged into a conversation is found by its words too.
CREATE INDEX conversation_merged_into ON conversation (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
