// One tab owns the core; whatever happens to it, what others asked is done, and as the same act.
import { afterEach, expect, test } from 'vitest';
import type { Answer, Request } from './message';
import { DOUBT_MS, type Owner, PATIENCE_MS, Tabs, type Word } from './tabs';
import { Clock, settle } from './testing';

/** A lock as browsers have it: one holder, a queue, and taking it by force. */
class Lock {
  holder: { taken: () => void } | undefined;
  #queue: { held: () => Promise<void>; taken: () => void }[] = [];

  ask(held: () => Promise<void>, taken: () => void, force: boolean): void {
    if (force) {
      this.holder?.taken();
      this.#give({ held, taken });
    } else {
      this.#queue.push({ held, taken });
      this.#next();
    }
  }

  /** The holder is gone, as when its tab is closed. */
  drop(): void {
    this.holder = undefined;
    this.#next();
  }

  #next(): void {
    const next = this.holder ? undefined : this.#queue.shift();
    if (next) this.#give(next);
  }

  #give(next: { held: () => Promise<void>; taken: () => void }): void {
    this.holder = next;
    void next.held().then(() => {
      if (this.holder !== next) return;
      this.drop();
    });
  }
}

/** What the one database took: an act that comes again is the same act. */
class Acts {
  done = new Map<string, number>();
  take(request: Request): Answer {
    const act = request.of === 'core' ? request.entropy : request.id;
    this.done.set(act, (this.done.get(act) ?? 0) + 1);
    return { id: request.id, ok: act };
  }
}

const channels: BroadcastChannel[] = [];
afterEach(() => channels.splice(0).forEach((channel) => channel.close()));

const name = (): string => `tabs-${crypto.randomUUID()}`;

/** A tab; `frozen` neither hears nor answers. */
const tab = (me: string, room: string, lock: Lock, acts: Acts, clock: Clock) => {
  const channel = new BroadcastChannel(room);
  channels.push(channel);
  const state = { frozen: false, closed: false, keys: [] as (string | null)[], news: [] as string[], closes: 0 };
  /** What the browser told while it was frozen. */
  const late: (() => void)[] = [];
  const owner: Owner = {
    handle: (request) =>
      state.frozen || state.closed ? new Promise(() => undefined) : Promise.resolve(acts.take(request)),
    tell: () => undefined,
    close: () => Promise.resolve(void (state.closes += 1)),
  };
  const tabs = new Tabs({
    me,
    channel: {
      post: (word) => void (state.closed || state.frozen || channel.postMessage(word)),
      hear: (then) => {
        channel.onmessage = ({ data }: MessageEvent<Word>) => void (state.frozen || state.closed || then(data));
      },
    },
    lock: (held, taken, force) => lock.ask(held, () => void (state.frozen ? late.push(taken) : taken()), force),
    own: (key) => {
      state.keys.push(key ? key.join(',') : null);
      return Promise.resolve(owner);
    },
    news: (news) => void state.news.push(news.news),
    later: clock.later,
  });
  const thaw = (): void => {
    state.frozen = false;
    late.splice(0).forEach((then) => then());
  };
  return { tabs, state, thaw, close: () => ((state.closed = true), channel.close(), lock.drop()) };
};

const ask = (id: string): Request => ({ of: 'core', id, now: 1, entropy: `entropy of ${id}`, ask: { do: 'today' } });

/** Gives messages between tabs their time. */
const passed = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await settle();
};

const two = async () => {
  const [lock, acts, clock, room] = [new Lock(), new Acts(), new Clock(), name()];
  const first = tab('first', room, lock, acts, clock);
  first.tabs.join();
  await passed();
  const second = tab('second', room, lock, acts, clock);
  second.tabs.join();
  await passed();
  return { lock, acts, clock, first, second };
};

