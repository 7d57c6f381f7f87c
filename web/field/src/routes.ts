// The addresses of the app: a pattern for each screen, read and written with types.

/** Every screen by its address; `:name` stands for a part. */
export const PATHS = {
  today: '/',
  patrol: '/patrol',
  students: '/students',
  student: '/student/:id',
  visit: '/visit/:draft',
  classes: '/class',
  class: '/class/:id',
  queue: '/queue',
  contact: '/contact/:student',
  reminders: '/reminders',
  sync: '/sync',
  attention: '/attention',
  records: '/records',
  search: '/search',
  map: '/map',
  more: '/more',
  settings: '/settings',
} as const;

/** The name of a screen. */
export type Name = keyof typeof PATHS;

type PartsOf<P extends string> = P extends `${string}:${infer Part}/${infer Rest}`
  ? Part | PartsOf<Rest>
  : P extends `${string}:${infer Part}`
    ? Part
    : never;

/** The parts of a screen's address. */
export type Parts<N extends Name = Name> = { readonly [P in PartsOf<(typeof PATHS)[N]>]: string };

/** A screen that was found for an address. */
export interface Found {
  readonly name: Name;
  readonly parts: Readonly<Record<string, string>>;
}

type Query = Readonly<Record<string, string | null | undefined>>;

/** Writes an address: `path('student', { id })`, `path('search', {}, { text })`. */
export function path<N extends Name>(
  name: N,
  ...[parts, query]: PartsOf<(typeof PATHS)[N]> extends never ? [parts?: Record<string, never>, query?: Query] : [parts: Parts<N>, query?: Query]
): string {
  const given: Readonly<Record<string, string>> = { ...parts };
  const written = PATHS[name].replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(given[part] ?? ''));
  const asked = Object.entries(query ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return asked.length > 0 ? `${written}?${new URLSearchParams(asked).toString()}` : written;
}

/** Finds the screen of an address; `null` when there is none. */
export function find(pathname: string): Found | null {
  const given = pathname.replace(/\/+$/, '').split('/');
  for (const [name, pattern] of entries()) {
    const parts = match(pattern.replace(/\/+$/, '').split('/'), given);
    if (parts) return { name, parts };
  }
  return null;
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

function entries(): [Name, string][] {
  const isName = (name: string): name is Name => name in PATHS;
  return Object.entries(PATHS).flatMap(([name, pattern]): [Name, string][] => (isName(name) ? [[name, pattern]] : []));
}
