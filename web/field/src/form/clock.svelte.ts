// The day on the region's clock, as the core tells it.
import { core } from '$core';
import { dayOf } from '@doorstep/shared/i18n/index.svelte';

/** China's one clock, until the core has told the region's. */
const CHINA = 480;

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
