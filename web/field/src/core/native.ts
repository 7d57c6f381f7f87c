// The keeper in a page of a phone's app: there is no worker and no other tab, and the core is behind the shell's wire.
import type { Sighting } from '@doorstep/shared/face';
import { later, network, pause } from './around';
import { DeviceVault } from './device-vault';
import { Keeper } from './keeper';
import { type Kept, keptInBrowser } from './kept';
import type { Answer, Control, News, Request } from './message';
import { Presence } from './presence';
import { type Channel, Shell } from './shell';

/** What a page sees of it. */
export interface Native {
  take(message: Request | Control): void;
  /** Where the phone is, and whether that is an invented place; null when it is not known. */
  here(): Promise<Sighting | null>;
}

/** Begins to keep; what it tells and answers goes to `tell`. */
export const keep = (
  channel: Channel,
  tell: (message: Answer | News) => void,
  kept: Kept = keptInBrowser(),
): Native => {
  const now = (): number => Date.now();
  const shell = new Shell(channel);
  const keeper = new Keeper({
    program: shell.program,
    vault: new DeviceVault(kept, {
      pass: () => shell.pass(),
      exists: () => shell.program.exists(''),
    }),
    kept,
    presence: new Presence(kept, now),
    fetch: shell.fetch,
    coded: true,
    now,
    online: () => navigator.onLine,
    network,
    later,
    pause,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    tell,
    share: () => undefined,
    broke: () => undefined,
  });
  // A page that is loaded anew is locked: what the one before it had opened is closed.
  shell.close();
  const begun = keeper.begin(null);
  // The native side may have synced while nobody looked: screens that are come back to ask anew.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && keeper.isOpen()) tell({ news: 'changed', what: ['sync_answer'] });
  });
  return {
    take: (message) => {
      // A frozen page keeps the core: nobody else can want it.
      if ('control' in message) return;
      void begun.then(async () => tell(await keeper.handle(message)));
    },
    here: () => shell.here().catch(() => null),
  };
};
