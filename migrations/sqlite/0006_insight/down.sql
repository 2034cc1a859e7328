DROP INDEX conversation_tag_of; DROP TABLE conversation_stretch; DROP TABLE conversation_measure;
