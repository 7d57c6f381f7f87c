// New versions of the app: kept ready by the service worker, taken when nobody is in the middle of something.
import { registered } from './registered';
import { shown } from './state.svelte';
import { waited } from './waited';

/** What the service worker tells and asks. */
export type WorkerWord =
  | { kept: { done: number; total: number } }
  /** A notification was tapped: its screen is wanted. */
  | { go: string }
  /** Answered through the port with {@link PageWord}. */
  | { may: 'take' };

/** What a page answers: whether it is in the middle of something, and which version it is, by its entry. */
export interface PageWord {
  held: boolean;
  entry: string;
}

/** How often the server is asked for a new version while the app stays open. */
const EVERY_MS = 3_600_000;

const entry = (): string => new URL(import.meta.url).pathname;

class Versions {
  #holds = 0;
  #registration: ServiceWorkerRegistration | undefined;
  /** The worker changed while something was open: the page is loaded anew when it is closed. */
  #stale = false;

  /** Says that something is open that a new version must wait for; call what it returns when it is closed. */
  hold(): () => void {
    this.#holds += 1;
    let held = true;
    return () => {
      if (held) this.#holds -= 1;
      held = false;
      if (this.#holds > 0) return;
      if (this.#stale) location.reload();
    };
  }

  /** Takes the new version, unless some tab is in the middle of something; tells whether it does. */
  async take(): Promise<boolean> {
    const waiting = this.#registration?.waiting;
    if (!waiting || this.#holds > 0) return false;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<boolean>((done) => {
      port1.onmessage = ({ data }: MessageEvent<{ taken: boolean }>) => done(data.taken);
    });
    waiting.postMessage({ take: true }, [port2]);
    return answer;
  }

  /** Registers the service worker. */
  async start(): Promise<void> {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    const had = serviceWorker.controller !== null;
    if (had) shown.kept = 1;
    serviceWorker.addEventListener('message', (event: MessageEvent<WorkerWord>) => this.#hear(event));
    serviceWorker.startMessages();
    let controlled = had;
    serviceWorker.addEventListener('controllerchange', () => {
      if (controlled) this.#changed();
      controlled = true;
    });
    const told = (now: ServiceWorkerRegistration): void => {
      this.#registration = now;
      now.addEventListener('updatefound', () => this.#follow(now.installing));
      this.#follow(now.installing);
    };
    const registration = await registered(() => serviceWorker.register('/sw.js'), told, waited);
    // The app has only just started: nothing is open yet.
    if (registration.waiting && had && !(await this.take())) shown.versionReady = true;
    const look = (): void => void registration.update().catch(() => undefined);
    setInterval(look, EVERY_MS);
    addEventListener('online', look);
    const ready = await serviceWorker.ready;
    shown.kept = 1;
    ready.active?.postMessage({ tidy: true });
  }

  #follow(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) shown.versionReady = true;
    });
  }

  #hear({ data, ports }: MessageEvent<WorkerWord>): void {
    if ('kept' in data) shown.kept = data.kept.total > 0 ? data.kept.done / data.kept.total : 1;
    else if ('go' in data) {
      history.pushState(null, '', data.go);
      dispatchEvent(new PopStateEvent('popstate'));
    } else ports[0]?.postMessage({ held: this.#holds > 0, entry: entry() } satisfies PageWord);
  }

  #changed(): void {
    if (this.#holds > 0) this.#stale = true;
    else location.reload();
  }
}

/** The versions, as this page sees them. */
export const versions = new Versions();
