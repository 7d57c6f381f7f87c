// An answer of the core that stays true: it is asked again after every write, of any tab or of the sync.
import { untrack } from 'svelte';
import { type Problem, problemOf } from './problem';
import { shown } from './state.svelte';

/** An answer that is kept up to date. */
export interface Live<T> {
  /** The latest answer; it stays while a newer one is on its way. */
  readonly value: T | undefined;
  /** Why the latest ask was refused. */
  readonly problem: Problem | null;
  /** Whether there is neither an answer nor a problem yet. */
  readonly loading: boolean;
  /** Asks again. */
  again(): void;
}

/** What a live answer hears. */
export interface Hears {
  /** Also changes within forms being filled. */
  drafts?: boolean;
}

/** How long further changes are gathered before asking again. */
const GATHER_MS = 120;

/** Asks now, whenever something that `ask` reads changes, and after writes. Call it while a component is made. */
export const live = <T>(ask: () => Promise<T>, hears: Hears = {}): Live<T> => {
  let value = $state.raw<T>();
  let problem = $state.raw<Problem | null>(null);
  let loading = $state(true);
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const put = async (asked: Promise<T>, mine: number): Promise<void> => {
    try {
      const answer = await asked;
      if (mine !== turn) return;
      value = answer;
      problem = null;
    } catch (thrown) {
      if (mine !== turn) return;
      problem = problemOf(thrown);
    }
    loading = false;
  };

  const version = (): number => (hears.drafts ? shown.everything : shown.records);
  let seen = untrack(version);

  $effect(() => {
    const asked = shown.phase === 'open' ? ask() : undefined;
    const mine = ++turn;
    if (asked) void untrack(() => put(asked, mine));
  });

  const again = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (untrack(() => shown.phase) === 'open') void put(ask(), ++turn);
    }, GATHER_MS);
  };

  $effect(() => {
    const now = version();
    if (now === seen) return;
    seen = now;
    untrack(again);
  });

  $effect(() => () => {
    turn = -1;
    clearTimeout(timer);
  });

  return {
    get value() {
      return value;
    },
    get problem() {
      return problem;
    },
    get loading() {
      return loading;
    },
    again,
  };
};
