// The day on the region's clock, as the core tells it.
import { core } from '$core';
import { dayOf } from '$i18n';

/** China's one clock, until the core has told the region's. */
const CHINA = 480;

/** Reads a moment as the core writes it. */
export function ms(moment: string): number {
  return Date.parse(moment);
}

/** Writes a moment as the core reads it. */
export function momentOf(at: number): string {
  return new Date(at).toISOString();
}

/** Today and the offset from UTC where the work is done. */
export const clock = {
  get offset(): number {
    const who = core.who;
    return who && 'offset_minutes' in who && typeof who.offset_minutes === 'number' ? who.offset_minutes : CHINA;
  },
  get today(): string {
    return dayOf(Date.now(), clock.offset);
  },
  /** The offset as texts of moments carry it: `+08:00`. */
  get suffix(): string {
    const minutes = Math.abs(clock.offset);
    const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
    return `${clock.offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
  },
};
