-- The token of a program that wrote in the team's name; `author_id` is of people.
ALTER TABLE message ADD COLUMN author_token INTEGER;
