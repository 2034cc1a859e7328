DROP TABLE store_grant;
