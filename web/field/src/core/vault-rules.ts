// What a vault is, and its rules that screens tell people.

/** Whether there is a vault, and whether somebody's data is behind it. */
export type VaultState = 'none' | 'fresh' | 'enrolled';

/** What opens the app: a PIN of its own, or the device's own way to know its owner. */
export type Unlock = 'pin' | 'device';

/**
 * What keeps the data key at rest. Where the device opens it, `pin` is empty, and so is the key: pages never see the real
 * one.
 */
export interface VaultPort {
  readonly by: Unlock;
  state(): Promise<VaultState>;
  /** Makes the vault of a data key, a new one when none is given, and returns the key. */
  make(pin: string, dataKey?: Uint8Array): Promise<Uint8Array>;
  /** Notes whether somebody signed in with it. */
  enrol(enrolled: boolean): Promise<void>;
  /** Returns the data key, when the person is who they should be. */
  open(pin: string): Promise<Uint8Array>;
  /** Wraps the same data key under another PIN, where it has one. */
  change?(old: string, fresh: string): Promise<void>;
  /** Forgets it; what was written under its key cannot be read any more. */
  erase(): Promise<void>;
}

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
