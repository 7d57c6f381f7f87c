// Days and moments as the desk says them: seen from now, on the region's clock.
import { dayOf, language, sayAgo, sayDate, sayDay, sayDue, sayLate, sayMoment } from '$i18n';
import { clock, offset } from '$desk/clock.svelte';

/** The day on the region's clock. */
export const today = (): string => dayOf(clock.now, offset);

/** Says a moment: 今天 17:30, 11月18日 08:52. */
export const moment = (at: string): string => sayMoment(at, clock.now, offset);

/** Says how long ago a moment was. */
export const ago = (at: string): string => sayAgo(at, clock.now);

/** Says a day: 周五, 3天前, 11月18日. */
export const day = (of: string): string => sayDay(of, today());

/** Says a date, with the year only when it is another. */
export const date = (of: string): string => sayDate(of, today());

/** Says a month: 2026年10月, October 2026. */
export const month = (of: string): string =>
  new Intl.DateTimeFormat(language(), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${of}-01`));

/** Says the date of a moment. */
export const dateOf = (at: string): string => sayDate(dayOf(at, offset), today());

/** Says by when something is due, or how late it is; that it is late, the server says. */
export const due = (at: string, late: boolean): string => (late ? sayLate : sayDue)(at, clock.now, offset);

/** Writes a day and a time on the region's clock as the moment that they are. */
export const momentOf = (of: string, time: string): string => {
  const minutes = Math.abs(offset);
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return new Date(`${of}T${time}:00${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`).toISOString();
};
