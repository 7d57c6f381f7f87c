-- A photo or thumbnail by its SHA-256; its bytes lie apart, so that a look at the row does not read them.
-- state: 0 waiting, 1 there, 2 refused, 3 deleted. sent: the bytes that the server has acknowledged.
-- unsure: a part was sent and not answered yet, so the server is asked how far it is.
CREATE TABLE file (
  key INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, thumb INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, location TEXT, sent INTEGER NOT NULL DEFAULT 0,
  unsure INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, refusal TEXT, there_at INTEGER
);
CREATE INDEX file_unsettled ON file (state) WHERE state IN (0, 2);
CREATE TABLE file_bytes (file INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

-- A photo belongs to a draft, and has what was noted when it was taken; or to the fact that is its record, and that
-- fact says the rest.
CREATE TABLE photo (
  key INTEGER PRIMARY KEY, draft INTEGER, fact BLOB UNIQUE, of BLOB, photo INTEGER NOT NULL,
  thumb INTEGER NOT NULL, noted BLOB
);
CREATE INDEX photo_draft ON photo (draft) WHERE draft IS NOT NULL;
CREATE INDEX photo_of ON photo (of) WHERE of IS NOT NULL;
CREATE INDEX photo_photo ON photo (photo);
CREATE INDEX photo_thumb ON photo (thumb);
