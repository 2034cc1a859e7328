ALTER TABLE shipment DROP COLUMN teller;
ALTER TABLE shipment DROP COLUMN lines;
