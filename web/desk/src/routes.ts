// The addresses of the desk: a pattern for each screen below `/desk/`; everything that is chosen lies in their queries.
import { addresses, type Found as FoundOf, type PartsOf } from '@doorstep/shared/addresses.ts';

/** Every screen by its address; `:name` stands for a part. */
export const PATHS = {
  overview: '/',
  queue: '/queue',
  students: '/students',
  student: '/student/:id',
  ledgers: '/ledgers',
  ledger: '/ledgers/:key',
  indicators: '/indicators',
  indicator: '/indicators/:key',
  phones: '/phones',
  moves: '/moves',
  policy: '/policy',
  calendar: '/calendar',
  forms: '/forms',
  audit: '/audit',
  exports: '/exports',
  intake: '/roster',
  workers: '/workers',
  worker: '/workers/:id',
  schools: '/schools',
  school: '/schools/:id',
  rollOver: '/roll-over',
  retention: '/retention',
  papers: '/papers',
  paper: '/paper/:id',
  templates: '/templates',
  signIn: '/sign-in',
} as const;

/** The name of a screen. */
export type Name = keyof typeof PATHS;

/** The parts of a screen's address. */
export type Parts<N extends Name = Name> = { readonly [P in PartsOf<(typeof PATHS)[N]>]: string };

/** A screen that was found for an address. */
export type Found = FoundOf<Name>;

export const {
  /** Writes an address: `path('student', { id })`, `path('queue', {}, { village })`. */
  path,
  /** Finds the screen of an address; `null` when there is none. */
  find,
} = addresses(PATHS, '/desk');
