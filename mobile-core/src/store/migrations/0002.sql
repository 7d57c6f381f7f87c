-- fits: whether this app can fill the form; the body of one that it can't waits for an app that can.
CREATE TABLE form (
  id TEXT NOT NULL, edition INTEGER NOT NULL, fits INTEGER NOT NULL, listing BLOB NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY (id, edition)
);

-- carried: answers of a draft from before forms were filled on the phone; laid onto the form when it is opened.
ALTER TABLE draft RENAME TO former_draft;
CREATE TABLE draft (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, student BLOB, form TEXT NOT NULL,
  edition INTEGER NOT NULL, follow_up BLOB, guardian BLOB, companions BLOB NOT NULL DEFAULT X'',
  language TEXT NOT NULL DEFAULT '', chance INTEGER NOT NULL DEFAULT 0, saved INTEGER,
  question TEXT NOT NULL, begun_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, carried BLOB
);
INSERT INTO draft (key, id, student, form, edition, follow_up, question, begun_at, changed_at, carried)
  SELECT key, id, student, form, version, follow_up, '', begun_at, changed_at, answers FROM former_draft;
DROP TABLE former_draft;

-- An instance of a repeat has no value.
CREATE TABLE answer (
  draft INTEGER NOT NULL, path TEXT NOT NULL, value TEXT, PRIMARY KEY (draft, path)
) WITHOUT ROWID;
CREATE TABLE left_over (
  key INTEGER PRIMARY KEY, draft INTEGER NOT NULL, path TEXT NOT NULL, value BLOB NOT NULL
);
CREATE INDEX left_over_draft ON left_over (draft);

-- What a form's next filling may begin with; a draft keeps the one that it began with.
CREATE TABLE last_saved (
  key INTEGER PRIMARY KEY, form TEXT NOT NULL, student BLOB, answers BLOB NOT NULL
);
