// The beginning: settings and words first, then the app in place of the note that it opens.
import { mount } from 'svelte';
import '@doorstep/shared/tokens.css';
import '@doorstep/shared/base.css';
import App from './App.svelte';
import { settings } from './settings.svelte';

const begin = async (): Promise<void> => {
  try {
    await settings.start();
  } catch {
    // The words did not come: the plain script loads the page anew when the server answers.
    document.dispatchEvent(new Event('doorstep-cut'));
    return;
  }
  const target = document.getElementById('app');
  if (!target) return;
  target.replaceChildren();
  mount(App, { target });
  document.documentElement.dataset['begun'] = 'yes';
};

void begin();
