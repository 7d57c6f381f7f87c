// To whom an edition of a form is opened: rows as they are filled in, as the API takes them, and in words.
import type { Answer } from '$desk/api/shapes';
import { find, language, sayDate, sayList, t, word } from '$i18n';

/** An edition as it is listed. */
export type Edition = Answer<'/v1/forms', 'get'>['forms'][number];
/** To whom it is open. */
export type Audience = NonNullable<Edition['audience']>[number];
/** A role. */
export type Role = NonNullable<Audience['roles']>[number];

/** The roles that can be meant. */
export const ROLES: readonly Role[] = ['teacher', 'principal', 'committee', 'township', 'department', 'supervisor', 'administrator'];

/** A row that is filled in; empty stands for everybody, always, for good. */
export interface Row {
  region: string;
  roles: string[];
  from: string;
  until: string;
}

/** The rows of an audience; one for the county where there is none. */
export function rowsOf(audience: readonly Audience[] | undefined, county: string): Row[] {
  const rows = (audience ?? []).map(({ region, roles = [], from = '', until = '' }) => ({ region, roles: [...roles], from, until }));
  return rows.length > 0 ? rows : [{ region: county, roles: [], from: '', until: '' }];
}

/** The rows as the API takes them. */
export function audienceOf(rows: readonly Row[]): Audience[] {
  return rows.map(({ region, roles, from, until }) => {
    const meant = ROLES.filter((role) => roles.includes(role));
    return { region, ...(meant.length > 0 ? { roles: meant } : {}), ...(from ? { from } : {}), ...(until ? { until } : {}) };
  });
}

/** Says to whom an edition is open: 金顶街道 · 教师 · 9月1日起. */
export function sayAudience({ region, roles = [], from, until }: Audience, nameOf: (code: string) => string, today: string): string {
  const who = roles.length > 0 ? sayList(roles.map((role) => word('role', role))) : t('forms.everybody');
  const day = (of: string): string => sayDate(of, today);
  const when = from && until ? t('forms.from_until', { from: day(from), until: day(until) }) : from ? t('forms.from', { day: day(from) }) : until ? t('forms.until', { day: day(until) }) : '';
  return [nameOf(region), who, when].filter(Boolean).join(' · ');
}

/** What a form is called: as the application words it, else in the language spoken, else in any. */
export function sayForm({ form, title = {} }: Pick<Edition, 'form' | 'title'>): string {
  return find(`words.form.${form}`) ?? title[language()] ?? Object.values(title)[0] ?? form;
}

/** The forms with their editions, the newest first. */
export function byForm(editions: readonly Edition[]): { readonly form: string; readonly editions: readonly Edition[] }[] {
  const forms = [...new Set(editions.map(({ form }) => form))];
  return forms.map((form) => ({ form, editions: editions.filter((one) => one.form === form).sort((a, b) => b.edition - a.edition) }));
}
