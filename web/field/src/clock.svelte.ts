// The time that the screens show: it moves on by itself, is read on the region's clock, and moments are said from there.
import { core } from '$core';
import { dayOf, sayDate, sayDay, sayDue, sayLate, sayMoment } from '$i18n';

const TICK_MS = 30_000;
/** China's one clock, until the core has said the region's. */
const CHINA = 480;

let now = $state(Date.now());

if (typeof document !== 'undefined') {
  const tick = (): void => {
    now = Date.now();
  };
  setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
}

/** Reads a moment as the core writes it. */
export function ms(moment: string): number {
  return Date.parse(moment);
}

/** Writes a moment as the core reads it. */
export function momentOf(at: number): string {
  return new Date(at).toISOString();
}

/** The clock. */
export const clock = {
  /** The device's clock, in ms since 1970. */
  get now(): number {
    return now;
  },
  /** The region's clock, in minutes from UTC. */
  get offset(): number {
    return core.who?.offset_minutes ?? CHINA;
  },
  /** The offset as texts of moments carry it: `+08:00`. */
  get suffix(): string {
    const minutes = Math.abs(clock.offset);
    const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
    return `${clock.offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
  },
  /** The day on the region's clock. */
  get today(): string {
    return dayOf(now, clock.offset);
  },
  /** The day of a moment. */
  day: (moment: string): string => dayOf(ms(moment), clock.offset),
  /** 今天 17:30. */
  moment: (moment: string): string => sayMoment(ms(moment), now, clock.offset),
  /** 周五, 3天前. */
  sayDay: (day: string): string => sayDay(day, clock.today),
  /** 11月23日, with the year only when it is another. */
  date: (day: string): string => sayDate(day, clock.today),
  /** 迟 2 天, or by when it is due. */
  due: (moment: string, late: boolean): string =>
    late ? sayLate(ms(moment), now, clock.offset) : sayDue(ms(moment), now, clock.offset),
};
