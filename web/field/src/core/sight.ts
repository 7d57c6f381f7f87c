// Tells the worker whether this page is looked at and the network is there, and lets the core go while the page is frozen.
import type { Deed } from './message';

/** How often a page that is looked at says so. */
const EVERY_MS = 20_000;

/** Begins telling. */
export const tellSight = (say: { deed(deed: Deed): void; control(control: 'rest' | 'wake'): void }): void => {
  const seen = (): void => {
    if (document.visibilityState === 'visible') say.deed({ do: 'seen' });
  };
  seen();
  setInterval(seen, EVERY_MS);
  document.addEventListener('visibilitychange', seen);
  // Not every browser tells its workers.
  for (const event of ['online', 'offline']) addEventListener(event, () => say.deed({ do: 'network' }));
  document.addEventListener('freeze', () => say.control('rest'));
  document.addEventListener('resume', () => say.control('wake'));
  // A page that is kept to come back to is frozen too.
  addEventListener('pagehide', (event) => event.persisted && say.control('rest'));
  addEventListener('pageshow', (event) => event.persisted && say.control('wake'));
};
