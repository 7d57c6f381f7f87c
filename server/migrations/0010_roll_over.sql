-- Schools that went on to the school year that begins in `year`: how many classes were made, and what became of the
-- children. A school goes on to a year once.
CREATE TABLE roll_over (
    school    UUID NOT NULL,
    year      BIGINT NOT NULL,
    county    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    rolled_by UUID NOT NULL,
    classes   BIGINT NOT NULL,
    moved     BIGINT NOT NULL,
    graduated BIGINT NOT NULL,
    waiting   BIGINT NOT NULL,
    still_open BIGINT NOT NULL,
    PRIMARY KEY (school, year)
);
CREATE INDEX roll_over_county ON roll_over (county, year);
