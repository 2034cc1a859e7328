DROP TABLE customer_suggestion; DROP TABLE customer_merge; DROP TABLE customer_identity; DROP TABLE customer;
