// How months and the days of the week are headed.
import { language } from '$i18n';

const format = (parts: Intl.DateTimeFormatOptions, day: string): string =>
  new Intl.DateTimeFormat(language(), { ...parts, timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`));

/** Says the month of a day with its year: 2026年8月. */
export const sayMonth = (day: string): string => format({ year: 'numeric', month: 'long' }, day);

/** Says the day of the week in a letter: 一, M. */
export const sayWeekday = (day: string): string => format({ weekday: 'narrow' }, day);
