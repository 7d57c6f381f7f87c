-- What lists show of a student beside the roster: the home and telephone as edits leave them, why the child is watched,
-- and how many reminders there are.
ALTER TABLE head ADD COLUMN home BLOB;
ALTER TABLE head ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE head ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE head ADD COLUMN concerns TEXT NOT NULL DEFAULT '';
UPDATE head SET next_change_at = 0;
