DROP TABLE late_holidays;
ALTER TABLE deadline DROP COLUMN skipped;
