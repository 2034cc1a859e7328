DROP TABLE review_answer;
