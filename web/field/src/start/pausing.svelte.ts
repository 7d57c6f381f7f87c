// A pause that ends by itself, by a touch, or when the network comes back.

/** The pause of a screen. */
export class Pausing {
  #end = $state.raw<((goOn: boolean) => void) | null>(null);

  /** Whether it is being waited. */
  get waits(): boolean {
    return this.#end !== null;
  }

  /** Waits; comes back with whether to go on. */
  readonly pause = (ms: number): Promise<boolean> =>
    new Promise((done) => {
      const end = (goOn: boolean): void => {
        clearTimeout(timer);
        removeEventListener('online', go);
        this.#end = null;
        done(goOn);
      };
      const go = (): void => end(true);
      const timer = setTimeout(go, ms);
      addEventListener('online', go);
      this.#end = end;
    });

  /** Ends it, if it is being waited. */
  end(goOn: boolean): void {
    this.#end?.(goOn);
  }
}
