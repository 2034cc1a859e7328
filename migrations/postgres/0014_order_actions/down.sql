DROP TABLE order_policy;
DROP TABLE order_action;
