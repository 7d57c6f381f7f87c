// Which columns of a ledger are shown: what was chosen in this browser, else those that the server shows unasked.

/** A column as the server defines it. */
export interface Defined {
  readonly key: string;
  readonly shown: boolean;
}

const KEY = 'doorstep-desk-ledger-columns';
/** The column that every line begins with. */
export const FIRST = 'name';

/** Reads what was kept; what is no list of words is passed over. */
export function read(text: string | null): readonly string[] | null {
  try {
    const given: unknown = JSON.parse(text ?? 'null');
    return Array.isArray(given) ? given.filter((one): one is string => typeof one === 'string') : null;
  } catch {
    return null;
  }
}

/** Chooses among the columns that there are, in their order; the first one is always shown. */
export function chosen<C extends Defined>(defined: readonly C[], kept: readonly string[] | null): readonly C[] {
  const known = kept?.some((key) => key !== FIRST && defined.some((one) => one.key === key)) ? kept : null;
  return defined.filter((one) => one.key === FIRST || (known ? known.includes(one.key) : one.shown));
}

/** Returns what this browser keeps. */
export function kept(): readonly string[] | null {
  try {
    return read(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** Keeps a choice in this browser; none is the server's again. */
export function keep(keys: readonly string[] | null): void {
  try {
    if (keys) localStorage.setItem(KEY, JSON.stringify(keys));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}
