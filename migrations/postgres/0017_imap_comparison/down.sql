DROP TABLE imap_comparison;
ALTER TABLE imap_folder DROP COLUMN unlisted_to;
DROP TABLE imap_mail;
