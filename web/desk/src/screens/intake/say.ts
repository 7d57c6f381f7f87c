// How an import is told: columns by their headings, what they hold in words, and what is to be mended.
import { find, language, t, word } from '$i18n';
import type { Answer } from '$desk/api/shapes';
import { sayNamedClass } from '../student/names';

/** What became of a file, or would. */
export type Report = Answer<'/v1/imports/{kind}', 'post'>;
/** One thing wrong at one place. */
export type RowError = Report['errors'][number];

/** The kinds of files, in the order in which they depend on each other. */
export const KINDS = ['regions', 'schools', 'classes', 'students', 'workers', 'cohorts', 'calendar', 'policy', 'shapes'] as const;
export type Kind = (typeof KINDS)[number];
/** The kinds that are tables, and have a workbook to begin with. */
export const TABLES: readonly Kind[] = ['regions', 'schools', 'classes', 'students', 'workers', 'cohorts'];

/** Says a column by its heading. */
export function sayColumn(column: string): string {
  const [, n, what] = /^guardian(\d)_(\w+)$/.exec(column) ?? [];
  if (n && what) return t('intake.guardian', { n, what: find(`intake.of_guardian_${what}`) ?? what });
  return find(`intake.column_${column}`) ?? column;
}

const WORDS: Readonly<Record<string, (value: string) => string>> = {
  sex: (value) => word('sex', value),
  status: (value) => word('status', value),
  role: (value) => word('role', value),
  groups: (value) => value.split(';').map((one) => word('group', one)).join(t('case.comma')),
};

/** Says what a column holds. */
export function sayValue(column: string, value: string | null): string {
  if (value === null) return t('intake.hidden');
  if (value === '') return t('intake.empty');
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'common.yes' : 'common.no');
  if (column.endsWith('_relation')) return word('relation', value);
  return WORDS[column]?.(value) ?? value;
}

/** Says who or what a row is about: a student's class as people say it. */
export function sayLabel(label: string): string {
  const [who = '', of] = label.split(' · ');
  return of ? `${who} · ${sayNamedClass(of)}` : label;
}

/** The columns that hold words of closed lists. */
const OF_A_LIST = /^(sex|status|role|groups?|level|guardian\d_relation)$/;

/** Says what is wrong and how to mend it: in English as the server does, which knows the most. */
export function sayError({ code, column, message }: RowError): string {
  if (language() === 'en') return message;
  const which = code === 'unknown' && OF_A_LIST.test(column) ? 'not_a_word' : code;
  return find(`intake.wrong_${which}`) ?? message;
}
