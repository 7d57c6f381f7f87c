// Signing in and out, unlocking, starting over and being revoked: nothing unsent is lost without a word.
import { beforeEach, describe, expect, test } from 'vitest';
import { Keeper } from './keeper';
import type { Answer, Deed, News, Standing } from './message';
import { Presence } from './presence';
import { Refused, problem } from './problem';
import type { OpenCore, Program } from './program';
import { Clock, keptInMemory, settle } from './testing';
import { Vault } from './vault';

/** The database as far as the page side knows it. */
interface File {
  key: string;
  in: boolean;
  records: number;
  acts: string[];
  revoked: boolean;
  lapsed: boolean;
}

/** Not slow, and different for what is different: enough for what is tested here. */
const stretch = (pin: string, salt: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => (pin.charCodeAt(at % pin.length) * 31 + (salt[at % salt.length] ?? 0)) % 256);

/** A program whose databases outlive its tabs, and which answers at once or later. */
const program = (files: Map<string, File>): Program & { opened: number } => {
  const self = {
    opened: 0,
    exists: (file: string) => Promise.resolve(files.has(file)),
    erase: (file: string) => Promise.resolve(void files.delete(file)),
    open: (name: string, key: Uint8Array): Promise<OpenCore> => {
      const file = files.get(name) ?? { key: key.join(), in: false, records: 0, acts: [], revoked: false, lapsed: false };
      if (file.key !== key.join()) {
        return Promise.reject(new Error(JSON.stringify({ code: 'damaged_database', key: 'problem.damaged_database', field: null, retryable: false })));
      }
      files.set(name, file);
      self.opened += 1;
      const call: OpenCore['call'] = (_now, entropy, ask) => {
        const answer = said(file, entropy, ask);
        return late ? later().then(() => answer) : answer;
      };
      return Promise.resolve({ call, close: () => undefined });
    },
  };
  return self;
};

const said = (file: File, entropy: Uint8Array, text: string) => {
  const ask = JSON.parse(text) as { do: string };
  const act = entropy.join();
  const answers: Record<string, () => unknown> = {
    who: () => ({ phase: file.revoked ? 'revoked' : file.in ? 'in' : 'new', lapsed: file.lapsed }),
    enrol_begin: () => ({ username: 'wang' }),
    enrol_finish: () => ((file.in = true), (file.lapsed = false), null),
    sync_next: () => ({ step: 'done', report: { revoked: file.revoked } }),
    sync_status: () => ({ waiting: file.records, sent: 0, refused: 0, drafts: 1, photos: { photos_waiting: 2 } }),
    act: () => {
      if (!file.acts.includes(act)) file.acts.push(act);
      file.records = file.acts.length;
      return { id: act };
    },
    leave: () => (file.records > 0 ? { waiting: file.records, refused: 0, drafts: 0, photos: 0 } : ((file.in = false), { left: true, authorization: 'Bearer old' })),
  };
  const ok = answers[ask.do]?.();
  return { json: JSON.stringify({ ok: ok ?? null }), bytes: [], wrote: ask.do === 'act' };
};

/** Whether the core answers later. */
let late = false;
/** When a core that answers later does. */
let later = (): Promise<void> => new Promise((done) => setTimeout(done));
let clock: Clock;
let kept: ReturnType<typeof keptInMemory>;
let files: Map<string, File>;
let server: () => Promise<Response>;
let told: (string | null)[];
let standing: Standing | undefined;
let keys: (string | null)[];
let keeper: Keeper;
let ids = 0;
let broke = 0;

