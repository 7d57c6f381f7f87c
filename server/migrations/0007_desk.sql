-- Lists of follow-ups: each order has its index, ids behind it so that a page goes on exactly where the one before ended.
-- Behind the id stand columns that lists are filtered by; `is_open` is there so that counts need nothing but the index.
DROP INDEX follow_up_owner;
CREATE INDEX follow_up_owner ON follow_up (county, owner, due_at, is_open) WHERE is_open;
DROP INDEX follow_up_due;
CREATE INDEX follow_up_due ON follow_up (county, due_at, id, is_open) WHERE is_open;
CREATE INDEX follow_up_risk ON follow_up (county, risk DESC, due_at, id, owner, school, step, reason, is_open)
    WHERE is_open;
CREATE INDEX follow_up_opened ON follow_up (county, opened_at, id) WHERE is_open;
CREATE INDEX follow_up_village ON follow_up (county, village, risk DESC, due_at, id, is_open) WHERE is_open;
CREATE INDEX follow_up_township ON follow_up (county, township, risk DESC, due_at, id, is_open) WHERE is_open;
CREATE INDEX follow_up_school ON follow_up (county, school, risk DESC, due_at, id, is_open) WHERE is_open;
CREATE INDEX follow_up_closed ON follow_up (county, closed_at, id, is_open) WHERE NOT is_open;

-- Students by name, with all that a name is searched in.
CREATE INDEX student_initials ON student (county, initials, id, name, student_number);

-- When facts last came from the device; unknown before the first that come from now on.
ALTER TABLE device ADD COLUMN last_push_at BIGINT;

-- Students who left a class, school, village or township, so that what a phone has not confirmed is found by it.
CREATE INDEX student_move_class ON student_move (class, at);
CREATE INDEX student_move_school ON student_move (school, at);
CREATE INDEX student_move_village ON student_move (village, at);
CREATE INDEX student_move_township ON student_move (township, at);

-- What was moved from one worker to another: `id` is the assignment that ended, `owner` the text of the owner whose scope
-- it is.
CREATE TABLE assignment_move (
    id          UUID NOT NULL PRIMARY KEY,
    county      TEXT NOT NULL,
    seq         BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    moved_by    UUID NOT NULL,
    owner       TEXT NOT NULL,
    from_worker UUID NOT NULL,
    to_worker   UUID NOT NULL,
    reason      TEXT NOT NULL,
    students    BIGINT NOT NULL,
    follow_ups  BIGINT NOT NULL
);
CREATE INDEX assignment_move_county ON assignment_move (county, seq);
