DROP INDEX conversation_merged_into;
