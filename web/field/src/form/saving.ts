// Typed text on its way to the core: sent a moment after the last key, at once when the page may go away.

/** Sends what is typed, the last value only, and never loses it when the page is hidden. */
export interface Typing<T> {
  /** A key was struck: send this soon. */
  put(value: T): void;
  /** Send what waits, now. */
  flush(): void;
  /** Whether something waits. */
  readonly waits: boolean;
}

/** How long after the last key what is typed is sent. */
export const PAUSE_MS = 300;

/** Makes a {@link Typing} that hands values to `send`. */
export function typing<T>(send: (value: T) => void, pause = PAUSE_MS): Typing<T> {
  let waiting: { value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    const last = waiting;
    waiting = null;
    if (last) send(last.value);
  };
  return {
    put(value) {
      waiting = { value };
      clearTimeout(timer);
      timer = setTimeout(flush, pause);
    },
    flush,
    get waits() {
      return waiting !== null;
    },
  };
}

/** Calls `flush` whenever the page may be about to go away; returns what ends that. */
export function beforeGoing(flush: () => void): () => void {
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', hidden);
  window.addEventListener('pagehide', flush);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    window.removeEventListener('pagehide', flush);
  };
}
