// The clock of the desk: the region's offset, and a now that moves on with what is said about it.

/** The region's clock in minutes east of UTC: all of China keeps one. */
export const offset = 480;

class Clock {
  /** Now, in ms since 1970; moves on every half minute. */
  now = $state(Date.now());

  constructor() {
    setInterval(() => (this.now = Date.now()), 30_000);
  }
}

/** The clock. */
export const clock = new Clock();
