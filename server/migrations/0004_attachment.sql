-- Filled forms that came from other clients: the fact that each became, and the SHA-256 of its XML.
CREATE TABLE submission (
    county      TEXT NOT NULL,
    fact        UUID NOT NULL,
    hash        BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (county, fact)
);

-- Files that came with them, by the name that the answers give.
CREATE TABLE attachment (
    county      TEXT NOT NULL,
    fact        UUID NOT NULL,
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    sha256      BYTEA NOT NULL,
    bytes       BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (county, fact, name)
);
