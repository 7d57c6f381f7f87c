-- A step of a filling that is sent again, as after a tab died, is not taken twice.
ALTER TABLE draft ADD COLUMN step BLOB CHECK (step IS NULL OR length(step) = 16)