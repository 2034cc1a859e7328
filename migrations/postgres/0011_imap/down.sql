DROP TABLE imap_folder;
DROP TABLE imap_mailbox;
