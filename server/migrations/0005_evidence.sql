-- Records of evidence photos, derived from the facts of that kind. `link` is the hash that the device's next record
-- names; `look0` to `look3` are the four parts of 16 bits of `look`, so that looks that differ in few bits are found.
CREATE TABLE evidence (
    id         UUID NOT NULL PRIMARY KEY,
    county     TEXT NOT NULL,
    student    UUID,
    of_fact    UUID NOT NULL,
    author     UUID NOT NULL,
    device     UUID NOT NULL,
    number     BIGINT,
    link       BYTEA,
    photo      BYTEA NOT NULL,
    thumb      BYTEA,
    look       BIGINT,
    look0      BIGINT,
    look1      BIGINT,
    look2      BIGINT,
    look3      BIGINT,
    seq        BIGINT NOT NULL,
    arrived_at BIGINT NOT NULL
);
CREATE INDEX evidence_student ON evidence (student);
CREATE INDEX evidence_of ON evidence (of_fact);
CREATE INDEX evidence_device ON evidence (device, number);
CREATE INDEX evidence_photo ON evidence (photo, county);
CREATE INDEX evidence_thumb ON evidence (thumb, county);
CREATE INDEX evidence_arrived ON evidence (county, arrived_at);
CREATE INDEX evidence_look0 ON evidence (county, look0);
CREATE INDEX evidence_look1 ON evidence (county, look1);
CREATE INDEX evidence_look2 ON evidence (county, look2);
CREATE INDEX evidence_look3 ON evidence (county, look3);

-- The files that records name, photos and thumbnails alike. `state` is awaited, whole, missing or deleted; `noted_seq`
-- is the county's number at which phones were last told something about the file.
CREATE TABLE file (
    county     TEXT NOT NULL,
    sha256     BYTEA NOT NULL,
    bytes      BIGINT NOT NULL,
    state      TEXT NOT NULL,
    stored_at  BIGINT,
    checked_at BIGINT,
    noted_seq  BIGINT,
    PRIMARY KEY (county, sha256)
);
CREATE INDEX file_noted ON file (county, noted_seq) WHERE noted_seq IS NOT NULL;
CREATE INDEX file_checked ON file (checked_at);

-- Uploads until they expire, and what is durable of those that are not complete. `state` is open, whole, known (the
-- content was there already) or gone.
CREATE TABLE upload (
    id         UUID NOT NULL PRIMARY KEY,
    county     TEXT NOT NULL,
    worker     UUID NOT NULL,
    device     UUID NOT NULL,
    sha256     BYTEA NOT NULL,
    bytes      BIGINT NOT NULL,
    received   BIGINT NOT NULL,
    state      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX upload_device ON upload (device, created_at);
CREATE INDEX upload_sha256 ON upload (sha256);
CREATE INDEX upload_expires ON upload (expires_at);
CREATE TABLE upload_part (
    upload UUID NOT NULL,
    start  BIGINT NOT NULL,
    bytes  BYTEA NOT NULL,
    PRIMARY KEY (upload, start)
);

-- What is left of photos that were deleted: `why` is retention, erased or held_back, `verdict` the JSON of
-- evidence::Verdict as it stood.
CREATE TABLE photo_receipt (
    id         UUID NOT NULL PRIMARY KEY,
    county     TEXT NOT NULL,
    student    UUID,
    photo      BYTEA NOT NULL,
    thumb      BYTEA,
    why        TEXT NOT NULL,
    verdict    TEXT NOT NULL,
    deleted_at BIGINT NOT NULL,
    deleted_by UUID
);
CREATE INDEX photo_receipt_student ON photo_receipt (student);
