// The phone core as the screens see it: ask and tell, sign in and lock, sync, photos, versions.
import type { Face } from '@doorstep/shared/face';
import { Link, type Port } from './link';
import type { Answer, Deed, Lost, Phase, Progress, SyncState } from './message';
import { type PhotoPort, type PreparedPhoto, photoQueue } from './photo';
import type { Problem } from './problem';
import { shown } from './state.svelte';
import { LOCK_AFTER } from './vault-rules';

export { type Live, live } from './live.svelte';
export type { Lost, Phase, Progress, SyncState } from './message';
export type { PreparedPhoto } from './photo';
export { type PageCode, type Problem, Refused, problemOf } from './problem';
export { LOCK_AFTER, PIN_MIN } from './vault-rules';

type Do = keyof Face & string;
type Ask<K extends Do> = Face[K]['ask'];
/** An ask without fields need not be written. */
type Fields<K extends Do> = object extends Ask<K> ? [ask?: Ask<K>] : [ask: Ask<K>];

const link = new Link(
  (): Port => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'doorstep-core' }),
  (news) => {
    if (news.news === 'standing') shown.standing = news.standing;
    else shown.changed(news.what);
  },
);

const preparePhoto = photoQueue(
  (): PhotoPort => new Worker(new URL('./photo.worker.ts', import.meta.url), { type: 'module', name: 'doorstep-photo' }),
);

const entropy = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const send = (act: string, ask: object, bytes?: Uint8Array[]): Promise<Answer> =>
  link.send({
    of: 'core',
    id: crypto.randomUUID(),
    now: Date.now(),
    entropy: entropy(),
    ask: { ...ask, do: act },
    ...(bytes ? { bytes } : {}),
  });

const deed = async <T>(what: Deed): Promise<T> => {
  const { ok } = await link.send({ of: 'page', id: crypto.randomUUID(), deed: what });
  return ok as T;
};

/** The core. */
export const core = {
  /** Starts it; done by itself where there is a page. */
  start: (): void => link.start(),

  get phase(): Phase {
    return shown.standing.phase;
  },
  /** Who is in. */
  get who(): Face['who']['answer'] | null {
    return shown.standing.who;
  },
  /** What is being waited for. */
  get progress(): Progress | null {
    return shown.standing.progress;
  },
  /** What the browser lacks when the phase is `unsupported`: keys such as `storage`, `locks`, `simd`. */
  get lacks(): string[] {
    return shown.standing.lacks;
  },
  /** Why the core could not be opened by itself. */
  get trouble(): Problem | null {
    return shown.standing.trouble;
  },

  /** Asks the core; refused asks throw {@link Refused}. */
  ask: async <K extends Do>(act: K, ...[ask]: Fields<K>): Promise<Face[K]['answer']> => {
    const { ok } = await send(act, ask ?? {});
    return ok as Face[K]['answer'];
  },
  /** Asks for an answer that comes with bytes. */
  askBytes: async <K extends Do>(
    act: K,
    ...[ask]: Fields<K>
  ): Promise<{ ok: Face[K]['answer']; bytes: Uint8Array[] }> => {
    const { ok, bytes } = await send(act, ask ?? {});
    return { ok: ok as Face[K]['answer'], bytes: bytes ?? [] };
  },
  /** Tells the core something that has bytes. */
  tell: async <K extends Do>(act: K, ask: Ask<K>, bytes: Uint8Array[]): Promise<Face[K]['answer']> => {
    const { ok } = await send(act, ask, bytes);
    return ok as Face[K]['answer'];
  },

  /** Signs in with network; makes the vault, or opens it with its PIN. Comes back when the first sync has gone as far as it can. */
  signIn: (username: string, password: string, pin: string, deviceName = ''): Promise<void> =>
    deed({ do: 'sign_in', username, password, pin, device_name: deviceName }),
  /** Opens the vault; needs no network. */
  unlock: (pin: string): Promise<void> => deed({ do: 'unlock', pin }),
  /** Forgets the key in every tab. */
  lock: (): Promise<void> => deed({ do: 'lock' }),
  /** Changes the PIN; nothing is written anew but the vault. */
  changePin: (old: string, fresh: string): Promise<void> => deed({ do: 'change_pin', old, fresh }),
  /** Signs out and erases this phone's copy, unless something is unsent: then it says what. */
  signOut: (): Promise<Face['leave']['answer']> => deed({ do: 'sign_out' }),
  /** For a forgotten PIN: tells what would be lost; with `confirm: true` erases the data that cannot be opened. */
  startOver: (choice: { confirm: boolean }): Promise<Lost> => deed({ do: 'start_over', confirm: choice.confirm }),

  /** After how many minutes out of sight the app locks, one of {@link LOCK_AFTER}. */
  get lockAfter(): number {
    return shown.standing.lock_after;
  },
  lockAfterChoices: LOCK_AFTER,
  setLockAfter: (minutes: number): Promise<void> => deed({ do: 'lock_after', minutes }),

  /** Prepares a picture, one at a time. */
  preparePhoto: (blob: Blob): Promise<PreparedPhoto> => preparePhoto(blob),

  sync: {
    get state(): SyncState {
      return shown.standing.sync;
    },
    /** Syncs now, or as soon as the server may be asked again. */
    now: (): Promise<void> => deed({ do: 'sync_now' }),
  },
};

if (typeof document !== 'undefined') core.start();
