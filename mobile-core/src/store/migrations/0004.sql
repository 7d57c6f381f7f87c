-- What lists show of a student beside the roster: the home and telephone as edits leave them, and how many reminders
-- there are.
ALTER TABLE head ADD COLUMN home BLOB;
ALTER TABLE head ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE head ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
UPDATE head SET next_change_at = 0;
