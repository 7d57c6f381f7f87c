// The messages between a page, its worker and the workers of other tabs.
import type { SyncReport, SyncStatus, Who } from '@doorstep/shared/face';
import type { Problem } from './problem';
import type { Unlock } from './vault-rules';

/** How the app stands. */
export type Phase = 'starting' | 'unsupported' | 'new' | 'locked' | 'lapsed' | 'open' | 'revoked';

/** One ask of the core; `now` and `entropy` are fixed where it is made, so that a replay is the same act. */
export interface Message {
  id: string;
  /** The device's clock, in ms since 1970. */
  now: number;
  /** 32 random bytes in hex. */
  entropy: string;
  ask: { do: string } & Record<string, unknown>;
  bytes?: Uint8Array[];
}

/** What only the page side does, around the core. */
export type Deed =
  | { do: 'sign_in'; username: string; password: string; pin: string; device_name: string }
  | { do: 'unlock'; pin: string }
  | { do: 'lock' }
  | { do: 'change_pin'; old: string; fresh: string }
  | { do: 'sign_out' }
  | { do: 'start_over'; confirm: boolean }
  | { do: 'sync_now' }
  | { do: 'lock_after'; minutes: number }
  /** The network came or went. */
  | { do: 'network' }
  | { do: 'seen' };

/** A request to the tab that owns the core. */
export type Request = ({ of: 'core' } & Message) | { of: 'page'; id: string; deed: Deed };

/** The answer to the request with the same id. */
export interface Answer {
  id: string;
  ok?: unknown;
  problem?: Problem;
  bytes?: Uint8Array[];
}

/** What the app waits for. */
export interface Progress {
  step: 'program' | 'database' | 'sign_in' | 'first_sync';
  /** Bytes that came so far. */
  done: number;
  /** Of how many; null when nobody knows. */
  total: number | null;
}

/** How the sync goes. */
export interface SyncState {
  /** Whether the browser says that there is a network. */
  online: boolean;
  running: boolean;
  /** Whether everything of the first sync has come. */
  complete: boolean;
  /** Bytes that came and went in the present run. */
  received: number;
  sent: number;
  status: SyncStatus | null;
  /** What the last run did. */
  report: SyncReport | null;
}

/** What is known to be lost when data that cannot be opened is erased. */
export interface Lost {
  /** When it was last counted, in ms since 1970; null when it never was: then nobody knows. */
  counted_at: number | null;
  records: number;
  drafts: number;
  photos: number;
}

/** How everything stands, told to every tab whenever it changes. */
export interface Standing {
  phase: Phase;
  who: Who | null;
  /** What opens the app when it is locked. */
  unlock: Unlock;
  progress: Progress | null;
  sync: SyncState;
  /** What the browser lacks, when it is not supported. */
  lacks: string[];
  /** After how many minutes out of sight the app locks. */
  lock_after: number;
  /** Why the core could not be opened when another tab handed it over. */
  trouble: Problem | null;
}

/** What the worker tells its page besides answers. */
export type News = { news: 'standing'; standing: Standing } | { news: 'changed'; what: string[] };

/** What a page says to its own worker besides requests: its page is frozen, or lives again. */
export interface Control {
  control: 'rest' | 'wake';
}

/** The standing before anything is known. */
export const UNKNOWN: Standing = {
  phase: 'starting',
  who: null,
  unlock: 'pin',
  progress: null,
  sync: { online: true, running: false, complete: true, received: 0, sent: 0, status: null, report: null },
  lacks: [],
  lock_after: 10,
  trouble: null,
};