test('the second tab asks through the first', async () => {
  const { acts, first, second } = await two();
  expect(await second.tabs.send(ask('a'))).toEqual({ id: 'a', ok: 'entropy of a' });
  expect(await first.tabs.send(ask('b'))).toEqual({ id: 'b', ok: 'entropy of b' });
  expect([...acts.done]).toEqual([
    ['entropy of a', 1],
    ['entropy of b', 1],
  ]);
});

test('what was asked before there was an owner is done when there is one', async () => {
  const [lock, acts, clock] = [new Lock(), new Acts(), new Clock()];
  const only = tab('only', name(), lock, acts, clock);
  const answer = only.tabs.send(ask('a'));
  only.tabs.join();
  expect(await answer).toEqual({ id: 'a', ok: 'entropy of a' });
});

test('when the owner closes with a call unanswered, the next one does the same act', async () => {
  const { acts, first, second } = await two();
  first.state.frozen = true;
  const answer = second.tabs.send(ask('a'));
  await passed();
  first.close();
  expect(await answer).toEqual({ id: 'a', ok: 'entropy of a' });
  expect(acts.done.get('entropy of a')).toBe(1);
});

test('an act that the old owner did before it died is done again as the same act', async () => {
  const { acts, first, second } = await two();
  const answer = second.tabs.send(ask('a'));
  // It does the act and dies before its answer is heard.
  acts.take(ask('a'));
  first.close();
  expect(await answer).toEqual({ id: 'a', ok: 'entropy of a' });
  expect(acts.done.get('entropy of a')).toBe(2);
});

test('the lock of a frozen owner is taken, and it gives up when it wakes', async () => {
  const { clock, first, second } = await two();
  first.state.frozen = true;
  const answer = second.tabs.send(ask('a'));
  await passed();
  await clock.pass(DOUBT_MS + PATIENCE_MS);
  await passed();
  expect(await answer).toEqual({ id: 'a', ok: 'entropy of a' });
  first.thaw();
  await passed();
  expect(first.state.closes).toBe(1);
  expect(await first.tabs.send(ask('b'))).toEqual({ id: 'b', ok: 'entropy of b' });
});

test('a slow owner that lives keeps its lock', async () => {
  const { lock, clock, first, second } = await two();
  const before = lock.holder;
  first.state.closed = true;
  void second.tabs.send(ask('a'));
  first.state.closed = false;
  await passed();
  for (let turn = 0; turn < 6; turn += 1) {
    await clock.pass(DOUBT_MS);
    await passed();
  }
  expect(lock.holder).toBe(before);
});

test('who takes over has the key, and nobody has it after the lock', async () => {
  const { first, second } = await two();
  expect(first.state.keys).toEqual([null]);
  first.tabs.share(new Uint8Array([1, 2, 3]));
  await passed();
  first.close();
  await passed();
  expect(second.state.keys).toEqual(['1,2,3']);
});

test('after the lock who takes over has no key', async () => {
  const { first, second } = await two();
  first.tabs.share(new Uint8Array([1, 2, 3]));
  first.tabs.share(null);
  await passed();
  first.close();
  await passed();
  expect(second.state.keys).toEqual([null]);
});

test('a tab that rests lets the core go and takes it again with its key', async () => {
  const [lock, acts, clock] = [new Lock(), new Acts(), new Clock()];
  const only = tab('only', name(), lock, acts, clock);
  only.tabs.join();
  await passed();
  only.tabs.share(new Uint8Array([7]));
  await only.tabs.rest();
  await passed();
  expect(lock.holder).toBeUndefined();
  const answer = only.tabs.send(ask('a'));
  only.tabs.wake();
  expect(await answer).toEqual({ id: 'a', ok: 'entropy of a' });
  expect(only.state.keys).toEqual([null, '7']);
});

test('news of the owner reach every page', async () => {
  const { first, second } = await two();
  first.tabs.tell({ news: 'changed', what: ['act'] });
  await passed();
  expect(first.state.news).toContain('changed');
  expect(second.state.news).toContain('changed');
});
