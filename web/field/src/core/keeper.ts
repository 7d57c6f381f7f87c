// The owner of the core: opens it with the key, answers asks in their order, and tells how everything stands.
import type { Face, SyncStatus, Who } from '@doorstep/shared/face';
import type { Kept } from './kept';
import type { Answer, Message, News, Phase, Request, Standing } from './message';
import { UNKNOWN } from './message';
import type { Presence } from './presence';
import { type Problem, Refused, problem, problemOf } from './problem';
import type { OpenCore, Program } from './program';
import { AFTER_WRITE_MS, SyncDriver } from './sync';
import type { Owner } from './tabs';
import type { VaultPort } from './vault-rules';
import { Doing } from './deeds';

/** What the keeper needs. */
export interface KeeperPorts {
  program: Program;
  vault: VaultPort;
  kept: Kept;
  presence: Presence;
  fetch: typeof fetch;
  /** Whether `fetch` gives bodies as they came, in the coding that they name; browsers undo it. */
  coded: boolean;
  now(): number;
  online(): boolean;
  network(): Face['sync_next']['ask']['network'];
  later(ms: number, then: () => void): () => void;
  pause(): Promise<void>;
  random(length: number): Uint8Array;
  tell(news: News): void;
  share(key: Uint8Array | null): void;
  /** The program broke; nothing of this worker can be used any more. */
  broke(): void;
}

/** The file of the database. */
const FILE = 'doorstep.db';
/** While a page is looked at, it syncs this often. */
const REGULARLY_MS = 5 * 60_000;
/** How often the lease and the time out of sight are looked at. */
const LOOK_MS = 30_000;
/** How long small changes are gathered before they are told. */
const GATHER_MS = 250;
/** How long the database may still be held by the tab that had it. */
const HELD_MS = 10_000;

/** Acts that do not make the sync start: a draft is nothing to send. */
const isDraft = (act: string): boolean => act.startsWith('draft_') && act !== 'draft_finish' && act !== 'draft_discard';

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The keeper. */
export class Keeper implements Owner {
  #core: OpenCore | undefined;
  #driver: SyncDriver | undefined;
  #standing: Standing = UNKNOWN;
  #closed = false;
  #looking: (() => void) | undefined;
  #telling: (() => void) | undefined;
  #counting: (() => void) | undefined;
  #changed = new Set<string>();
  #changing: (() => void) | undefined;
  readonly #doing: Doing;

  constructor(readonly ports: KeeperPorts) {
    this.#doing = new Doing(this);
  }

