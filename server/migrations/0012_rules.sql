-- Since when a policy or a calendar is in force, and who put it there; nothing for those of before, and where a program
-- did it.
ALTER TABLE policy ADD COLUMN put_at BIGINT;
ALTER TABLE policy ADD COLUMN put_by UUID;
ALTER TABLE calendar ADD COLUMN put_at BIGINT;
ALTER TABLE calendar ADD COLUMN put_by UUID;
