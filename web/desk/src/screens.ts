// The screens inside by name: each is loaded when it is first opened; the parts of its address are its properties.
import type { Component } from 'svelte';
import type { Name, Parts } from './routes';

type Screens = { readonly [N in Exclude<Name, 'signIn'>]: () => Promise<{ default: Component<Parts<N>> }> };

/** Every screen that there is. */
export const screens: Screens = {
  overview: () => import('./screens/overview/Overview.svelte'),
  queue: () => import('./screens/queue/Queue.svelte'),
  students: () => import('./screens/students/Students.svelte'),
  student: () => import('./screens/student/Student.svelte'),
  ledgers: () => import('./screens/ledgers/Ledgers.svelte'),
  ledger: () => import('./screens/ledgers/Ledgers.svelte'),
  indicators: () => import('./screens/indicators/Indicators.svelte'),
  indicator: () => import('./screens/indicators/Indicator.svelte'),
  phones: () => import('./screens/phones/Phones.svelte'),
  moves: () => import('./screens/moves/Moves.svelte'),
  policy: () => import('./screens/policy/Policy.svelte'),
  calendar: () => import('./screens/calendar/Calendar.svelte'),
  forms: () => import('./screens/forms/Forms.svelte'),
  audit: () => import('./screens/audit/Audit.svelte'),
  exports: () => import('./screens/exports/Exports.svelte'),
  intake: () => import('./screens/intake/Intake.svelte'),
  workers: () => import('./screens/accounts/Accounts.svelte'),
  worker: () => import('./screens/accounts/AccountPage.svelte'),
  schools: () => import('./screens/schools/Schools.svelte'),
  school: () => import('./screens/schools/SchoolPage.svelte'),
  rollOver: () => import('./screens/schools/RollOver.svelte'),
  retention: () => import('./screens/retention/Retention.svelte'),
  papers: () => import('./screens/papers/Papers.svelte'),
  paper: () => import('./screens/papers/Paper.svelte'),
  templates: () => import('./screens/templates/Templates.svelte'),
};
