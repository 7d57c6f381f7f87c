// What is marked on the screen of a class before it is reported: who is missing, and who is excused and why.

import type { Missing } from '@doorstep/shared/face';

/** How a student is marked. */
export interface Mark {
  excused: boolean;
  reason: string;
}

/** The marks by student. */
export type Marks = ReadonlyMap<string, Mark>;

/** Marks a student as missing. */
export function missing(marks: Marks, student: string): Marks {
  return new Map(marks).set(student, { excused: false, reason: '' });
}

/** Marks a student as `mark` says. */
export function marked(marks: Marks, student: string, mark: Mark): Marks {
  return new Map(marks).set(student, mark);
}

/** Takes a mark away. */
export function present(marks: Marks, student: string): Marks {
  const left = new Map(marks);
  left.delete(student);
  return left;
}

/** The marks as they are reported, in the order of the roll. */
export function reported(marks: Marks, roll: readonly { student: string }[]): Missing[] {
  return roll.flatMap(({ student: id }) => {
    const mark = marks.get(id);
    return mark ? [{ student: id, reason: mark.reason.trim(), excused: mark.excused }] : [];
  });
}
