// One tab owns the core; the others ask through it, and whoever takes over does again what was not answered.
import type { Answer, News, Request } from './message';

/** The words between tabs. */
export type Word =
  | { word: 'who'; from: string }
  | { word: 'owner'; from: string }
  | { word: 'request'; from: string; to: string; request: Request }
  | { word: 'answer'; to: string; answer: Answer }
  | { word: 'ping'; from: string }
  | { word: 'pong'; to: string }
  | { word: 'news'; news: News }
  /** The data key, for whoever takes over; null when it is to be forgotten. */
  | { word: 'key'; key: Uint8Array | null };

/** What an owner does. */
export interface Owner {
  handle(request: Request): Promise<Answer>;
  /** Tells how everything stands, to who just came. */
  tell(): void;
  /** Gives the core up; comes back when another may have it. */
  close(): Promise<void>;
}

/** What tabs need of the browser. */
export interface TabsPorts {
  me: string;
  channel: { post(word: Word): void; hear(then: (word: Word) => void): void };
  /** Asks for the lock and holds it until `held` comes back; `taken` is called when another takes it by force. */
  lock(held: () => Promise<void>, taken: () => void, force: boolean): void;
  /** Opens the core. */
  own(key: Uint8Array | null): Promise<Owner>;
  /** Hears news for this tab's page. */
  news(news: News): void;
  later(ms: number, then: () => void): () => void;
}

/** How long an owner may take before it is asked whether it lives; a slow phone applies a page in seconds. */
export const DOUBT_MS = 5_000;
/** How long it then has to say so before its lock is taken. */
export const PATIENCE_MS = 20_000;

interface Waiting {
  request: Request;
  done: (answer: Answer) => void;
  /** Which owner was asked. */
  asked: string | undefined;
}

/** This tab among the others. */
export class Tabs {
  #waiting = new Map<string, Waiting>();
  /** The owner as far as this tab knows. */
  #owner: string | undefined;
  #own: Owner | undefined;
  #release: (() => void) | undefined;
  #doubt: (() => void) | undefined;
  /** The data key while the app is unlocked. */
  #key: Uint8Array | null = null;
  #resting = false;
  #asking = false;
  #opening = false;

  constructor(private readonly ports: TabsPorts) {
    ports.channel.hear((word) => this.#hear(word));
  }

  /** Joins the others. */
  join(): void {
    this.ports.channel.post({ word: 'who', from: this.ports.me });
    this.#contend(false);
  }

  /** Sends a request to whoever owns the core. */
  send(request: Request): Promise<Answer> {
    return new Promise((done) => {
      const waiting: Waiting = { request, done, asked: undefined };
      this.#waiting.set(request.id, waiting);
      this.#pass(waiting);
      this.#watch();
    });
  }

  /** Gives the core up while the page is frozen, keeping the key. */
  async rest(): Promise<void> {
    this.#resting = true;
    await this.#giveUp();
  }

  /** Comes back from rest. */
  wake(): void {
    if (!this.#resting) return;
    this.#resting = false;
    this.join();
  }

  /** As the owner: tells every tab's page. */
  tell(news: News): void {
    this.ports.news(news);
    this.ports.channel.post({ word: 'news', news });
  }

  /** As the owner: shares the data key with who may take over, or makes all forget it. */
  share(key: Uint8Array | null): void {
    this.#remember(key);
    this.ports.channel.post({ word: 'key', key });
  }

  #contend(force: boolean): void {
    if (this.#asking && !force) return;
    this.#asking = true;
    this.ports.lock(
      async () => {
        this.#asking = false;
        if (this.#resting) return;
        const released = new Promise<void>((release) => (this.#release = release));
        await this.#take();
        await released;
      },
      () => void this.#lost(),
      force,
    );
  }

  async #take(): Promise<void> {
    this.#opening = true;
    const own = await this.ports.own(this.#key?.slice() ?? null);
    this.#opening = false;
    this.#own = own;
    this.#owner = this.ports.me;
    this.#calm();
    this.ports.channel.post({ word: 'owner', from: this.ports.me });
    this.ports.channel.post({ word: 'key', key: this.#key });
    own.tell();
    // The old owner may have done them already: each is the same act with the same id.
    for (const waiting of this.#waiting.values()) this.#pass(waiting);
  }

  async #giveUp(): Promise<void> {
    const own = this.#own;
    this.#own = undefined;
    this.#owner = undefined;
    await own?.close();
    this.#release?.();
    this.#release = undefined;
  }

  /** Another tab took the lock by force, because this one did not answer. */
  async #lost(): Promise<void> {
    this.#asking = false;
    await this.#giveUp();
    if (!this.#resting) this.join();
  }

  #pass(waiting: Waiting): void {
    const { request } = waiting;
    if (this.#own) {
      const own = this.#own;
      waiting.asked = this.ports.me;
      void own.handle(request).then((answer) => {
        // What an owner answers that has given up is nobody's answer.
        if (this.#own === own) this.#answer(answer);
        else if (this.#waiting.get(request.id) === waiting && waiting.asked === this.ports.me) waiting.asked = undefined;
      });
    } else if (this.#owner !== undefined && waiting.asked !== this.#owner) {
      waiting.asked = this.#owner;
      this.ports.channel.post({ word: 'request', from: this.ports.me, to: this.#owner, request });
    }
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#calm();
    waiting?.done(answer);
  }

  #hear(word: Word): void {
    const { me, channel } = this.ports;
    switch (word.word) {
      case 'who':
        if (!this.#own) return;
        channel.post({ word: 'owner', from: me });
        channel.post({ word: 'key', key: this.#key });
        this.#own.tell();
        return;
      case 'owner':
        if (this.#own) return;
        this.#owner = word.from;
        this.#calm();
        for (const waiting of this.#waiting.values()) this.#pass(waiting);
        this.#watch();
        return;
      case 'request':
        if (word.to === me && this.#own) void this.#serve(this.#own, word.from, word.request);
        return;
      case 'answer':
        if (word.to === me) this.#answer(word.answer);
        return;
      case 'ping':
        if (this.#own || this.#opening) channel.post({ word: 'pong', to: word.from });
        return;
      case 'pong':
        if (word.to !== me) return;
        this.#calm();
        this.#watch();
        return;
      case 'news':
        if (!this.#own) this.ports.news(word.news);
        return;
      case 'key':
        this.#remember(word.key);
    }
  }

  async #serve(own: Owner, to: string, request: Request): Promise<void> {
    const answer = await own.handle(request);
    if (this.#own === own) this.ports.channel.post({ word: 'answer', to, answer });
  }

  #remember(key: Uint8Array | null): void {
    this.#key?.fill(0);
    this.#key = key?.slice() ?? null;
  }

  /** Doubts the owner when something waits for long. */
  #watch(): void {
    if (this.#own || this.#doubt || this.#resting || this.#waiting.size === 0) return;
    this.#doubt = this.ports.later(DOUBT_MS, () => {
      if (this.#own || this.#resting) return;
      if (this.#owner === undefined) this.ports.channel.post({ word: 'who', from: this.ports.me });
      this.ports.channel.post({ word: 'ping', from: this.ports.me });
      this.#doubt = this.ports.later(PATIENCE_MS, () => {
        this.#doubt = undefined;
        if (this.#own || this.#resting) return;
        this.#owner = undefined;
        this.#contend(true);
      });
    });
  }

  #calm(): void {
    this.#doubt?.();
    this.#doubt = undefined;
  }
}
