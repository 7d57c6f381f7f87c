// The screens by name: each is loaded when it is first opened, and kept with the app for use without network.
import type { Component } from 'svelte';
import type { Name, Parts } from './routes';

type Screens = { readonly [N in Name]?: () => Promise<{ default: Component<Parts<N>> }> };

/** Every screen that there is; the parts of its address are its properties. */
export const screens: Screens = {
  today: () => import('./screens/today/Today.svelte'),
  map: () => import('./screens/map/Map.svelte'),
  students: () => import('./screens/students/Students.svelte'),
  search: () => import('./screens/students/Students.svelte'),
  student: () => import('./screens/student/Student.svelte'),
  visit: () => import('./screens/visit/Form.svelte'),
  classes: () => import('./screens/absence/Classes.svelte'),
  class: () => import('./screens/absence/ClassDay.svelte'),
  queue: () => import('./screens/queue/Queue.svelte'),
  contact: () => import('./screens/contact/Contact.svelte'),
  patrol: () => import('./screens/patrol/Patrol.svelte'),
  reminders: () => import('./screens/reminders/Reminders.svelte'),
  sync: () => import('./screens/sync/Sync.svelte'),
  records: () => import('./screens/sync/OwnRecords.svelte'),
  attention: () => import('./screens/attention/Attention.svelte'),
  more: () => import('./screens/More.svelte'),
  settings: () => import('./screens/Settings.svelte'),
};
