-- A contact that is being filled may carry out a reminder.
ALTER TABLE draft ADD COLUMN reminder BLOB CHECK (reminder IS NULL OR length(reminder) = 16)