-- One dialect for SQLite and PostgreSQL. Every time is milliseconds since 1970-01-01T00:00:00Z.

-- The counter row of a county: taken first by every transaction that writes for the county.
CREATE TABLE county (
    code TEXT NOT NULL PRIMARY KEY,
    seq  BIGINT NOT NULL
);

CREATE TABLE region (
    code    TEXT NOT NULL PRIMARY KEY,
    county  TEXT NOT NULL,
    name    TEXT NOT NULL,
    retired BOOLEAN NOT NULL,
    seq     BIGINT NOT NULL
);
CREATE INDEX region_feed ON region (county, seq);

CREATE TABLE school (
    id     UUID NOT NULL PRIMARY KEY,
    county TEXT NOT NULL,
    code   TEXT NOT NULL,
    name   TEXT NOT NULL,
    region TEXT NOT NULL,
    lat    DOUBLE PRECISION,
    lon    DOUBLE PRECISION,
    seq    BIGINT NOT NULL,
    UNIQUE (county, code)
);
CREATE INDEX school_feed ON school (county, seq);

CREATE TABLE class (
    id     UUID NOT NULL PRIMARY KEY,
    county TEXT NOT NULL,
    school UUID NOT NULL,
    year   BIGINT NOT NULL,
    grade  BIGINT NOT NULL,
    number BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    UNIQUE (school, year, grade, number)
);
CREATE INDEX class_feed ON class (county, seq);

-- `body` is the CBOR of people::Student with the identity number masked.
CREATE TABLE student (
    id             UUID NOT NULL PRIMARY KEY,
    county         TEXT NOT NULL,
    school         UUID NOT NULL,
    class          UUID NOT NULL,
    village        TEXT NOT NULL,
    township       TEXT NOT NULL,
    name           TEXT NOT NULL,
    initials       TEXT NOT NULL,
    student_number TEXT NOT NULL,
    identity       TEXT NOT NULL,
    status         TEXT NOT NULL,
    groups         TEXT NOT NULL,
    known_since    BIGINT NOT NULL,
    body           BYTEA NOT NULL,
    seq            BIGINT NOT NULL,
    moved_seq      BIGINT NOT NULL
);
CREATE INDEX student_feed ON student (county, seq);
CREATE INDEX student_class ON student (class);
CREATE INDEX student_school ON student (school);
CREATE INDEX student_village ON student (village);
CREATE INDEX student_township ON student (township);

-- The standing that a student left at that sequence number.
CREATE TABLE student_move (
    county   TEXT NOT NULL,
    seq      BIGINT NOT NULL,
    student  UUID NOT NULL,
    class    UUID NOT NULL,
    school   UUID NOT NULL,
    village  TEXT NOT NULL,
    township TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, seq)
);
CREATE INDEX student_move_student ON student_move (student, at);

CREATE TABLE worker (
    id            UUID NOT NULL PRIMARY KEY,
    county        TEXT NOT NULL,
    username      TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled      BOOLEAN NOT NULL,
    seq           BIGINT NOT NULL
);
CREATE INDEX worker_feed ON worker (county, seq);

-- `kind` is class, school, region or department; `target` its id or code, for a department `county/department`.
CREATE TABLE assignment (
    id        UUID NOT NULL PRIMARY KEY,
    county    TEXT NOT NULL,
    worker    UUID NOT NULL,
    kind      TEXT NOT NULL,
    target    TEXT NOT NULL,
    since_seq BIGINT NOT NULL,
    since_at  BIGINT NOT NULL,
    until_seq BIGINT,
    until_at  BIGINT
);
CREATE INDEX assignment_worker ON assignment (worker);
CREATE INDEX assignment_target ON assignment (kind, target);

CREATE TABLE device (
    id           UUID NOT NULL PRIMARY KEY,
    county       TEXT NOT NULL,
    worker       UUID NOT NULL,
    name         TEXT NOT NULL,
    public_key   BYTEA,
    enrolled_at  BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    revoked_at   BIGINT
);
CREATE INDEX device_worker ON device (worker);

-- `hash` is the SHA-256 of the token; a used token names its successor.
CREATE TABLE refresh_token (
    hash       BYTEA NOT NULL PRIMARY KEY,
    family     UUID NOT NULL,
    worker     UUID NOT NULL,
    device     UUID NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT,
    successor  BYTEA
);
CREATE INDEX refresh_token_family ON refresh_token (family);
CREATE INDEX refresh_token_device ON refresh_token (device);
CREATE INDEX refresh_token_expires ON refresh_token (expires_at);

-- The truth. `body` is the CBOR of wire::v1::Fact; everything below `fact` is derived from it.
CREATE TABLE fact (
    county      TEXT NOT NULL,
    seq         BIGINT NOT NULL,
    id          UUID NOT NULL UNIQUE,
    student     UUID,
    kind        TEXT NOT NULL,
    author      UUID NOT NULL,
    device      UUID NOT NULL,
    happened_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    body        BYTEA NOT NULL,
    PRIMARY KEY (county, seq)
);
CREATE INDEX fact_student ON fact (student, seq) WHERE student IS NOT NULL;
CREATE INDEX fact_studentless ON fact (county, seq) WHERE student IS NULL;

