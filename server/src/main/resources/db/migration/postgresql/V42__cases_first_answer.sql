-- What everyone is told of a case never changes: the last day of its first answer, and the day on which that came ('' before).
ALTER TABLE feedback_case ADD COLUMN first_due TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback_case ADD COLUMN first_answered TEXT NOT NULL DEFAULT '';
UPDATE feedback_case SET first_due = due, first_answered = answered;
