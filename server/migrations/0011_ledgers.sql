-- Few children have the statuses of suspected dropouts and dropouts: they are found without a look at all the others.
DROP INDEX student_state_status;
CREATE INDEX student_state_status ON student_state (status, student);
CREATE INDEX student_status ON student (status, id);
