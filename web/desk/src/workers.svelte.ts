// The county's workers for those who manage them: asked for once, for pickers and for names by id.
import { api, asRefused, type Refused, session, type Worker } from '$api';

const PAGE = 500;

class Workers {
  /** The workers, by id. */
  all = $state.raw<ReadonlyMap<string, Worker>>(new Map());
  /** Why they could not be had. */
  error = $state.raw<Refused | null>(null);
  /** Whether they are all here. */
  ready = $state(false);
  #asked: Promise<void> | null = null;
  #of: string | null = null;

  /** Asks for them, unless that was done for this worker. */
  load(): Promise<void> {
    const me = session.who?.worker.id ?? null;
    if (this.#of !== me) this.#asked = null;
    this.#of = me;
    this.#asked ??= this.#load();
    return this.#asked;
  }

  /** Asks anew: their assignments changed. */
  again(): Promise<void> {
    this.#asked = null;
    return this.load();
  }

  async #load(): Promise<void> {
    try {
      const found = new Map<string, Worker>();
      let after: string | undefined;
      do {
        const page = await api.get('/v1/workers', { query: { limit: PAGE, ...(after ? { after } : {}) } });
        for (const worker of page.workers) found.set(worker.id, worker);
        after = page.after;
      } while (after);
      [this.all, this.error, this.ready] = [found, null, true];
    } catch (error) {
      this.error = asRefused(error);
      this.#asked = null;
    }
  }
}

/** The workers. */
export const workers = new Workers();
