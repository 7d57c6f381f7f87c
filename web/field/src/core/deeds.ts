// What is done around the core, one after the other: signing in and out, unlocking, starting over, erasing.
import type { Face, SyncStatus } from '@doorstep/shared/face';
import type { Keeper } from './keeper';
import type { Deed, Lost } from './message';
import { Refused, problem, problemOf } from './problem';
import { signIn, signOut } from './sign-in';

/** Why everything was erased. */
type Ended = 'left' | 'revoked' | 'over';

const UNCOUNTED: Lost = { counted_at: null, records: 0, drafts: 0, photos: 0 };

/** The deeds of a keeper. */
export class Doing {
  #last: Promise<unknown> = Promise.resolve();
  /** A key made for a sign-in that did not come to its end. */
  #fresh: Uint8Array | undefined;
  #counted = '';
  #ending: Promise<void> | undefined;

  constructor(private readonly keeper: Keeper) {}

  /** Does a deed when those before it are done. */
  take(deed: Deed): Promise<unknown> {
    const { keeper } = this;
    // These never wait: for a network, or for another deed that does.
    if (deed.do === 'seen') return this.#seen();
    if (deed.do === 'network') return Promise.resolve(keeper.network());
    if (deed.do === 'lock') return keeper.lock();
    if (deed.do === 'sync_now') return keeper.sync?.run(true) ?? Promise.resolve();
    const mine = this.#last.then(() => this.#do(deed));
    this.#last = mine.catch(() => undefined);
    return deed.do === 'sign_in' ? mine.then(() => this.#firstSync()) : mine;
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  async #do(deed: Exclude<Deed, { do: 'seen' | 'network' | 'lock' | 'sync_now' }>): Promise<unknown> {
    const { keeper } = this;
    switch (deed.do) {
      case 'sign_in':
        return this.#signIn(deed);
      case 'unlock':
        return this.#unlock(deed.pin);
      case 'change_pin':
        return this.#changePin(deed.old, deed.fresh);
      case 'sign_out':
        return this.#signOut();
      case 'start_over':
        return this.#startOver(deed.confirm);
      case 'lock_after':
        return keeper.put({ lock_after: await keeper.ports.presence.setLockAfter(deed.minutes) });
    }
  }

  #changePin(old: string, fresh: string): Promise<void> {
    const { vault } = this.keeper;
    if (!vault.change) throw new Refused(problem('no_vault'));
    return vault.change(old, fresh);
  }

  async #seen(): Promise<void> {
    const { presence } = this.keeper.ports;
    if (this.keeper.isOpen() && (await presence.isAway())) await this.keeper.lock();
    presence.seen();
    if (presence.isTime(60_000)) this.keeper.sync?.poke();
  }

  async #unlock(pin: string): Promise<void> {
    const key = await this.keeper.vault.open(pin);
    try {
      await this.keeper.open(key);
      if (this.keeper.phase !== 'new') return;
      // Nobody is in after all: the sign-in, or the sign-out, was cut. The next sign-in chooses its PIN.
      await this.keeper.vault.enrol(false);
      this.#fresh = key.slice();
    } finally {
      key.fill(0);
    }
  }

  async #signIn(deed: Extract<Deed, { do: 'sign_in' }>): Promise<void> {
    const { keeper } = this;
    const key = await this.#keyFor(deed.pin);
    try {
      await keeper.open(key);
      keeper.put({ progress: { step: 'sign_in', done: 0, total: null } });
      const { username, password, device_name } = deed;
      const request = await keeper.ask<unknown>({ do: 'enrol_begin', username, password, device_name });
      const session = await this.#session(request);
      // Marked before: from here on nothing is erased without a word.
      await keeper.vault.enrol(true);
      await keeper.ask({ do: 'enrol_finish', session });
      await keeper.ports.kept.remove('ended');
      this.#fresh = undefined;
      await keeper.lookAtWho();
    } finally {
      key.fill(0);
      keeper.put({ progress: null });
    }
  }

  /** Goes on until everything came, or as far as the network reaches. */
  async #firstSync(): Promise<void> {
    const { keeper } = this;
    keeper.put({ progress: { step: 'first_sync', done: 0, total: null } });
    await keeper.sync?.run();
    keeper.put({ progress: null });
  }

  async #session(request: unknown): Promise<unknown> {
    const { keeper } = this;
    try {
      return await signIn(request, { fetch: keeper.ports.fetch, now: keeper.ports.now });
    } catch (thrown) {
      // Of this device's own data the sync machine hears it itself, and erases.
      if (problemOf(thrown).code === 'device_revoked') await this.#revoked();
      throw thrown;
    }
  }

  async #revoked(): Promise<void> {
    if (this.keeper.who?.phase === 'in') await this.keeper.sync?.run();
    else await this.end('revoked');
  }

  /** The key of the data: by the PIN when somebody's data is behind it, else a new one. */
  async #keyFor(pin: string): Promise<Uint8Array> {
    const { keeper } = this;
    const state = await keeper.vault.state();
    const hasFile = await keeper.hasFile();
    if (state === 'enrolled' && hasFile) return keeper.vault.open(pin);
    if (state === 'none' && hasFile && !keeper.isOpen()) throw new Refused(problem('vault_lost'));
    if (keeper.isOpen() && this.#fresh) return keeper.vault.make(pin, this.#fresh.slice());
    await keeper.eraseFile();
    this.#fresh = (await keeper.vault.make(pin)).slice();
    return this.#fresh.slice();
  }

  async #signOut(): Promise<Face['leave']['answer']> {
    const answer = await this.keeper.ask<Face['leave']['answer']>({ do: 'leave' });
    if (!('left' in answer)) return answer;
    // Without a network the server's sessions of this device run out by themselves.
    if (answer.authorization) void signOut(answer.authorization, this.keeper.ports);
    await this.end('left');
    return { left: true, authorization: null };
  }

  async #startOver(confirm: boolean): Promise<Lost> {
    const lost = (await this.keeper.ports.kept.get<Lost>('unsent')) ?? UNCOUNTED;
    if (confirm) await this.end('over');
    return lost;
  }

  /** Erases everything of this phone; begun once, it is finished even if the app ends in between. */
  end(why: Ended): Promise<void> {
    this.#ending ??= this.#end(why).finally(() => (this.#ending = undefined));
    return this.#ending;
  }

  async #end(why: Ended): Promise<void> {
    await this.keeper.ports.kept.put('ending', why);
    await this.finishEnding();
    await this.keeper.lock();
  }

  /** Finishes an erasure that was begun. */
  async finishEnding(): Promise<void> {
    const { kept, share } = this.keeper.ports;
    const why = await kept.get<Ended>('ending');
    if (!why) return;
    // The key goes first: without it the file is noise.
    await this.keeper.vault.erase();
    share(null);
    await this.keeper.eraseFile();
    this.#fresh = undefined;
    for (const name of ['unsent', 'complete']) await kept.remove(name);
    if (why === 'revoked') await kept.put('ended', why);
    await kept.remove('ending');
  }

  /** Keeps how much is unsent where it can be read without the PIN: numbers and nothing else. */
  async keepCount(status: SyncStatus): Promise<void> {
    const { waiting, sent, refused, drafts, photos } = status;
    const count = { records: waiting + sent + refused, drafts, photos: photos.photos_waiting };
    const text = JSON.stringify(count);
    if (text === this.#counted) return;
    this.#counted = text;
    await this.keeper.ports.kept.put('unsent', { counted_at: this.keeper.ports.now(), ...count } satisfies Lost);
  }
}
