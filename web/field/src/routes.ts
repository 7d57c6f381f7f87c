// The addresses of the app: a pattern for each screen, read and written with types.
import { addresses, type Found as FoundOf, type PartsOf } from '@doorstep/shared/addresses.ts';

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

/** The parts of a screen's address. */
export type Parts<N extends Name = Name> = { readonly [P in PartsOf<(typeof PATHS)[N]>]: string };

/** A screen that was found for an address. */
export type Found = FoundOf<Name>;

export const {
  /** Writes an address: `path('student', { id })`, `path('search', {}, { text })`. */
  path,
  /** Finds the screen of an address; `null` when there is none. */
  find,
} = addresses(PATHS);
