// Which screen is open and what is chosen on it: the history's addresses and their queries.
import { type Found, type Name, find, path } from './routes';

/** An address that is open. */
export interface Place {
  readonly url: URL;
  readonly found: Found | null;
  /** A new one for every move to another screen; choices on the same screen keep it. */
  readonly turn: number;
  /** Where it was scrolled to when it was left; `null` for a screen that is new. */
  readonly scroll: number | null;
}

const keptScroll = (): number | null => {
  const state: unknown = history.state;
  const value: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'scroll') : null;
  return typeof value === 'number' ? value : null;
};

const here = (turn: number, scroll: number | null): Place => {
  const url = new URL(location.href);
  return { url, found: find(url.pathname), turn, scroll };
};

class Router {
  place = $state.raw<Place>(here(0, null));
  readonly #query = $derived(this.place.url.searchParams);

  /** The name of the open screen; `null` when the address has none. */
  readonly name = $derived<Name | null>(this.place.found?.name ?? null);

  readonly #left = new Map<Name, string>();

  /** Begins to follow the history and the links of the page; returns what ends it. */
  start(): () => void {
    history.scrollRestoration = 'manual';
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('popstate', () => this.#move(keptScroll()), { signal });
    addEventListener('click', (event) => this.#link(event), { signal });
    let timer: ReturnType<typeof setTimeout> | undefined;
    addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(() => history.replaceState({ scroll: Math.round(scrollY) }, ''), 150);
    }, { signal, passive: true });
    return () => stop.abort();
  }

  /** Returns what is chosen, from the address's query; empty when nothing is. Reading it follows it. */
  query(name: string): string {
    return this.#query.get(name) ?? '';
  }

  /** Returns the address of a screen as it was left, with what was chosen there. */
  last(name: 'overview' | 'queue' | 'students'): string {
    return this.#left.get(name) ?? path(name);
  }

  /** Tells which of two screens was left last; the first one when neither was. */
  latest<A extends Name, B extends Name>(first: A, second: B): A | B {
    const left = [...this.#left.keys()];
    return left.lastIndexOf(second) > left.lastIndexOf(first) ? second : first;
  }

  /** Forgets how screens were left: what was looked for is nobody else's to see. */
  forget(): void {
    this.#left.clear();
  }

  /** Opens an address; with `replace` in place of the present one. */
  go(address: string, { replace = false } = {}): void {
    if (replace) history.replaceState(null, '', address);
    else {
      history.replaceState({ scroll: Math.round(scrollY) }, '');
      history.pushState(null, '', address);
    }
    this.#move(null);
  }

  /** Returns the open address with some of its choices changed; an empty one is left out. */
  with(change: Readonly<Record<string, string | null | undefined>>): string {
    const url = new URL(this.place.url);
    for (const [name, value] of Object.entries(change)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    return url.pathname + url.search;
  }

  /** Chooses something on the open screen; typing replaces, so that "back" leaves a screen and not a letter. */
  choose(change: Readonly<Record<string, string | null | undefined>>, { replace = false } = {}): void {
    const address = this.with(change);
    if (address !== location.pathname + location.search) this.go(address, { replace });
  }

  #move(scroll: number | null): void {
    if (this.name) {
      this.#left.delete(this.name);
      this.#left.set(this.name, this.place.url.pathname + this.place.url.search);
    }
    const next = here(this.place.turn, scroll);
    const same = next.url.pathname === this.place.url.pathname;
    this.place = same ? next : { ...next, turn: next.turn + 1 };
  }

  #link(event: MouseEvent): void {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!plain || event.defaultPrevented || !link || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || !find(link.pathname)) return;
    event.preventDefault();
    const address = link.pathname + link.search;
    this.go(address, { replace: address === location.pathname + location.search });
  }
}

/** The router. */
export const router = new Router();
