// The faults of rules while they are typed: the server is asked after a short rest, and the newest answer holds.
import { type Fault, faultsOf, type Kind } from './check';
import type { JsonObject } from './json';

const REST_MS = 600;

/** The faults that the server knows of. */
export interface Watched {
  readonly found: readonly Fault[];
  /** Takes what another question found. */
  take(faults: readonly Fault[]): void;
}

/** Watches proposed rules for faults. Call it while a component is made. */
export function watched(kind: Kind, proposed: () => JsonObject | null): Watched {
  let found = $state.raw<readonly Fault[]>([]);
  $effect(() => {
    const value = proposed();
    const text = value && JSON.stringify(value);
    if (!value || !text) {
      found = [];
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      // That the server can't be asked is told when the rules are tried.
      faultsOf(kind, value, stop.signal).then((faults) => !stop.signal.aborted && (found = faults)).catch(() => undefined);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  });
  return {
    get found() {
      return found;
    },
    take(faults) {
      found = faults;
    },
  };
}
