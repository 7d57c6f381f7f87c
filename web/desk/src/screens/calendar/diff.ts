// How a proposed calendar differs from the one in force: terms, holidays and made-up days, in words.
import { sayFullDay, t } from '$i18n';
import type { JsonObject } from '../rules/json';
import type { Group, Row } from '../rules/rows';
import { type Days, kindOf, ranges, read, schoolDays, type Term } from './days';

/** Lists the differences between the calendar in force and a proposed one. */
export function changes(held: JsonObject, proposed: JsonObject, today: string): Group[] {
  const [was, is] = [read(held), read(proposed)];
  const groups = [
    { key: 'terms', title: t('calendar.terms'), rows: termRows(was.terms, is.terms) },
    { key: 'holidays', title: t('calendar.kind_holiday'), rows: setRows(was, is, 'holidays', today) },
    { key: 'made_up', title: t('calendar.kind_made_up'), rows: setRows(was, is, 'madeUp', today) },
    {
      key: 'count', title: t('calendar.school_days'), rows: is.terms.flatMap((term, i) => {
        const before = was.terms[i];
        const [from, to] = [before ? schoolDays(was, before) : 0, schoolDays(is, term)];
        return from === to ? [] : [{ label: t('calendar.term', { n: i + 1 }), path: '', from: before ? t('calendar.days', { n: from }) : null, to: t('calendar.days', { n: to }) }];
      }),
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

/** How many of the differences are changes, and not what follows from them. */
export function count(groups: readonly Group[]): number {
  return groups.filter(({ key }) => key !== 'count').reduce((sum, { rows }) => sum + rows.length, 0);
}

function termRows(was: readonly Term[], is: readonly Term[]): Row[] {
  return Array.from({ length: Math.max(was.length, is.length) }, (_, i): Row | null => {
    const [before, after] = [was[i], is[i]];
    if (before?.first === after?.first && before?.last === after?.last) return null;
    const say = (term: Term | undefined): string | null => (term ? sayRange(term) : null);
    return { label: t('calendar.term', { n: i + 1 }), path: after ? `terms[${i}]` : '', from: say(before), to: say(after) };
  }).filter((row) => row !== null);
}

function setRows(was: Days, is: Days, list: 'holidays' | 'madeUp', today: string): Row[] {
  const gone = ranges([...was[list]].filter((day) => !is[list].has(day)));
  const came = ranges([...is[list]].filter((day) => !was[list].has(day)));
  const say = (days: Days, { first }: Term): string => t(`calendar.kind_${kindOf(days, first)}`);
  return [...came, ...gone]
    .sort((a, b) => a.first.localeCompare(b.first))
    .map((range) => ({ label: sayRange(range, today), path: range.first, from: say(was, range), to: say(is, range) }));
}

/** Says days in a row: 10月1日 周四 – 10月7日 周三; one day alone. Without a today every day has its year. */
export function sayRange({ first, last }: Term, today?: string): string {
  const say = (day: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? sayFullDay(day, today) : '?');
  return first === last ? say(first) : t('calendar.range', { first: say(first), last: say(last) });
}
