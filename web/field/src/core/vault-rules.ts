// The rules of the vault that screens tell people.

/** The fewest characters of a PIN. */
export const PIN_MIN = 6;

/** How many wrong PINs are free of a wait. */
export const FREE_TRIES = 5;

/** After how many minutes out of sight the app can be told to lock. */
export const LOCK_AFTER = [1, 5, 10, 30, 60] as const;

/** The first wait after too many wrong PINs: 30 seconds, then twice as long each time. */
const FIRST_WAIT_MS = 30_000;
/** The longest wait: one hour. */
export const LONGEST_WAIT_MS = 3_600_000;

/** Returns how long to wait after so many wrong PINs in a row, in ms. */
export const waitAfter = (failures: number): number =>
  failures < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - FREE_TRIES, 12), LONGEST_WAIT_MS);
