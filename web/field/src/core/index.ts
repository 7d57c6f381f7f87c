// The phone core as the screens see it: ask and tell, sign in and lock, sync, photos, versions.
import type { Face, Sighting } from '@doorstep/shared/face';
import { Link, type Port } from './link';
import type { Answer, Deed, Lost, News, Phase, Progress, SyncState } from './message';
import type { Native } from './native';
import { type PhotoPort, Photos, type PreparedPhoto } from './photo';
import type { Problem } from './problem';
import { Notices, type NoticeWords, type Permission, askPermission, permission, showByWorker } from './notices';
import type {} from './shell';
import { tellSight } from './sight';
import { shown, watch } from './state.svelte';
import { type Room, askToKeep, room } from './storage';
import { lacksOfPage } from './support';
import { LOCK_AFTER, type Unlock } from './vault-rules';
import { versions } from './versions';

export { type CalendarEvent, type CalendarFile, calendar, uidOf } from './calendar';
export { type Live, live } from './live.svelte';
export type { Lost, Phase, Progress, SyncState } from './message';
export type { NoticeWords, Permission } from './notices';
export type { PreparedPhoto } from './photo';
export { type PageCode, type Problem, Refused, problemOf } from './problem';
export type { Room } from './storage';
export { LOCK_AFTER, PIN_MIN } from './vault-rules';

type Do = keyof Face & string;
type Ask<K extends Do> = Face[K]['ask'];
/** An ask without fields need not be written. */
type Fields<K extends Do> = Record<never, never> extends Ask<K> ? [ask?: Ask<K>] : [ask: Ask<K>];

/** The native side, where the page is that of a phone's app. */
const shell = typeof window === 'undefined' ? undefined : window.doorstepShell;
let native: Promise<Native> | undefined;

/** A port to the keeper in this page, which is loaded where there is a native side only. */
const inside = (channel: NonNullable<typeof shell>): Port => {
  const port: Port = {
    postMessage: (message) => void kept.then((keeper) => keeper.take(message)).catch(() => undefined),
    terminate: () => undefined,
    onmessage: null,
    onerror: null,
  };
  const hear = (data: Answer | News): void => port.onmessage?.(new MessageEvent('message', { data }));
  const kept = (native = import('./native').then(({ keep }) => keep(channel, hear)));
  kept.catch(() => port.onerror?.(new ErrorEvent('error')));
  return port;
};

const link = new Link(
  (): Port =>
    shell
      ? inside(shell)
      : new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'doorstep-core' }),
  (news) => {
    if (news.news === 'standing') shown.stands(news.standing);
    else shown.changed(news.what);
  },
);

const photos = new Photos(
  (): PhotoPort => new Worker(new URL('./photo.worker.ts', import.meta.url), { type: 'module', name: 'doorstep-photo' }),
);

const entropy = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const send = (act: string, ask: object, bytes?: Uint8Array[]): Promise<Answer> =>
  link.send({
    of: 'core',
    id: entropy(),
    now: Date.now(),
    entropy: entropy(),
    ask: { ...ask, do: act },
    ...(bytes ? { bytes } : {}),
  });

const deed = async <T>(what: Deed): Promise<T> => {
  const { ok } = await link.send({ of: 'page', id: entropy(), deed: what });
  return ok as T;
};

type Notice = Face['reminder_plan']['answer'][number];

const allowed = (): Permission => (shell ? 'native' : permission());

let words: ((notice: Notice) => NoticeWords) | undefined;

const notices = new Notices({
  plan: async () => (words && allowed() === 'granted' ? core.ask('reminder_plan') : []),
  words: (notice) => words?.(notice) ?? { title: notice.name, body: notice.text },
  show: showByWorker,
  now: () => Date.now(),
  later: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
});

let started = false;

const start = (): void => {
  if (started) return;
  started = true;
  const lacks = shell ? [] : lacksOfPage();
  if (lacks.length > 0) {
    shown.standing = { ...shown.standing, phase: 'unsupported', lacks };
    return;
  }
  link.start();
  tellSight({
    deed: (what) => void deed(what).catch(() => undefined),
    control: (control) => link.control(control),
  });
  // The files of a phone's app are always there, and come with it.
  if (shell) shown.kept = 1;
  else if (import.meta.env.PROD) void versions.start();
  watch(
    () => (shown.phase === 'open' ? shown.records : -1),
    (records) => (records < 0 ? notices.stop() : void notices.plan().catch(() => undefined)),
  );
};

/** The core. */
export const core = {
  /** Starts it; done by itself where there is a page. */
  start,

  get phase(): Phase {
    return shown.phase;
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

  /** Whether this is the page of a phone's app, with a native side that has the core. */
  isNative: shell !== undefined,
  /** What opens the app when it is locked. */
  get opensBy(): Unlock {
    return shown.standing.unlock;
  },
  /** Where the phone is as its native side says, and whether that is an invented place; null when it does not say. */
  here: async (): Promise<Sighting | null> => (await native)?.here() ?? null,

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

  /**
   * Signs in with network; makes the vault, or opens it with its PIN, empty where the device opens it. Comes back when the
   * first sync has gone as far as it can.
   */
  signIn: async (username: string, password: string, pin: string, deviceName = ''): Promise<void> => {
    if (!shell) void askToKeep();
    await deed({ do: 'sign_in', username, password, pin, device_name: deviceName });
  },
  /** Opens the vault, with its PIN where it has one; needs no network. */
  unlock: (pin = ''): Promise<void> => deed({ do: 'unlock', pin }),
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
  preparePhoto: (blob: Blob): Promise<PreparedPhoto> => photos.prepare(blob),
  /** Loads what prepares pictures before there is one, as when a camera opens; call what it returns when that is over. */
  readyForPhotos: (): (() => void) => photos.ready(),

  sync: {
    get state(): SyncState {
      return shown.standing.sync;
    },
    /** Syncs now, or as soon as the server may be asked again. */
    now: (): Promise<void> => deed({ do: 'sync_now' }),
  },

  version: {
    /** Whether a new version of the app is ready. */
    get ready(): boolean {
      return shown.versionReady;
    },
    /** How much of the app is kept for use without network, 0 to 1. */
    get kept(): number {
      return shown.kept;
    },
    /** Takes the new version and loads the page anew, unless some tab is in the middle of something. */
    take: (): Promise<boolean> => versions.take(),
    /** Makes a new version wait, as while a form is open; call what it returns when that is over. */
    hold: (): (() => void) => versions.hold(),
  },

  /** How much room the records take. */
  room: (): Promise<Room | null> => room(),

  notices: {
    permission: allowed,
    /** Asks for the permission; call it on a tap only. */
    ask: async (): Promise<Permission> => {
      const given = shell ? allowed() : await askPermission();
      await notices.plan().catch(() => undefined);
      return given;
    },
    /** Says in which words notifications are shown. */
    speak: (say: (notice: Notice) => NoticeWords): void => {
      words = say;
      if (shown.phase === 'open') void notices.plan().catch(() => undefined);
    },
  },
};

if (typeof document !== 'undefined') start();
