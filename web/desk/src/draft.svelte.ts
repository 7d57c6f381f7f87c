// What is being typed, kept while the desk is open: a sheet that was closed, or a screen that was left, has it again.

const kept = new Map<string, object>();
/** What ends the storing of what lasts. */
const storing: (() => void)[] = [];

/** Returns what is being filled in under a name, as it was left; begun with `initial`. */
export function draft<T extends object>(name: string, initial: T): T {
  const found = kept.get(name);
  if (found) return found as T;
  const made = $state(initial);
  kept.set(name, made);
  return made;
}

/** Forgets what was filled in: it was recorded. */
export function forget(name: string): void {
  kept.delete(name);
}

/** Forgets everything but what lasts: it is nobody else's to read. */
export function forgetAll(): void {
  kept.clear();
  for (const end of storing.splice(0)) end();
}

const STORE = 'doorstep-desk-draft ';

/**
 * Returns what is being filled in under a name, also after the page was closed and opened anew; only for what names nobody, as
 * it stays in this browser. What was stored and does not fit is passed over; `isEmpty` says when there is nothing to keep.
 */
export function lasting<T extends object>(name: string, initial: T, fits: (given: unknown) => given is T, isEmpty: (now: T) => boolean): T {
  const known = kept.has(name);
  const made = draft(name, known ? initial : (stored(name, fits) ?? initial));
  if (!known) {
    const end = $effect.root(() => {
      $effect(() => store(name, isEmpty(made) ? null : JSON.stringify(made)));
    });
    storing.push(end);
  }
  return made;
}

function stored<T>(name: string, fits: (given: unknown) => given is T): T | null {
  try {
    const given: unknown = JSON.parse(localStorage.getItem(STORE + name) ?? 'null');
    return fits(given) ? given : null;
  } catch {
    // Without storage, or with what can't be read, it begins anew.
    return null;
  }
}

function store(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(STORE + name);
    else localStorage.setItem(STORE + name, text);
  } catch {
    // Without storage it is kept until the page is closed.
  }
}
