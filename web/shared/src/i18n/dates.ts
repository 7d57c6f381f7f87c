// Days and times as people say them; clock times are the region's, so every moment comes with the region's offset.
import { kept } from './message';
import { language, t } from './index.svelte';

/** A moment as the core says it (RFC 3339 text), or in ms since 1970. */
export type At = string | number;

const DAY = 86_400_000;
const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** Returns a moment in ms since 1970. */
export function ms(at: At): number {
  return typeof at === 'number' ? at : Date.parse(at);
}

/** Returns the day (`YYYY-MM-DD`) that a moment falls on by the region's clock. */
export function dayOf(moment: At, offsetMinutes: number): string {
  return new Date(ms(moment) + offsetMinutes * MINUTE).toISOString().slice(0, 10);
}

/** Returns the day so many days later. */
export function plusDays(day: string, days: number): string {
  return new Date(noon(day) + days * DAY).toISOString().slice(0, 10);
}

/** Returns how many days `day` is after `from`; negative before. */
export function daysBetween(from: string, day: string): number {
  return Math.round((noon(day) - noon(from)) / DAY);
}

/** Returns the day of the week, Monday 1 to Sunday 7. */
export function weekday(day: string): number {
  return new Date(noon(day)).getUTCDay() || 7;
}

/** Says a day seen from today: 今天, 明天, 周三, 3天前, 11月18日, 2024年6月3日. */
export function sayDay(day: string, today: string): string {
  const away = daysBetween(today, day);
  if (Math.abs(away) <= 1) return relative(away, 'day');
  if (away === 2 || away === -2) return near(away);
  if (away > 2 && away <= 6) return comingDay(day, today);
  if (away < -2 && away >= -6) return relative(away, 'day');
  return sayDate(day, today);
}

/** Says a day of the coming six by its weekday. */
function comingDay(day: string, today: string): string {
  return weekday(day) > weekday(today) ? weekdayName(day) : nextWeek(day);
}

/** Says a date, with its year only when that is another one than today's. */
export function sayDate(day: string, today?: string): string {
  const sameYear = today?.slice(0, 4) === day.slice(0, 4);
  const parts: Intl.DateTimeFormatOptions = sameYear
    ? { month: chinese() ? 'long' : 'short', day: 'numeric' }
    : { year: 'numeric', month: chinese() ? 'long' : 'short', day: 'numeric' };
  return format(parts).format(noon(day));
}

/** Says a date with its weekday: 11月18日 周三. */
export function sayFullDay(day: string, today?: string): string {
  const date = sayDate(day, today);
  return chinese() ? `${date} ${weekdayName(day)}` : `${weekdayName(day)}, ${date}`;
}

/** Says the day of the week: 周三, Wed. */
export function weekdayName(day: string): string {
  return format({ weekday: 'short' }).format(noon(day));
}

/** Says the time on the region's clock: 17:30. */
export function sayClock(moment: At, offsetMinutes: number): string {
  return new Date(ms(moment) + offsetMinutes * MINUTE).toISOString().slice(11, 16);
}

/** Says a moment seen from now: 今天 17:30, 11月18日 08:52. */
export function sayMoment(moment: At, now: At, offsetMinutes: number): string {
  const day = sayDay(dayOf(moment, offsetMinutes), dayOf(now, offsetMinutes));
  return `${day} ${sayClock(moment, offsetMinutes)}`;
}

/** Says how long ago a moment was: 刚刚, 5分钟前, 3小时前, 2天前. */
export function sayAgo(moment: At, now: At): string {
  const minutes = Math.floor((ms(now) - ms(moment)) / MINUTE);
  if (minutes < 1) return t('common.just_now');
  if (minutes < 60) return relative(-minutes, 'minute');
  if (minutes < 24 * 60) return relative(-Math.floor(minutes / 60), 'hour');
  return relative(-Math.floor(minutes / 24 / 60), 'day');
}

/** Says how late something is: 迟20分钟, 迟3小时, 迟2天. That it is late, the core says. */
export function sayLate(due: At, now: At, offsetMinutes: number): string {
  const minutes = Math.max(1, Math.floor((ms(now) - ms(due)) / MINUTE));
  const days = daysBetween(dayOf(due, offsetMinutes), dayOf(now, offsetMinutes));
  if (days >= 1 && minutes >= 12 * 60) return t('common.late_days', { n: days });
  if (minutes >= 60) return t('common.late_hours', { n: Math.floor(minutes / 60) });
  return t('common.late_minutes', { n: minutes });
}

/** Says by when something is due: 今天 18:00 前, 周三 18:00 前. */
export function sayDue(due: At, now: At, offsetMinutes: number): string {
  const today = dayOf(now, offsetMinutes);
  const day = dayOf(due, offsetMinutes);
  const time = sayClock(due, offsetMinutes);
  if (day === today) return t('common.by_time', { time });
  // "By in 2 days" is no English: the day after tomorrow has its own name there.
  const ahead = daysBetween(today, day) === 2 && !chinese();
  return t('common.by_day_time', { day: ahead ? comingDay(day, today) : sayDay(day, today), time });
}

/** Says a waiting time until a moment: 还有 40 秒, 还有 5 分钟. */
export function sayWait(until: At, now: At): string {
  const seconds = Math.max(1, Math.ceil((ms(until) - ms(now)) / 1000));
  if (seconds < 90) return t('common.wait_seconds', { n: seconds });
  if (seconds < 90 * 60) return t('common.wait_minutes', { n: Math.ceil(seconds / 60) });
  return t('common.wait_hours', { n: Math.ceil(seconds / 3600) });
}

/** Noon of a day in UTC, from which every sum of days is safe. */
function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

function chinese(): boolean {
  return language().startsWith('zh');
}

/** 后天 and 前天 are said in Chinese; English has no word for them. */
function near(away: number): string {
  return chinese() ? relative(away, 'day') : t(away > 0 ? 'common.in_two_days' : 'common.two_days_ago');
}

function nextWeek(day: string): string {
  return t('common.next_week', { day: weekdayName(day) });
}

function relative(count: number, unit: Intl.RelativeTimeFormatUnit): string {
  const make = (): Intl.RelativeTimeFormat => new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  const said = kept(relatives, language(), make).format(count, unit);
  return chinese() ? said.replace(/\s/g, '') : said;
}

function format(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language()} ${Object.entries(parts).join()}`;
  return kept(formats, key, () => new Intl.DateTimeFormat(language(), { ...parts, timeZone: 'UTC' }));
}