-- `evaluated_at` is the `now` that the projections of the student were derived with.
CREATE TABLE student_state (
    student         UUID NOT NULL PRIMARY KEY,
    county          TEXT NOT NULL,
    status          TEXT NOT NULL,
    open_case       UUID,
    step            BIGINT,
    risk            BIGINT NOT NULL,
    next_change_at  BIGINT,
    last_visit_at   BIGINT,
    last_contact_at BIGINT,
    visit_due_at    BIGINT,
    evaluated_at    BIGINT NOT NULL
);
CREATE INDEX student_state_due ON student_state (next_change_at) WHERE next_change_at IS NOT NULL;

CREATE TABLE student_case (
    id           UUID NOT NULL PRIMARY KEY,
    county       TEXT NOT NULL,
    student      UUID NOT NULL,
    school       UUID NOT NULL,
    class        UUID NOT NULL,
    village      TEXT NOT NULL,
    township     TEXT NOT NULL,
    opened_at    BIGINT NOT NULL,
    closed_at    BIGINT,
    step         BIGINT,
    absent_since BIGINT,
    risk         BIGINT NOT NULL
);
CREATE INDEX student_case_student ON student_case (student);
CREATE INDEX student_case_open ON student_case (county, opened_at) WHERE closed_at IS NULL;

-- `required` is the proofs' words, space-separated; `due_day` the days since 1970-01-01 on the region's clock.
CREATE TABLE follow_up (
    id          UUID NOT NULL PRIMARY KEY,
    county      TEXT NOT NULL,
    student     UUID NOT NULL,
    case_id     UUID NOT NULL,
    owner       TEXT NOT NULL,
    school      UUID NOT NULL,
    class       UUID NOT NULL,
    village     TEXT NOT NULL,
    township    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    step        BIGINT,
    opened_at   BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    due_day     BIGINT NOT NULL,
    state       TEXT NOT NULL,
    is_open     BOOLEAN NOT NULL,
    accepted_by UUID,
    closed_at   BIGINT,
    proof       UUID,
    required    TEXT NOT NULL,
    sent_back   TEXT,
    risk        BIGINT NOT NULL
);
CREATE INDEX follow_up_owner ON follow_up (county, owner, due_at) WHERE is_open;
CREATE INDEX follow_up_due ON follow_up (county, due_at) WHERE is_open;
CREATE INDEX follow_up_student ON follow_up (student);

CREATE TABLE referral (
    id          UUID NOT NULL PRIMARY KEY,
    county      TEXT NOT NULL,
    student     UUID NOT NULL,
    department  TEXT NOT NULL,
    concern     TEXT,
    state       TEXT NOT NULL,
    is_open     BOOLEAN NOT NULL,
    sent_at     BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    answered_at BIGINT
);
CREATE INDEX referral_student ON referral (student);
CREATE INDEX referral_department ON referral (county, department);

CREATE TABLE promise (
    id         UUID NOT NULL PRIMARY KEY,
    county     TEXT NOT NULL,
    student    UUID NOT NULL,
    by_day     BIGINT NOT NULL,
    returns    BOOLEAN NOT NULL,
    state      TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX promise_student ON promise (student);

-- Open follow-ups by due day (days since 1970-01-01 on the region's clock) for a county, township, village,
-- school or owner; kept in step with follow_up in the same transaction.
CREATE TABLE overdue_day (
    county     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    id         TEXT NOT NULL,
    due_day    BIGINT NOT NULL,
    open_count BIGINT NOT NULL,
    PRIMARY KEY (county, kind, id, due_day)
);

-- The last row of a county holds. `body` is JSON.
CREATE TABLE policy (
    county TEXT NOT NULL,
    seq    BIGINT NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (county, seq)
);
CREATE TABLE calendar (
    county TEXT NOT NULL,
    seq    BIGINT NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (county, seq)
);

-- A phone's receipts for students that it removed.
CREATE TABLE removal (
    county  TEXT NOT NULL,
    device  UUID NOT NULL,
    student UUID NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (device, student)
);

-- One hash chain per county.
CREATE TABLE audit_head (
    county TEXT NOT NULL PRIMARY KEY,
    seq    BIGINT NOT NULL,
    hash   BYTEA NOT NULL
);
CREATE TABLE audit (
    county   TEXT NOT NULL,
    seq      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    worker   UUID,
    device   UUID,
    action   TEXT NOT NULL,
    resource TEXT NOT NULL,
    detail   TEXT NOT NULL,
    hash     BYTEA NOT NULL,
    previous BYTEA NOT NULL,
    PRIMARY KEY (county, seq)
);
