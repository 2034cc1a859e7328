DELETE FROM timer WHERE kind IN ('timer.judge_orders', 'timer.late');
DROP TABLE tracking_hook;
DROP TABLE late_rules;
DROP TABLE deadline;
DROP INDEX shipment_number;
ALTER TABLE shipment DROP COLUMN tracked_at;
ALTER TABLE shipment DROP COLUMN signed_by;
ALTER TABLE shipment DROP COLUMN substatus;
