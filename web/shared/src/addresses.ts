// The addresses of an application: a pattern for each screen (`/student/:id`), read and written with types.

/** The names of the parts of a pattern. */
export type PartsOf<P extends string> = P extends `${string}:${infer Part}/${infer Rest}`
  ? Part | PartsOf<Rest>
  : P extends `${string}:${infer Part}`
    ? Part
    : never;

/** A screen that was found for an address. */
export interface Found<N extends string = string> {
  readonly name: N;
  readonly parts: Readonly<Record<string, string>>;
}

/** The query of an address; what is empty is left out. */
export type Query = Readonly<Record<string, string | null | undefined>>;

/** Writes and finds the addresses of an application that lies below `base`. */
export interface Addresses<T extends Readonly<Record<string, string>>> {
  /** Writes an address: `path('student', { id })`, `path('search', {}, { text })`. */
  path<N extends keyof T & string>(
    name: N,
    ...given: PartsOf<T[N]> extends never
      ? [parts?: Record<string, never>, query?: Query]
      : [parts: { readonly [P in PartsOf<T[N]>]: string }, query?: Query]
  ): string;
  /** Finds the screen of an address; `null` when there is none. */
  find(pathname: string): Found<keyof T & string> | null;
}

/** Makes the addresses of the given patterns. */
export function addresses<T extends Readonly<Record<string, string>>>(patterns: T, base = ''): Addresses<T> {
  const isName = (name: string): name is keyof T & string => name in patterns;
  const named = Object.entries(patterns).flatMap(([name, pattern]) => (isName(name) ? [{ name, pieces: pieces(base + pattern) }] : []));
  return {
    path(name, ...[parts, query]) {
      const given: Readonly<Record<string, string>> = { ...parts };
      const written = base + String(patterns[name]).replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(given[part] ?? ''));
      const asked = Object.entries(query ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
      return asked.length > 0 ? `${written}?${new URLSearchParams(asked).toString()}` : written;
    },
    find(pathname) {
      const given = pieces(pathname);
      for (const { name, pieces: pattern } of named) {
        const parts = match(pattern, given);
        if (parts) return { name, parts };
      }
      return null;
    },
  };
}

function pieces(path: string): readonly string[] {
  return path.replace(/\/+$/, '').split('/');
}

function match(pattern: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [i, piece] of pattern.entries()) {
    const value = given[i] ?? '';
    if (!piece.startsWith(':')) {
      if (piece !== value) return null;
      continue;
    }
    try {
      parts[piece.slice(1)] = decodeURIComponent(value);
    } catch {
      return null;
    }
    if (value === '') return null;
  }
  return parts;
}
