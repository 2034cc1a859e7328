-- JSON: what of the order is in a parcel, [{"order_line_id": "11", "quantity": 2}]; empty where nobody says.
ALTER TABLE shipment ADD COLUMN lines TEXT NOT NULL DEFAULT '[]';
-- Who in the store tells of it: the order itself, or what the store keeps apart from its orders.
ALTER TABLE shipment ADD COLUMN teller TEXT NOT NULL DEFAULT 'order';
