// Registers the service worker until it is there: a cut in the middle of it leaves nothing that could try again by itself.

/** What is needed of a registration. */
interface Registration {
  active: unknown;
  installing: Installing | null;
}

/** What is needed of a worker that is being installed. */
interface Installing {
  readonly state: string;
  addEventListener(event: 'statechange', then: () => void): void;
}

/** The first wait; each further one is twice as long. */
const FIRST_MS = 5_000;
/** The longest wait. */
const LONGEST_MS = 5 * 60_000;

/** Tells whether a worker came to be installed. */
const installed = (worker: Installing | null): Promise<boolean> =>
  new Promise((done) => {
    const look = (): void => {
      if (worker?.state === 'redundant') done(false);
      else if (worker?.state !== 'installing') done(true);
    };
    worker?.addEventListener('statechange', look);
    look();
  });

/** Registers it; comes back when a worker is there. Each registration is told before it has one. */
export const registered = async <R extends Registration>(
  register: () => Promise<R>,
  told: (registration: R) => void,
  waited: (ms: number) => Promise<void>,
): Promise<R> => {
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      const registration = await register();
      told(registration);
      if (registration.active || (await installed(registration.installing))) return registration;
    } catch {
      // The script itself did not come.
    }
    await waited(wait);
  }
};
