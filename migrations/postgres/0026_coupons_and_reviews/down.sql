DELETE FROM shop_word WHERE kind IN ('coupon', 'review');
DROP TABLE review;
DROP TABLE coupon;
