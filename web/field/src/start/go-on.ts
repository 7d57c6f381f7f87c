// Goes on with what needs the network for as long as only the network is missing.
import { problemOf } from '$core';

/** The first wait; each further one is twice as long. */
const FIRST_MS = 2_000;
/** The longest wait. */
const LONGEST_MS = 30_000;

/** Waits so many ms or until something tells that it may go; comes back with whether to go on at all. */
export type Pause = (ms: number) => Promise<boolean>;

/** Does it again after every cut; throws what else goes wrong, and the cut itself when it is not to go on. */
export async function goOn(work: () => Promise<void>, pause: Pause): Promise<void> {
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      return await work();
    } catch (thrown) {
      if (problemOf(thrown).code !== 'no_network' || !(await pause(wait))) throw thrown;
    }
  }
}
