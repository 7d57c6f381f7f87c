// A page of a phone's app: signing in, locking and leaving over the wire, with the phone asking for its owner.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Answer, Deed, News, Standing } from './message';
import { type Native, keep } from './native';
import type { Channel } from './shell';
import { keptInMemory, settle } from './testing';

/** What the native side is, as far as the page knows it. */
interface Phone {
  file: boolean;
  open: boolean;
  in: boolean;
  recognises: boolean;
  network: boolean;
  asked: string[];
}

let phone: Phone;
let kept: ReturnType<typeof keptInMemory>;
let native: Native;
let standing: Standing | undefined;
let waiting: Map<string, (answer: Answer) => void>;
let present: Channel;
let changed: string[];
let page: EventTarget & { visibilityState?: string };
let ids = 0;

const problem = (code: string, retryable = true) => ({
  problem: { code, key: `problem.${code}`, field: null, retryable },
});

const core = (text: string): unknown => {
  const ask = JSON.parse(text) as { do: string };
  if (ask.do === 'enrol_finish') phone.in = true;
  if (ask.do === 'who') return { phase: phone.in ? 'in' : 'new', lapsed: false };
  if (ask.do === 'sync_next') return { step: 'done', report: {} };
  if (ask.do === 'sync_status') return { waiting: 0, sent: 0, refused: 0, drafts: 0, photos: { photos_waiting: 0 } };
  if (ask.do === 'leave') {
    phone.in = false;
    return { left: true, authorization: 'Bearer old' };
  }
  return {};
};

const done = (message: { do: string; ask?: string; path?: string }): object => {
  phone.asked.push(message.path ?? (message.do === 'call' ? 'call' : message.do));
  switch (message.do) {
    case 'open':
      phone.open = phone.file = true;
      return { ok: null };
    case 'close':
      phone.open = false;
      return { ok: null };
    case 'exists':
      return { ok: phone.file };
    case 'erase':
      phone.open = phone.file = false;
      return { ok: null };
    case 'pass':
      return phone.recognises ? { ok: null } : problem('not_recognised');
    case 'carry':
      if (!phone.network) return problem('no_network');
      return { ok: { status: 200, headers: [], part: btoa('{"access_token":"a"}') } };
    case 'here':
      return problem('platform');
    default:
      return phone.open
        ? { ok: { json: JSON.stringify({ ok: core(message.ask ?? '{}') }), parts: [], wrote: false } }
        : problem('wrong_state', false);
  }
};

/** Loads the page anew. */
const load = async (): Promise<void> => {
  const channel: Channel = {
    postMessage: (text) => {
      // A page that was there before says nothing any more.
      if (channel !== present) return;
      const message = JSON.parse(text) as { id: string; do: string };
      setTimeout(() => channel.onmessage?.({ data: JSON.stringify({ id: message.id, ...done(message) }) }));
    },
    onmessage: null,
  };
  present = channel;
  waiting = new Map();
  changed = [];
  standing = undefined;
  const hear = (message: Answer | News): void => {
    if ('news' in message) {
      if (message.news === 'standing') standing = message.standing;
      else changed.push(...message.what);
    } else waiting.get(message.id)?.(message);
  };
  native = keep(channel, hear, kept);
  await vi.waitFor(() => expect(standing?.phase ?? 'starting').not.toBe('starting'));
};

const act = (deed: Deed): Promise<Answer> =>
  new Promise((answer) => {
    const id = `${(ids += 1)}`;
    waiting.set(id, answer);
    native.take({ of: 'page', id, deed });
  });

const signIn = (): Promise<Answer> =>
  act({ do: 'sign_in', username: 'wang', password: 'geheim', pin: '', device_name: '' });
const phase = (is: string): Promise<void> => vi.waitFor(() => expect(standing?.phase).toBe(is));

beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('document', (page = Object.assign(new EventTarget(), { visibilityState: 'visible' })));
  phone = { file: false, open: false, in: false, recognises: true, network: true, asked: [] };
  kept = keptInMemory();
  await load();
});

test('it asks for no PIN, and for the owner once, also when the network was away in between', async () => {
  expect(standing).toMatchObject({ phase: 'new', unlock: 'device' });
  phone.network = false;
  expect((await signIn()).problem?.code).toBe('no_network');
  phone.network = true;
  expect((await signIn()).problem).toBeUndefined();
  await phase('open');
  expect(phone.asked.filter((what) => what === 'pass')).toHaveLength(1);
  expect(phone.asked.filter((what) => what === '/v1/sign-in')).toHaveLength(2);
});

test('who is not recognised signs in to nothing', async () => {
  phone.recognises = false;
  expect((await signIn()).problem).toMatchObject({ code: 'not_recognised', retryable: true });
  expect(phone.file).toBe(false);
  phone.recognises = true;
  expect((await signIn()).problem).toBeUndefined();
});

test('locked it opens for its owner alone, without network', async () => {
  await signIn();
  await act({ do: 'lock' });
  await phase('locked');
  await settle();
  expect(phone.open).toBe(false);
  phone.network = false;
  phone.recognises = false;
  expect((await act({ do: 'unlock', pin: '' })).problem?.code).toBe('not_recognised');
  expect(phone.open).toBe(false);
  phone.recognises = true;
  expect((await act({ do: 'unlock', pin: '' })).problem).toBeUndefined();
  await phase('open');
});

test('a new load of the page is locked', async () => {
  await signIn();
  await load();
  await phase('locked');
  await vi.waitFor(() => expect(phone.open).toBe(false));
  expect((await act({ do: 'change_pin', old: '1', fresh: '2' })).problem?.code).toBe('no_vault');
});

test('data that the page forgot opens all the same', async () => {
  await signIn();
  kept.all.clear();
  await load();
  await phase('locked');
  expect((await act({ do: 'unlock', pin: '' })).problem).toBeUndefined();
  await phase('open');
});

test('signing out erases the files, and tells the server', async () => {
  await signIn();
  expect((await act({ do: 'sign_out' })).ok).toMatchObject({ left: true });
  await phase('new');
  await vi.waitFor(() => expect(phone.asked).toContain('/v1/sign-out'));
  expect([phone.file, phone.asked.includes('erase')]).toEqual([false, true]);
  expect(kept.all.has('device_vault')).toBe(false);
});

test('a place that the phone does not give is none', async () => {
  expect(await native.here()).toBeNull();
});

test('screens that are come back to ask anew, as the phone may have synced meanwhile', async () => {
  page.dispatchEvent(new Event('visibilitychange'));
  expect(changed).toEqual([]);
  await signIn();
  await settle();
  changed.length = 0;
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(changed).toEqual([]);
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(changed).toEqual(['sync_answer']);
});
