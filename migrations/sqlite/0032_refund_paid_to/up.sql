-- By what a refund went back, in words (`Visa •••• 4242`), where the store says so.
ALTER TABLE refund ADD COLUMN paid_to TEXT;
