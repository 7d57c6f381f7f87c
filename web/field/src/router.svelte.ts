// Which screen is open: the history's addresses, the way back, and where each screen was scrolled to.
import { type Found, find } from './routes';

/** What the history keeps of a screen. */
interface Kept {
  /** How many screens of the app lie behind it. */
  depth: number;
  scroll: number;
}

/** An address that is open, and how it was come to. */
export interface Place {
  readonly url: URL;
  readonly found: Found | null;
  /** A new one for every move: what belongs to one visit of a screen hangs on it. */
  readonly turn: number;
  /** Where it was scrolled to when it was left; `null` for a screen that is new. */
  readonly scroll: number | null;
}

const kept = (): Kept => {
  const state: unknown = history.state;
  const has = (key: string): number => {
    const value: unknown = typeof state === 'object' && state !== null && Reflect.get(state, key);
    return typeof value === 'number' ? value : 0;
  };
  return { depth: has('depth'), scroll: has('scroll') };
};

const here = (turn: number, scroll: number | null): Place => {
  const url = new URL(location.href);
  return { url, found: find(url.pathname), turn, scroll };
};

class Router {
  place = $state.raw<Place>(here(0, null));

  /** Begins to follow the history and the links of the page; returns what ends it. */
  start(): () => void {
    history.scrollRestoration = 'manual';
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('popstate', () => this.#move(kept().scroll), { signal });
    addEventListener('click', (event) => this.#link(event), { signal });
    let timer: ReturnType<typeof setTimeout> | undefined;
    addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#keepScroll(), 150);
    }, { signal, passive: true });
    return () => stop.abort();
  }

  /** Opens an address; with `replace` in place of the present one. */
  go(address: string, { replace = false } = {}): void {
    const { depth } = kept();
    if (replace) history.replaceState({ depth, scroll: 0 }, '', address);
    else {
      this.#keepScroll();
      history.pushState({ depth: depth + 1, scroll: 0 }, '', address);
    }
    this.#move(null);
  }

  /** Goes back; where nothing of the app lies behind, to `otherwise`. */
  back(otherwise = '/'): void {
    if (kept().depth > 0) history.back();
    else this.go(otherwise, { replace: true });
  }

  #move(scroll: number | null): void {
    this.place = here(this.place.turn + 1, scroll);
  }

  #keepScroll(): void {
    history.replaceState({ depth: kept().depth, scroll: Math.round(scrollY) }, '');
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
