-- The birth date in days since 1970-01-01, for ledgers of children by age; filled from `body` when the server starts.
ALTER TABLE student ADD COLUMN born BIGINT;
-- Few children have these statuses; they are found without a look at all the others.
CREATE INDEX student_state_status ON student_state (county, status, student);

-- Files that are made in the background. `asked` is the JSON of what was asked for; `done` counts the rows written of
-- `total`; `beat_at` is when a running job last showed that it is worked on; `has_file` says that the file is stored.
CREATE TABLE export_job (
    id          UUID NOT NULL PRIMARY KEY,
    county      TEXT NOT NULL,
    worker      UUID NOT NULL,
    device      UUID NOT NULL,
    asked       TEXT NOT NULL,
    state       TEXT NOT NULL,
    done        BIGINT NOT NULL,
    total       BIGINT,
    bytes       BIGINT,
    name        TEXT,
    has_file    BOOLEAN NOT NULL,
    asked_at    BIGINT NOT NULL,
    begun_at    BIGINT,
    beat_at     BIGINT,
    ended_at    BIGINT,
    expires_at  BIGINT,
    reason      TEXT,
    problem     TEXT
);
CREATE INDEX export_job_worker ON export_job (worker, id);
CREATE INDEX export_job_waiting ON export_job (id) WHERE state IN ('queued', 'running');
CREATE INDEX export_job_expires ON export_job (expires_at) WHERE has_file;

-- The log by who did it, what was done, and when.
CREATE INDEX audit_worker ON audit (county, worker, seq);
CREATE INDEX audit_action ON audit (county, action, seq);
CREATE INDEX audit_at ON audit (county, at, seq);
