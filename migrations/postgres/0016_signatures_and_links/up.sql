-- What stands under somebody's replies by language, as JSON; the one that was there is for all other languages.
ALTER TABLE agent ADD COLUMN signatures TEXT NOT NULL DEFAULT '{}';

-- Until when a file that was too large for its mail is had by a link; not set for one that is in the mail.
ALTER TABLE attachment ADD COLUMN link_until BIGINT;

-- Whether a mail is spam by whom, as JSON: a filter before us with its score, or what the team has taught.
ALTER TABLE mail_arrival ADD COLUMN spam TEXT;