  /** Finds out how things stand, and opens the core when another tab left its key. Never throws. */
  async begin(key: Uint8Array | null): Promise<void> {
    const { kept, presence } = this.ports;
    try {
      this.put({ unlock: this.vault.by });
      this.put({ lock_after: await presence.lockAfter() });
      await this.#doing.finishEnding();
      if (key && (await presence.isAway())) this.ports.share(null);
      else if (key) await this.open(key);
      if (!this.isOpen()) await this.#settleClosed();
    } catch (thrown) {
      this.put({ trouble: problemOf(thrown) });
      await this.#settleClosed().catch(() => this.put({ phase: 'locked' }));
    }
    const complete = (await kept.get<boolean>('complete').catch(() => true)) ?? false;
    this.put({ sync: { ...this.#standing.sync, complete } });
    this.#look();
  }

  async #settleClosed(): Promise<void> {
    const state = await this.vault.state();
    const lost = state === 'none' && (await this.ports.program.exists(FILE));
    const revoked = (await this.ports.kept.get<string>('ended')) === 'revoked';
    this.put({
      who: null,
      phase: revoked ? 'revoked' : state === 'enrolled' ? 'locked' : 'new',
      ...(lost ? { trouble: problem('vault_lost') } : {}),
    });
  }

  isOpen(): boolean {
    return this.#core !== undefined;
  }

  get vault(): VaultPort {
    return this.ports.vault;
  }

  get phase(): Phase {
    return this.#standing.phase;
  }

  get who(): Who | null {
    return this.#standing.who;
  }

  get sync(): SyncDriver | undefined {
    return this.#driver;
  }

  /** Opens the core with its key and shares the key with the other tabs' workers. */
  async open(key: Uint8Array): Promise<void> {
    if (this.#core) return;
    this.put({ progress: { step: 'database', done: 0, total: null }, trouble: null });
    try {
      const core = await this.#openSoon(key);
      if (this.#closed) {
        core.close();
        throw new Refused(problem('app_failed', { retryable: true }));
      }
      this.#core = core;
    } finally {
      this.put({ progress: null });
    }
    this.ports.share(key);
    this.ports.presence.seen();
    await this.lookAtWho();
  }

  /** The tab that had the database may need a moment to let it go. */
  async #openSoon(key: Uint8Array): Promise<OpenCore> {
    const until = this.ports.now() + HELD_MS;
    for (;;) {
      try {
        return await this.ports.program.open(FILE, key);
      } catch (thrown) {
        const found = problemOf(thrown);
        const soon = found.code === 'storage' && found.retryable && this.ports.now() < until && !this.#closed;
        if (!soon) throw new Refused(found);
        await new Promise<void>((again) => this.ports.later(500, again));
      }
    }
  }

  /** Asks who is in, and sets the phase by it. */
  async lookAtWho(): Promise<void> {
    const core = this.#core;
    const who = await this.ask<Who>({ do: 'who' });
    // What was locked meanwhile stays locked.
    if (this.#core !== core) return;
    const phase = who.phase === 'revoked' ? 'revoked' : who.phase === 'new' ? 'new' : who.lapsed ? 'lapsed' : 'open';
    const same = JSON.stringify(who) === JSON.stringify(this.#standing.who);
    if (!same || phase !== this.#standing.phase) this.put({ who, phase });
    // A lapsed phone still gets in touch: it sends what waits, and hears when it was revoked.
    if (who.phase === 'in') this.#drive();
    else this.#stopDriving();
    if (who.phase === 'revoked') void this.#doing.end('revoked');
  }

  /** Closes the core; the key is forgotten elsewhere. */
  closeCore(): void {
    this.#stopDriving();
    this.#core?.close();
    this.#core = undefined;
  }

  /** Closes the core and makes every tab forget the key. */
  async lock(): Promise<void> {
    this.closeCore();
    this.ports.share(null);
    await this.#settleClosed();
  }

  /** Erases the database's file. */
  async eraseFile(): Promise<void> {
    this.closeCore();
    this.put({ sync: { ...UNKNOWN.sync, online: this.ports.online(), complete: false } });
    if (await this.ports.program.exists(FILE)) await this.ports.program.erase(FILE);
  }

  hasFile(): Promise<boolean> {
    return this.ports.program.exists(FILE);
  }

  async handle(request: Request): Promise<Answer> {
    try {
      if (request.of === 'page') return { id: request.id, ok: await this.#doing.take(request.deed) };
      return await this.#call(request);
    } catch (thrown) {
      return { id: request.id, problem: problemOf(thrown) };
    }
  }

  /** Asks the core for the page side's own ends. */
  async ask<T>(ask: Message['ask'], bytes: Uint8Array[] = []): Promise<T> {
    const message = { id: '', now: this.ports.now(), entropy: '', ask, bytes };
    const answer = await this.#said(message, this.ports.random(32));
    if (answer.problem) throw new Refused(answer.problem);
    // The core's answers have the types that were generated from it.
    return answer.ok as T;
  }

  #call(message: Message): Promise<Answer> {
    return this.#said(message, fromHex(message.entropy));
  }

  /** Begins the call at once, so that calls keep their order; a core that is here has answered by then. */
  async #said(message: Message, entropy: Uint8Array): Promise<Answer & { wrote: boolean }> {
    const core = this.#core;
    if (!core) throw new Refused(problem('locked', { retryable: true }));
    let said;
    try {
      const answer = core.call(message.now, entropy, JSON.stringify(message.ask), message.bytes ?? []);
      said = answer instanceof Promise ? await answer : answer;
    } catch (thrown) {
      if (!(thrown instanceof Refused)) this.ports.broke();
      throw thrown;
    }
    const read = JSON.parse(said.json) as { ok?: unknown; problem?: Problem };
    if (said.wrote) this.#wrote(message.ask.do);
    return { id: message.id, ...read, wrote: said.wrote, ...(said.bytes.length > 0 ? { bytes: said.bytes } : {}) };
  }

  #wrote(act: string): void {
    if (act === 'sync_next') return;
    this.#changed.add(act);
    const ofSync = act === 'sync_answer';
    // The pages of a long sync come fast: screens hear of them once a second.
    this.#changing ??= this.ports.later(ofSync ? 1_000 : 0, () => this.#tellChanged());
    if (!ofSync && !isDraft(act)) this.#driver?.poke(AFTER_WRITE_MS);
    this.count();
  }

  #tellChanged(): void {
    this.#changing?.();
    this.#changing = undefined;
    if (this.#changed.size === 0 || this.#closed) return;
    const what = [...this.#changed];
    this.#changed.clear();
    this.ports.tell({ news: 'changed', what });
  }

  /** Counts soon what waits. */
  count(): void {
    this.#counting ??= this.ports.later(GATHER_MS, () => {
      this.#counting = undefined;
      if (this.#core && !this.#closed) void this.#counted().catch(() => undefined);
    });
  }

  async #counted(): Promise<void> {
    const { phase } = this.#standing;
    if (phase !== 'open' && phase !== 'lapsed') return;
    const core = this.#core;
    const status = await this.ask<SyncStatus>({ do: 'sync_status' });
    if (this.#core !== core) return;
    this.put({ sync: { ...this.#standing.sync, status, online: this.ports.online() } });
    await this.#doing.keepCount(status);
  }

  #drive(): void {
    if (this.#driver) return;
    const sync = (patch: Partial<Standing['sync']>): void => this.put({ sync: { ...this.#standing.sync, ...patch } });
    this.#driver = new SyncDriver({
      next: async (network, anew) => {
        const message = { id: '', now: this.ports.now(), entropy: '', ask: { do: 'sync_next', network, anew } };
        const answer = await this.#said(message, this.ports.random(32));
        if (answer.problem) throw new Refused(answer.problem);
        return { step: answer.ok as Face['sync_next']['answer'], body: answer.bytes?.[0] };
      },
      answer: async ({ came, body }) => {
        await this.ask({ do: 'sync_answer', ...came }, [body]);
      },
      fetch: this.ports.fetch,
      coded: this.ports.coded,
      network: () => this.ports.network(),
      online: () => this.ports.online(),
      now: () => this.ports.now(),
      later: (ms, then) => this.ports.later(ms, then),
      pause: () => this.ports.pause(),
      running: async (running) => {
        sync(running ? { running, received: 0, sent: 0 } : { running });
        if (running) return;
        this.#tellChanged();
        this.count();
        if (this.#core) await this.lookAtWho();
      },
      bytes: (way, count) => {
        const { received, sent } = this.#standing.sync;
        sync(way === 'sent' ? { sent: sent + count } : { received: received + count });
        const { progress } = this.#standing;
        if (way === 'received' && progress?.step === 'first_sync') {
          this.put({ progress: { ...progress, done: progress.done + count } });
        }
      },
      done: (report) => {
        sync({ report, complete: true });
        void this.ports.kept.put('complete', true);
        if (report.revoked) void this.#doing.end('revoked');
      },
      waits: (report) => sync({ report }),
      failed: () => this.count(),
    });
    this.count();
    this.#driver.poke();
  }

  #stopDriving(): void {
    this.#driver?.stop();
    this.#driver = undefined;
    const { sync } = this.#standing;
    if (sync.running) this.put({ sync: { ...sync, running: false } });
  }

  /** Looks every now and then at the lease, at how long nobody looked, and whether it is time to sync. */
  #look(): void {
    if (this.#closed) return;
    this.#looking = this.ports.later(LOOK_MS, () => void this.#looked().finally(() => this.#look()));
  }

  async #looked(): Promise<void> {
    if (!this.#core || this.#closed) return;
    if (await this.ports.presence.isAway()) return this.lock();
    await this.lookAtWho();
    if (this.ports.presence.isLookedAt() && this.ports.presence.isTime(REGULARLY_MS)) this.#driver?.poke();
  }

  /** Hears that the network came or went. */
  network(): void {
    this.put({ sync: { ...this.#standing.sync, online: this.ports.online() } });
    if (this.ports.online()) this.#driver?.poke(0, true);
  }

  /** Changes how things stand, and tells it: a new phase at once, the rest soon. */
  put(patch: Partial<Standing>): void {
    const before = this.#standing;
    this.#standing = { ...before, ...patch };
    if (this.#standing.phase !== before.phase) this.tell();
    else this.#telling ??= this.ports.later(GATHER_MS, () => this.tell());
  }

  tell(): void {
    this.#telling?.();
    this.#telling = undefined;
    if (!this.#closed) this.ports.tell({ news: 'standing', standing: this.#standing });
  }

  close(): Promise<void> {
    this.closeCore();
    this.#closed = true;
    this.#looking?.();
    this.#counting?.();
    this.#changing?.();
    this.#telling?.();
    return this.#doing.settled();
  }
}
