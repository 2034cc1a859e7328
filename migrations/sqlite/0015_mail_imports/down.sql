DROP TABLE mail_silence;
DROP TABLE automatic_mail;
ALTER TABLE imap_folder DROP COLUMN before_uid;
ALTER TABLE imap_mailbox DROP COLUMN connected_at;
DROP TABLE mail_import_skip;
DROP TABLE mail_import;
DROP TABLE mail_expected;
