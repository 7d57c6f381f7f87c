// Now and today on the region's clock, and how a moment of the core is said from there.
import { core } from '$core';
import * as i18n from '$i18n';

/** China's clock holds until the core has said the region's. */
const CHINA = 480;

let now = $state(Date.now());
if (typeof window !== 'undefined') setInterval(() => (now = Date.now()), 30_000);

const offset = (): number => core.who?.offset_minutes ?? CHINA;

/** The clock: moments come as the core writes them. */
export const clock = {
  get now(): number {
    return now;
  },
  get today(): string {
    return i18n.dayOf(now, offset());
  },
  day: (moment: string): string => i18n.dayOf(Date.parse(moment), offset()),
  /** 今天 17:30. */
  moment: (moment: string): string => i18n.sayMoment(Date.parse(moment), now, offset()),
  /** 周五, 3天前. */
  sayDay: (day: string): string => i18n.sayDay(day, clock.today),
  /** 11月23日, with the year only when it is another. */
  date: (day: string): string => i18n.sayDate(day, clock.today),
  /** 迟 2 天, or by when it is due. */
  due(moment: string, late: boolean): string {
    const at = Date.parse(moment);
    return late ? i18n.sayLate(at, now, offset()) : i18n.sayDue(at, now, offset());
  },
};
