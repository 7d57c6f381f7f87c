// Whether somebody looks at the app, and for how long nobody did.
import type { Kept } from './kept';
import { LOCK_AFTER } from './vault-rules';

/** How long after its last sign of life a page counts as looked at. */
const LOOKED_AT_MS = 45_000;
const LOCK_AFTER_DEFAULT = 10;

/** The presence, for all tabs of the browser. */
export class Presence {
  #seen: number;
  #synced = 0;
  #minutes: number | undefined;

  constructor(
    private readonly kept: Kept,
    private readonly now: () => number,
  ) {
    this.#seen = now();
  }

  /** Notes that a page is looked at. */
  seen(): void {
    this.#seen = this.now();
  }

  isLookedAt(): boolean {
    return this.now() - this.#seen < LOOKED_AT_MS;
  }

  /** Tells whether nobody looked for so long that the app locks; a clock that was set back locks nothing. */
  async isAway(): Promise<boolean> {
    return this.now() - this.#seen > (await this.lockAfter()) * 60_000;
  }

  /** Tells whether it is time for what is done regularly, and counts anew when it is. */
  isTime(every: number): boolean {
    if (this.now() - this.#synced < every) return false;
    this.#synced = this.now();
    return true;
  }

  /** After how many minutes out of sight the app locks. */
  async lockAfter(): Promise<number> {
    this.#minutes ??= (await this.kept.get<number>('lock_after')) ?? LOCK_AFTER_DEFAULT;
    return this.#minutes;
  }

  /** Sets it; what is no choice becomes the next shorter one. */
  async setLockAfter(minutes: number): Promise<number> {
    const fits = LOCK_AFTER.filter((choice) => choice <= minutes).at(-1) ?? LOCK_AFTER[0];
    await this.kept.put('lock_after', fits);
    this.#minutes = fits;
    return fits;
  }
}
