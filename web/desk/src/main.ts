// The beginning: settings and words, the session of this tab, then the desk.
import { session } from '$api';
import { mount } from 'svelte';
import '@doorstep/shared/tokens.css';
import '@doorstep/shared/base.css';
import './desk.css';
import './i18n';
import App from './App.svelte';
import { settings } from './settings.svelte';

const begin = async (): Promise<void> => {
  await Promise.all([settings.start(), session.resume()]);
  const target = document.getElementById('app');
  if (!target) return;
  target.replaceChildren();
  mount(App, { target });
  document.documentElement.dataset['begun'] = 'yes';
};

void begin();
