// The files that are made for this worker: asked for, watched while they are made, fetched, cancelled and erased.
import { api, asRefused, download, session, type Export, type Refused, type Wish } from '$api';

/** How often it is asked how far files are, in milliseconds. */
const LOOK_MS = 700;
const PAGE = 50;

/** Tells whether a file is still to come. */
export const isComing = ({ state }: Pick<Export, 'state'>): boolean => state === 'queued' || state === 'running';

class Exports {
  /** The newest files, the newest first; `null` before they are known. */
  all = $state.raw<readonly Export[] | null>(null);
  /** Why they could not be had. */
  error = $state.raw<Refused | null>(null);
  /** The files that were asked for on this page, or were seen to be made, and were not put away. */
  near = $state.raw<readonly string[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #of: string | undefined;

  /** Asks how far files are, and goes on as long as one is to come. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const me = session.who?.worker.id;
    if (!me) return;
    if (this.#of !== me) [this.all, this.near, this.#of] = [null, [], me];
    try {
      const { exports } = await api.get('/v1/exports', { query: { limit: PAGE } });
      if (session.who?.worker.id !== me) return;
      [this.all, this.error] = [exports, null];
      const coming = exports.filter(isComing).map(({ id }) => id);
      this.near = [...new Set([...coming, ...this.near])].filter((id) => exports.some((one) => one.id === id));
    } catch (error) {
      this.error = asRefused(error);
    }
    clearTimeout(this.#timer);
    if (this.all?.some(isComing)) this.#timer = setTimeout(() => void this.look(), LOOK_MS);
  }

  /** Asks for a file to be made. */
  async ask(wish: Wish): Promise<void> {
    const made = await api.post('/v1/exports', { body: wish });
    this.near = [made.id, ...this.near];
    await this.look();
  }

  /** Cancels a file that is to come, or erases one that is there. */
  async drop(id: string): Promise<void> {
    await api.delete('/v1/exports/{id}', { path: { id } });
    await this.look();
  }

  /** Fetches a file. */
  async take({ id, name }: Export): Promise<void> {
    await download('/v1/exports/{id}/file', { path: { id } }, name ?? 'doorstep');
    this.away(id);
  }

  /** Puts a file away from what is near; it stays in the room of exports. */
  away(id: string): void {
    this.near = this.near.filter((one) => one !== id);
  }
}

/** The files. */
export const exported = new Exports();
