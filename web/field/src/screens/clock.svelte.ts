// The time that the screens show: it moves on by itself and is read on the region's clock.
import { core } from '$core';
import { dayOf } from '$i18n';

const TICK_MS = 30_000;

let now = $state(Date.now());

if (typeof document !== 'undefined') {
  const tick = (): void => {
    now = Date.now();
  };
  setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
}

/** The time now. */
export const clock = {
  /** The device's clock, in ms since 1970. */
  get now(): number {
    return now;
  },
  /** The region's clock, in minutes from UTC; the phone's own until the core has said it. */
  get offset(): number {
    return core.who?.offset_minutes ?? -new Date(now).getTimezoneOffset();
  },
  /** The day on the region's clock. */
  get today(): string {
    return dayOf(now, clock.offset);
  },
};
