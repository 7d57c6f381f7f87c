// The rows of the board as the overview lists them: in which order, where each leads, how old each band of lateness is.
import type { Board } from '$api';
import { path } from '../../routes';

/** A row of the board. */
export type BoardRow = Board['rows'][number];

/** By what the board can be counted here. */
export const BY = ['village', 'township', 'school', 'owner', 'county'] as const;
/** One of them. */
export type By = (typeof BY)[number];

/** By what the board of an area tells something: a village is not divided by villages, what lies above a county by counties. */
export function dividing(school: string, level: string | null): readonly By[] {
  if (school) return ['village', 'owner'];
  if (level === 'village') return ['owner', 'school'];
  if (level === 'province' || level === 'prefecture') return ['county'];
  return level === 'township' ? ['village', 'school', 'owner'] : ['village', 'township', 'school', 'owner'];
}

/** By what its rows can be ordered, the worst first. */
export const SORTS = ['overdue', 'open', 'oldest'] as const;
/** One of them. */
export type Sort = (typeof SORTS)[number];

/** The bands of lateness with the words of the queue's filter. */
export const BANDS = [
  { field: 'age_0', age: '0' },
  { field: 'age_1_3', age: '1-3' },
  { field: 'age_4_7', age: '4-7' },
  { field: 'age_8_30', age: '8-30' },
  { field: 'age_over_30', age: 'over_30' },
] as const satisfies readonly { field: keyof BoardRow; age: string }[];

/** Returns the worst first. */
export function ordered(rows: readonly BoardRow[], sort: Sort): BoardRow[] {
  const oldest = (row: BoardRow): number => (row.oldest_due_at === null ? Infinity : Date.parse(row.oldest_due_at));
  const by: Record<Sort, (a: BoardRow, b: BoardRow) => number> = {
    overdue: (a, b) => b.overdue - a.overdue,
    open: (a, b) => b.open - a.open,
    oldest: (a, b) => (oldest(a) === oldest(b) ? 0 : oldest(a) - oldest(b)),
  };
  return [...rows].sort((a, b) => by[sort](a, b) || by.overdue(a, b) || by.oldest(a, b) || a.key.localeCompare(b.key));
}

/** Where the work of a row is listed. */
export function queueOf(by: By, key: string, more: Readonly<Record<string, string>> = {}): string {
  const of = { village: { village: key }, township: { region: key }, school: { school: key }, owner: { owner: key }, county: { region: key } }[by];
  return path('queue', {}, { ...of, ...more });
}
