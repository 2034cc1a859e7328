DROP TABLE scheduled_reply;
