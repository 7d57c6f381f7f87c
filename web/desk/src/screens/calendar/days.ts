// The days of a school year as months of weeks, what each is by a calendar, and how a day becomes another.
import { daysBetween, plusDays, weekday } from '$i18n';
import { at, type Json, type JsonObject } from '../rules/json';

/** A term: first and last day. */
export interface Term {
  readonly first: string;
  readonly last: string;
}

/** A calendar as it is shown. */
export interface Days {
  readonly terms: readonly Term[];
  readonly holidays: ReadonlySet<string>;
  readonly madeUp: ReadonlySet<string>;
}

/** What a day is. */
export type DayKind = 'school' | 'weekend' | 'holiday' | 'made_up' | 'out';

/** A month with its weeks, from Monday; days of other months are left empty. */
export interface Month {
  readonly first: string;
  readonly weeks: readonly (readonly (string | null)[])[];
}

/** A school year begins in this month. */
const BEGINS = 8;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const texts = (json: Json | undefined): string[] => (Array.isArray(json) ? json.filter((one): one is string => typeof one === 'string') : []);

/** Reads a calendar; what is no day is left out. */
export function read(calendar: JsonObject): Days {
  const terms = at(calendar, 'terms');
  const found = (Array.isArray(terms) ? terms : []).map((term: Json) => ({ first: at(term, 'first'), last: at(term, 'last') }));
  return {
    terms: found.map(({ first, last }) => ({ first: typeof first === 'string' ? first : '', last: typeof last === 'string' ? last : '' })),
    holidays: new Set(texts(at(calendar, 'holidays')).filter((day) => DAY.test(day))),
    madeUp: new Set(texts(at(calendar, 'made_up')).filter((day) => DAY.test(day))),
  };
}

/** The school year that a day lies in, by the year in which it begins. */
export function yearOf(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= BEGINS ? year : year - 1;
}

/** The school years that a calendar knows of, and the one of a day. */
export function years({ terms }: Days, today: string): number[] {
  const known = terms.flatMap(({ first, last }) => [first, last]).filter((day) => DAY.test(day)).map(yearOf);
  const all = [...known, yearOf(today)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: Math.min(most - least, 30) + 1 }, (_, i) => least + i);
}

/** The twelve months of a school year. */
export function months(year: number): Month[] {
  return Array.from({ length: 12 }, (_, i) => {
    const month = ((BEGINS - 1 + i) % 12) + 1;
    return monthOf(`${month >= BEGINS ? year : year + 1}-${String(month).padStart(2, '0')}`);
  });
}

function monthOf(month: string): Month {
  const first = `${month}-01`;
  const next = plusDays(`${month}-28`, 7).slice(0, 7);
  const count = daysBetween(first, `${next}-01`);
  const cells = [...Array<null>(weekday(first) - 1).fill(null), ...Array.from({ length: count }, (_, i) => plusDays(first, i))];
  while (cells.length % 7 > 0) cells.push(null);
  return { first, weeks: Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7)) };
}

/** What a day is by a calendar. */
export function kindOf({ terms, holidays, madeUp }: Days, day: string): DayKind {
  if (madeUp.has(day)) return 'made_up';
  if (!terms.some(({ first, last }) => first <= day && day <= last)) return 'out';
  if (holidays.has(day)) return 'holiday';
  return isWeekend(day) ? 'weekend' : 'school';
}

/** Whether a day is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => weekday(day) > 5;

/** Whether a day can become another: a weekday outside the terms has no class anyway. */
export const canTurn = (days: Days, day: string): boolean => isWeekend(day) || kindOf(days, day) !== 'out';

/** The list of a calendar that days are put into or taken out of. */
export type List = 'holidays' | 'made_up';

/** The list that a day goes into when it is turned: a weekday becomes a holiday, a weekend day a made-up one. */
export const listOf = (day: string): List => (isWeekend(day) ? 'made_up' : 'holidays');

/** A list of a calendar with days put into it or taken out. */
export function listed(calendar: JsonObject, list: List, days: readonly string[], on: boolean): string[] {
  const set = new Set(texts(at(calendar, list)));
  for (const day of days) {
    if (on) set.add(day);
    else set.delete(day);
  }
  return [...set].sort();
}

/** The days that turn when a day is turned, with Shift all up to it of the kind that was turned before; and into which list, or out. */
export function turning(days: Days, day: string, from: string | null): { readonly list: List; readonly days: string[]; readonly on: boolean } {
  const list = listOf(from ?? day);
  const held = list === 'holidays' ? days.holidays : days.madeUp;
  if (from === null) return { list, days: [day], on: !held.has(day) };
  const on = held.has(from);
  return { list, on, days: between(from, day).filter((one) => listOf(one) === list && canTurn(days, one) && held.has(one) !== on) };
}

/** The days from one to another, whichever comes first. */
export function between(a: string, b: string): string[] {
  const step = a <= b ? 1 : -1;
  return Array.from({ length: Math.min(Math.abs(daysBetween(a, b)), 400) + 1 }, (_, i) => plusDays(a, i * step));
}

/** Days in a row as first and last. */
export function ranges(days: Iterable<string>): Term[] {
  const found: { first: string; last: string }[] = [];
  for (const day of [...days].sort()) {
    const before = found.at(-1);
    if (before && plusDays(before.last, 1) === day) before.last = day;
    else found.push({ first: day, last: day });
  }
  return found;
}

/** How many days of a term have class. */
export function schoolDays(days: Days, { first, last }: Term): number {
  if (!DAY.test(first) || !DAY.test(last) || last < first) return 0;
  return between(first, last).filter((day) => ['school', 'made_up'].includes(kindOf(days, day))).length;
}
