-- Follow-ups that were closed, by when: what was open at a moment of the past is read from it and from what is open now.
CREATE INDEX follow_up_closed ON follow_up (county, closed_at) WHERE closed_at IS NOT NULL;

-- Figures of cohorts as schools report them, without names: those who entered grade 1 in that year (entrants), came and
-- went (transfers, deaths) and graduated from grade 9. `of_group` is empty for all children, otherwise the group's word.
CREATE TABLE cohort (
    county        TEXT NOT NULL,
    school        UUID NOT NULL,
    entry_year    BIGINT NOT NULL,
    of_group      TEXT NOT NULL,
    entrants      BIGINT NOT NULL,
    transfers_in  BIGINT NOT NULL,
    transfers_out BIGINT NOT NULL,
    deaths        BIGINT NOT NULL,
    graduates     BIGINT NOT NULL,
    PRIMARY KEY (county, school, entry_year, of_group)
);

-- Where regions lie, as imported: the point at which one is shown, and its outline as the JSON of a GeoJSON geometry.
CREATE TABLE region_shape (
    code     TEXT NOT NULL PRIMARY KEY,
    county   TEXT NOT NULL,
    lat      DOUBLE PRECISION NOT NULL,
    lon      DOUBLE PRECISION NOT NULL,
    geometry TEXT
);
CREATE INDEX region_shape_county ON region_shape (county);
