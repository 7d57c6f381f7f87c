CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE reference (
  kind INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- A student that facts name but the roster has not brought yet has no body.
CREATE TABLE student (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '', initials TEXT NOT NULL DEFAULT '', number TEXT NOT NULL DEFAULT '',
  village TEXT NOT NULL DEFAULT '', leaving INTEGER NOT NULL DEFAULT 0, body BLOB
);
CREATE INDEX student_search ON student (name, initials, number, village, leaving);
CREATE INDEX student_leaving ON student (leaving) WHERE leaving = 1;

-- state: 0 waiting, 1 sent, 2 accepted, 3 refused, 4 replaced, 5 set aside
CREATE TABLE fact (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, student INTEGER,
  hlc INTEGER NOT NULL, happened_at INTEGER NOT NULL, own INTEGER NOT NULL,
  state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, body BLOB NOT NULL
);
CREATE INDEX fact_student ON fact (student);
CREATE INDEX fact_unsettled ON fact (state) WHERE state <> 2;
CREATE TABLE refusal (
  fact INTEGER PRIMARY KEY, code TEXT NOT NULL, field TEXT NOT NULL, message TEXT NOT NULL
);

CREATE TABLE head (
  student INTEGER PRIMARY KEY, status TEXT NOT NULL, open_case BLOB, step INTEGER, risk INTEGER NOT NULL,
  last_visit_at INTEGER, evaluated_at INTEGER NOT NULL, next_change_at INTEGER
);
CREATE TABLE todo (
  key INTEGER PRIMARY KEY, student INTEGER NOT NULL, kind TEXT NOT NULL, subject BLOB, owner TEXT,
  author BLOB, reason TEXT NOT NULL, step INTEGER, state TEXT NOT NULL, next TEXT NOT NULL,
  opens_at INTEGER NOT NULL, due_at INTEGER NOT NULL, late_at INTEGER NOT NULL,
  risk INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX todo_student ON todo (student);

CREATE TABLE draft (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, student BLOB NOT NULL, form TEXT NOT NULL,
  version INTEGER NOT NULL, follow_up BLOB, question TEXT NOT NULL, answers BLOB NOT NULL,
  begun_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
);
-- Students whose data is gone from the phone and whose removal the server has not been told.
CREATE TABLE removal (student BLOB PRIMARY KEY);
