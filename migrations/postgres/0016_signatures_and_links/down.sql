ALTER TABLE mail_arrival DROP COLUMN spam;
ALTER TABLE attachment DROP COLUMN link_until;
ALTER TABLE agent DROP COLUMN signatures;
