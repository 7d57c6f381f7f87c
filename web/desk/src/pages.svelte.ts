// Long lists as they hold: pages of the server joined to rows, more as they are come to, renewed where they are looked at.
import { type Refused, asRefused, session } from '$api';
import { untrack } from 'svelte';
import { stream } from './live.svelte';

/** A page as the server gives it. */
export interface Page<R> {
  readonly rows: readonly R[];
  readonly next?: string | null;
  readonly total?: number | null;
}

/** Rows that a table shows. */
export interface Rows<R> {
  readonly rows: readonly R[];
  /** How many there are in all; `null` when that is not known. */
  readonly total: number | null;
  /** Whether there are more than the rows that are here. */
  readonly more: boolean;
  /** Whether the first rows are being waited for. */
  readonly loading: boolean;
  readonly error: Refused | null;
  /** Says which rows are looked at; what is missing below is fetched, what is out of date there is renewed. */
  look(from: number, to: number): void;
  /** Asks again for everything. */
  again(): void;
}

/** Makes rows of a list that is all here. */
export function fixed<R>(rows: () => readonly R[]): Rows<R> {
  return {
    get rows() {
      return rows();
    },
    get total() {
      return rows().length;
    },
    more: false,
    loading: false,
    error: null,
    look: () => undefined,
    again: () => undefined,
  };
}

interface Kept {
  readonly after: string | null;
  readonly page: Page<unknown>;
  readonly changes: number;
}

/** What was loaded of the lists that were left last, so that going back finds them as they were. */
const left = new Map<string, readonly Kept[]>();
const REMEMBERED = 4;
let leftBy: string | undefined;

/**
 * Asks for a list page by page. `key` says what is asked for: when it changes, the list begins anew; a list that was left
 * a short while ago is there at once and is renewed. `question` is asked with the place after which to go on.
 * Call it while a component is made.
 */
export function pages<R>(
  key: () => string,
  id: (row: R) => string,
  question: (after: string | null, signal: AbortSignal) => Promise<Page<R>>,
): Rows<R> {
  interface Held extends Kept {
    readonly page: Page<R>;
  }
  let held = $state.raw<readonly Held[]>([]);
  let error = $state.raw<Refused | null>(null);
  let asking = $state(true);
  let turn = $state(0);
  let stop = new AbortController();
  let busy = false;
  let seen: readonly [number, number] = [0, 0];

  const rows = $derived.by(() => {
    const byId = new Map<string, R>();
    for (const { page } of held) for (const row of page.rows) if (!byId.has(id(row))) byId.set(id(row), row);
    return [...byId.values()];
  });
  const last = $derived(held.at(-1));

  $effect(() => {
    const of = key();
    void turn;
    const mine = session.who?.worker.id;
    return untrack(() => {
      if (leftBy !== mine) left.clear();
      leftBy = mine;
      stop = new AbortController();
      busy = false;
      seen = [0, 0];
      // What was kept under this key came from this very question.
      held = (left.get(of) ?? []) as readonly Held[];
      error = null;
      void step();
      return () => {
        stop.abort();
        left.delete(of);
        left.set(of, held);
        for (const old of [...left.keys()].slice(0, -REMEMBERED)) left.delete(old);
      };
    });
  });

  $effect(() => {
    void stream.changes;
    untrack(() => void step());
  });

  /** Does the one thing that is most wanted: the first page, one that is looked at and out of date, the next one. */
  async function step(): Promise<void> {
    if (busy) return;
    const at = wanted();
    if (at === null) {
      asking = false;
      return;
    }
    busy = true;
    asking = held.length === 0;
    const mine = stop;
    const changes = stream.changes;
    const after = held[at]?.after ?? held[at - 1]?.page.next ?? null;
    try {
      const page = await question(after, mine.signal);
      if (mine.signal.aborted) return;
      held = [...held.slice(0, at), { after, page, changes }, ...held.slice(at + 1)];
      if (!page.next) held = held.slice(0, at + 1);
      error = null;
    } catch (reason) {
      if (mine.signal.aborted) return;
      error = asRefused(reason);
      asking = false;
      busy = false;
      return;
    }
    busy = false;
    void step();
  }

  function wanted(): number | null {
    if (held.length === 0) return 0;
    let start = 0;
    for (const [i, { page, changes }] of held.entries()) {
      const end = start + page.rows.length;
      if (changes < stream.changes && start <= seen[1] && end >= seen[0]) return i;
      start = end;
    }
    return last?.page.next && seen[1] + 30 >= rows.length ? held.length : null;
  }

  return {
    get rows() {
      return rows;
    },
    get total() {
      return held[0]?.page.total ?? (last && !last.page.next ? rows.length : null);
    },
    get more() {
      return Boolean(last?.page.next);
    },
    get loading() {
      return asking && held.length === 0;
    },
    get error() {
      return error;
    },
    look(from, to) {
      if (from === seen[0] && to === seen[1]) return;
      seen = [from, to];
      void step();
    },
    again() {
      turn += 1;
    },
  };
}