/** A new worker, as after the app was closed. */
const restart = async (key: Uint8Array | null = null, presence = new Presence(kept, clock.now)): Promise<void> => {
  keeper = new Keeper({
    program: program(files),
    vault: new Vault(kept, stretch, clock.now),
    kept,
    presence,
    fetch: (address, call) => {
      if (address === '/v1/sign-out') told.push(new Headers(call?.headers).get('authorization'));
      return server();
    },
    coded: false,
    now: clock.now,
    online: () => true,
    network: () => 'unmetered',
    later: clock.later,
    pause: () => Promise.resolve(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    tell: (news: News) => void (news.news === 'standing' && (standing = news.standing)),
    share: (shared) => void keys.push(shared ? shared.join() : null),
    broke: () => void (broke += 1),
  });
  await keeper.begin(key);
};

const act = (deed: Deed): Promise<Answer> => keeper.handle({ of: 'page', id: `${(ids += 1)}`, deed });
const write = (entropy: string): Promise<Answer> =>
  keeper.handle({ of: 'core', id: `${(ids += 1)}`, now: clock.ms, entropy, ask: { do: 'act' } });
const signIn = (pin = '314159'): Promise<Answer> =>
  act({ do: 'sign_in', username: 'wang', password: 'geheim', pin, device_name: 'phone' });

beforeEach(async () => {
  clock = new Clock();
  kept = keptInMemory();
  files = new Map();
  keys = [];
  told = [];
  standing = undefined;
  broke = 0;
  server = () => Promise.resolve(Response.json({ access_token: 'a' }));
  await restart();
});

describe.each([
  ['at once', false],
  ['later', true],
])('a core that answers %s', (_, answersLater) => {
  beforeEach(() => {
    late = answersLater;
  });

  test('a first sign-in makes the vault, opens the core and syncs', async () => {
    expect(keeper.phase).toBe('new');
    expect((await signIn()).problem).toBeUndefined();
    expect(keeper.phase).toBe('open');
    await clock.pass(1_000);
    expect(standing).toMatchObject({ phase: 'open', progress: null, sync: { complete: true, running: false } });
  });

  test('after a restart the PIN opens it without network', async () => {
    await signIn();
    await restart();
    expect(keeper.phase).toBe('locked');
    server = () => Promise.reject(new TypeError('no network'));
    expect((await write('aa')).problem?.code).toBe('locked');
    expect((await act({ do: 'unlock', pin: '000000' })).problem).toMatchObject({ code: 'wrong_pin', tries_left: 4 });
    expect((await act({ do: 'unlock', pin: '314159' })).problem).toBeUndefined();
    expect(keeper.phase).toBe('open');
    expect((await write('aa')).problem).toBeUndefined();
  });

  test('a sign-in that fails can be tried again, with another PIN too', async () => {
    server = () => Promise.resolve(Response.json({ code: 'wrong_credentials' }, { status: 401 }));
    expect((await signIn('111111')).problem?.code).toBe('wrong_credentials');
    expect(keeper.phase).toBe('new');
    server = () => Promise.resolve(Response.json({ access_token: 'a' }));
    expect((await signIn('222222')).problem).toBeUndefined();
    await restart();
    expect((await act({ do: 'unlock', pin: '222222' })).problem).toBeUndefined();
  });

  test('a sign-in that fails and a restart leave nothing in the way', async () => {
    server = () => Promise.reject(new TypeError('no network'));
    expect((await signIn('111111')).problem?.code).toBe('no_network');
    await restart();
    expect(keeper.phase).toBe('new');
    server = () => Promise.resolve(Response.json({ access_token: 'a' }));
    expect((await signIn('222222')).problem).toBeUndefined();
  });

  test('signing in again with a forgotten PIN erases nothing, and starting over says first what is lost', async () => {
    await signIn();
    await write('aa');
    await write('bb');
    await clock.pass(1_000);
    await restart();
    expect((await signIn('999999')).problem?.code).toBe('wrong_pin');
    expect(files.get('doorstep.db')?.records).toBe(2);
    const told = await act({ do: 'start_over', confirm: false });
    expect(told.ok).toMatchObject({ records: 2, drafts: 1, photos: 2 });
    expect(files.get('doorstep.db')?.records).toBe(2);
    await act({ do: 'start_over', confirm: true });
    expect(files.size).toBe(0);
    expect(keeper.phase).toBe('new');
    expect((await signIn('999999')).problem).toBeUndefined();
  });

  test('signing in again with the right PIN keeps what was not sent', async () => {
    await signIn();
    await write('aa');
    await restart();
    expect((await signIn()).problem).toBeUndefined();
    expect(files.get('doorstep.db')?.records).toBe(1);
  });

  test('data whose vault is gone is not overwritten', async () => {
    await signIn();
    await write('aa');
    kept.all.delete('vault');
    await restart();
    await clock.pass(1_000);
    expect(standing?.trouble?.code).toBe('vault_lost');
    expect((await signIn()).problem?.code).toBe('vault_lost');
    expect(files.get('doorstep.db')?.records).toBe(1);
  });

  test('the same act told twice is one act', async () => {
    await signIn();
    const first = await write('abcd');
    expect((await write('abcd')).ok).toEqual(first.ok);
    expect(files.get('doorstep.db')?.records).toBe(1);
  });

  test('signing out waits for what is unsent, and then erases everything', async () => {
    await signIn();
    await write('aa');
    expect((await act({ do: 'sign_out' })).ok).toMatchObject({ waiting: 1 });
    expect(keeper.phase).toBe('open');
    const file = files.get('doorstep.db');
    if (file) file.records = 0;
    expect((await act({ do: 'sign_out' })).ok).toEqual({ left: true, authorization: null });
    expect(told).toEqual(['Bearer old']);
    expect(keeper.phase).toBe('new');
    expect(files.size).toBe(0);
    expect(await keeper.vault.state()).toBe('none');
  });

  test('a sign-out that was cut after the core erased itself asks for no PIN at the next sign-in', async () => {
    await signIn();
    const file = files.get('doorstep.db');
    if (file) file.in = false;
    await restart();
    await act({ do: 'unlock', pin: '314159' });
    expect(keeper.phase).toBe('new');
    expect((await signIn('777777')).problem).toBeUndefined();
  });

  test('a revoked device erases file and key, says so after a restart, and can sign in anew', async () => {
    await signIn();
    const file = files.get('doorstep.db');
    if (file) file.revoked = true;
    await act({ do: 'sync_now' });
    await settle();
    expect(keeper.phase).toBe('revoked');
    expect(files.size).toBe(0);
    await restart();
    expect(keeper.phase).toBe('revoked');
    expect((await signIn()).problem).toBeUndefined();
    expect(keeper.phase).toBe('open');
  });

  test('an erasure that was cut is finished at the next start', async () => {
    await signIn();
    await kept.put('ending', 'revoked');
    await restart();
    expect(files.size).toBe(0);
    expect(await keeper.vault.state()).toBe('none');
    expect(keeper.phase).toBe('revoked');
  });

  test('a lapsed phone is locked until it was in touch', async () => {
    await signIn();
    const file = files.get('doorstep.db');
    if (file) file.lapsed = true;
    await restart();
    await act({ do: 'unlock', pin: '314159' });
    expect(keeper.phase).toBe('lapsed');
    expect((await signIn()).problem).toBeUndefined();
    expect(keeper.phase).toBe('open');
  });

  test('out of sight for ten minutes it locks, in every tab; in sight it does not', async () => {
    await signIn();
    for (let minute = 0; minute < 30; minute += 1) {
      await act({ do: 'seen' });
      await clock.pass(60_000);
    }
    expect(keeper.phase).toBe('open');
    await clock.pass(11 * 60_000);
    expect(keeper.phase).toBe('locked');
    expect(keys.at(-1)).toBeNull();
  });

  test('the time out of sight is a choice', async () => {
    await act({ do: 'lock_after', minutes: 30 });
    await signIn();
    await clock.pass(25 * 60_000);
    expect(keeper.phase).toBe('open');
    await clock.pass(10 * 60_000);
    expect(keeper.phase).toBe('locked');
  });

  test('who takes over with the key opens it; after too long out of sight, not', async () => {
    await signIn();
    const key = Uint8Array.from((keys.at(-1) ?? '').split(',').map(Number));
    await restart(key);
    expect(keeper.phase).toBe('open');
    const presence = new Presence(kept, clock.now);
    clock.ms += 11 * 60_000;
    await restart(key, presence);
    expect(keeper.phase).toBe('locked');
    expect(keys.at(-1)).toBeNull();
  });

  test('locking forgets the key everywhere', async () => {
    await signIn();
    await act({ do: 'lock' });
    expect(keeper.phase).toBe('locked');
    expect(keys.at(-1)).toBeNull();
    expect((await write('aa')).problem?.code).toBe('locked');
  });
});

describe('a core that answers later', () => {
  let answer: (() => void)[];

  beforeEach(async () => {
    late = true;
    await signIn();
    answer = [];
    later = () => new Promise((done) => void answer.push(done));
    return () => {
      later = () => new Promise((done) => setTimeout(done));
    };
  });

  const answerAll = (): void => answer.splice(0).forEach((done) => done());

  test('calls begin when they are asked, in that order', async () => {
    const both = Promise.all([write('aa'), write('bb')]);
    expect(files.get('doorstep.db')?.acts).toHaveLength(2);
    answerAll();
    expect((await both).map(({ problem }) => problem)).toEqual([undefined, undefined]);
  });

  test('what was asked before the app locked is answered, and opens nothing again', async () => {
    const written = write('aa');
    const looked = keeper.lookAtWho();
    await act({ do: 'lock' });
    expect(keeper.phase).toBe('locked');
    answerAll();
    await looked;
    expect((await written).problem).toBeUndefined();
    expect(keeper.phase).toBe('locked');
    expect((await write('bb')).problem?.code).toBe('locked');
  });

  test('closing with a call on its way breaks nothing', async () => {
    const written = write('aa');
    const counted = clock.pass(300);
    await settle();
    await keeper.close();
    answerAll();
    await counted;
    expect((await written).ok).toBeDefined();
  });

  test('what the wire refuses is told, and the program is not broken', async () => {
    later = () => Promise.reject(new Refused(problem('no_network', { retryable: true })));
    expect((await write('aa')).problem?.code).toBe('no_network');
    expect(broke).toBe(0);
    later = () => Promise.reject(new Error('unreachable'));
    expect((await write('bb')).problem?.code).toBe('app_failed');
    expect(broke).toBe(1);
  });
});
