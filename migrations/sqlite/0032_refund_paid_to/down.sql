ALTER TABLE refund DROP COLUMN paid_to;
