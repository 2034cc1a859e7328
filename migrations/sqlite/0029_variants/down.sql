DROP INDEX product_by_store;
DROP INDEX product_by_state;
DROP INDEX product_by_stock;
DROP TABLE product_category;
DROP TABLE product_original;
DROP TABLE product_variant;
