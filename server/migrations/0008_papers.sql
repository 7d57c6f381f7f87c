-- Templates of documents that a county put in force, the last version of a kind holds; an empty body stands for the template
-- that is shipped. Version 0 is the shipped one and has no row. `numbers` is the pattern of the numbers.
CREATE TABLE paper_template (
    county  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    version BIGINT NOT NULL,
    body    TEXT NOT NULL,
    numbers TEXT NOT NULL,
    author  UUID NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (county, kind, version)
);

-- What papers were set from, by its SHA-256: the JSON of template, shared file and words.
CREATE TABLE paper_source (
    hash   BYTEA NOT NULL PRIMARY KEY,
    source TEXT NOT NULL
);

-- The last number of a kind in a year.
CREATE TABLE paper_number (
    county TEXT NOT NULL,
    kind   TEXT NOT NULL,
    year   BIGINT NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (county, kind, year)
);

-- Documents that were issued. `month` is written 2026-10; `data` is the JSON that the template was given; `day` the days since
-- 1970-01-01 on which it was issued.
CREATE TABLE paper (
    id               UUID NOT NULL PRIMARY KEY,
    county           TEXT NOT NULL,
    kind             TEXT NOT NULL,
    year             BIGINT NOT NULL,
    n                BIGINT NOT NULL,
    number           TEXT NOT NULL,
    student          UUID,
    visit            UUID,
    school           UUID,
    month            TEXT,
    made_at          BIGINT NOT NULL,
    made_by          UUID NOT NULL,
    day              BIGINT NOT NULL,
    template_version BIGINT NOT NULL,
    source           BYTEA NOT NULL,
    data             TEXT NOT NULL,
    cancelled_at     BIGINT,
    cancelled_by     UUID,
    cancel_reason    TEXT,
    UNIQUE (county, kind, year, n)
);
CREATE INDEX paper_list ON paper (county, id);
CREATE INDEX paper_student ON paper (student, id) WHERE student IS NOT NULL;
CREATE INDEX paper_school ON paper (school, id) WHERE school IS NOT NULL;
