DROP TABLE store_import_line;
DROP TABLE store_import;
DROP TABLE store_account;
ALTER TABLE shipment DROP COLUMN checkpoints;
