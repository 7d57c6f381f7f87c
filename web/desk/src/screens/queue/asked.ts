// What the list of follow-ups is asked for: the choices of the address's query as the API takes them.
import type { Column } from '$desk/ui/table';

/** Which follow-ups; empty is all that is still to be done. */
export const STATES = ['', 'overdue', 'open', 'accepted', 'closed'] as const;
/** How long overdue. */
export const AGES = ['0', '1-3', '4-7', '8-30', 'over_30'] as const;
/** The steps of the ladder. */
export const STEPS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
/** Why a follow-up exists. */
export const REASONS = ['ladder', 'retry_visit', 'concern_raised', 'broken_promise', 'not_visited', 'no_guardian', 'watch'] as const;
/** By what the list is sorted; empty is the most urgent first. */
export const SORTS = ['', 'due', '-due', 'risk', '-risk', 'opened', '-opened', 'student', '-student'] as const;

/** The choices of the address that are handed to the API as they are. */
export const CHOICES = ['state', 'age', 'step', 'reason', 'owner', 'text', 'sort'] as const;
/** A choice. */
export type Choice = (typeof CHOICES)[number];

const ALLOWED: Readonly<Partial<Record<Choice, readonly string[]>>> = { state: STATES, age: AGES, step: STEPS, reason: REASONS, sort: SORTS };

/** Reads the choices; a word that is not known is left out. */
export function asked(query: (name: Choice) => string): Partial<Record<Choice, string>> {
  const read = CHOICES.map((name) => [name, query(name)] as const);
  return Object.fromEntries(read.filter(([name, value]) => value !== '' && (ALLOWED[name]?.includes(value) ?? true)));
}

/** What a column's head asks for next: its own order first, then the other way round, then the usual one. */
export function nextSort(by: string, now: string): string {
  if (now === by) return `-${by}`;
  return now === `-${by}` ? '' : by;
}

/** How a column is sorted now. */
export function orderOf(by: string, now: string): Pick<Column, 'order'> {
  const first = by === 'risk' ? 'descending' : 'ascending';
  const other = first === 'ascending' ? 'descending' : 'ascending';
  return { order: now.startsWith('-') ? other : first };
}

/** Cuts a list into parts of at most so many. */
export function parts<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));
}
