-- Editions of forms, counted from 1 for each form as the county imported them. `body` is the JSON of form::Form,
-- `audience` the JSON list of form::Audience; `seq` moves on whenever the audience changes, and an edition travels to
-- phones once it was published. `hash` is the SHA-256 of `body`.
CREATE TABLE form (
    county       TEXT NOT NULL,
    form         TEXT NOT NULL,
    edition      BIGINT NOT NULL,
    version      TEXT NOT NULL,
    hash         BYTEA NOT NULL,
    body         TEXT NOT NULL,
    audience     TEXT NOT NULL,
    is_published BOOLEAN NOT NULL,
    added_at     BIGINT NOT NULL,
    added_by     UUID,
    seq          BIGINT NOT NULL,
    PRIMARY KEY (county, form, edition)
);
CREATE INDEX form_feed ON form (county, seq) WHERE is_published;
