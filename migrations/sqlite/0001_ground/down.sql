DROP TABLE idempotency; DROP TABLE counter; DROP TABLE blob; DROP TABLE outbox; DROP TABLE timer; DROP TABLE reader_failure; DROP TABLE reader_cursor; DROP TABLE event; DROP TABLE workspace;
