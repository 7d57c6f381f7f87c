// The screens by name: each is loaded when it is first opened, and kept with the app for use without network.
import type { Component } from 'svelte';
import type { Name, Parts } from './routes';

type Screens = { readonly [N in Name]?: () => Promise<{ default: Component<Parts<N>> }> };

/** Every screen that there is; the parts of its address are its properties. */
export const screens: Screens = {
  visit: () => import('./screens/visit/Form.svelte'),
  classes: () => import('./screens/absence/Classes.svelte'),
  class: () => import('./screens/absence/ClassDay.svelte'),
  more: () => import('./screens/More.svelte'),
  settings: () => import('./screens/Settings.svelte'),
};
