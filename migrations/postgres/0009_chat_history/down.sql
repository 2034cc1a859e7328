DROP INDEX chat_visitor_unreached;
ALTER TABLE chat_visitor DROP COLUMN unreached;
DROP INDEX chat_visitor_of_customer;
DROP TABLE chat_visit;
