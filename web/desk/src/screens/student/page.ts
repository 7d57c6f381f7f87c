// What the case page shows, put together from the server's answers: the pieces of work with what is missing, and names by id.
import type { CaseAnswer, CaseFollowUp, MissingProof, StudentAnswer, TimelineEntry } from '$api';
import type { Answer } from '$desk/api/shapes';
import type { State } from '$ui/state';

/** A follow-up as the list of follow-ups has it. */
export type Row = Answer<'/v1/follow-ups', 'get'>['rows'][number];

/** The answers about one student: the student, and what is told of the open case. */
export interface Page {
  readonly student: StudentAnswer;
  /** The open case with what is missing; none where nothing is open. */
  readonly told: CaseAnswer | null;
}

/** One piece of work of a case. */
export interface Piece {
  readonly followUp: CaseFollowUp;
  /** What is missing while it is to be done. */
  readonly missing: MissingProof | null;
  readonly state: State;
}

/** Puts the follow-ups of the open case beside what the server says is missing; the steps of the ladder apart from the rest. */
export function pieces(told: CaseAnswer): { ladder: Piece[]; others: Piece[] } {
  const missing = new Map(told.missing.map((one) => [one.follow_up, one]));
  const all = told.case.follow_ups.map((followUp): Piece => {
    const lacks = missing.get(followUp.id) ?? null;
    const state = lacks ? (lacks.overdue ? 'late' : 'due') : followUp.state === 'done' ? 'done' : 'waiting';
    return { followUp, missing: lacks, state };
  });
  const opened = (a: Piece, b: Piece): number => Date.parse(a.followUp.opened_at) - Date.parse(b.followUp.opened_at);
  return {
    ladder: all.filter((one) => one.followUp.step !== null).sort((a, b) => (a.followUp.step ?? 0) - (b.followUp.step ?? 0) || opened(a, b)),
    others: all.filter((one) => one.followUp.step === null).sort((a, b) => Number(!a.missing) - Number(!b.missing) || opened(a, b)),
  };
}

/** Tells whether an answer to a referral is still awaited. */
export function isOpen(state: string): boolean {
  return ['sent', 'accepted', 'in_progress'].includes(state);
}

/** Names of workers by id, as far as the records say them. */
export function workerNames(timeline: readonly TimelineEntry[]): ReadonlyMap<string, string> {
  return new Map(timeline.flatMap(({ author }) => (author.name ? [[author.id, author.name] as const] : [])));
}

/** The name of an owner, where it is one of the student's own places. */
export function ownerName({ student, names }: Pick<StudentAnswer, 'student' | 'names'>, owner: string): string {
  const own: Record<string, string | null> = {
    [`class:${student.class}`]: names.class,
    [`school:${student.school}`]: names.school,
    [`village:${student.village}`]: names.village,
    [`township:${student.village.slice(0, 9)}`]: names.township,
  };
  return own[owner] ?? '';
}

/** The owners that a student's work can lie with: class, school, village, township and county. */
export function owners({ student }: Pick<StudentAnswer, 'student'>): string[] {
  const { village, county } = student;
  return [`class:${student.class}`, `school:${student.school}`, `village:${village}`, `township:${village.slice(0, 9)}`, `county:${county}`];
}
