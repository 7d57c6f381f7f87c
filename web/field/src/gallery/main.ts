// The gallery's beginning: `?theme=dark&language=en&size=1.5&part=start` choose what is looked at.
import { mount } from 'svelte';
import '@doorstep/shared/tokens.css';
import '@doorstep/shared/base.css';
import { speak } from '$i18n';
import Gallery from './Gallery.svelte';

const asked = new URLSearchParams(location.search);
const root = document.documentElement;
root.dataset['theme'] = asked.get('theme') ?? 'light';
root.style.setProperty('--text-size', asked.get('size') ?? '1');
await speak(asked.get('language') === 'en' ? 'en' : 'zh-Hans');
const target = document.getElementById('app');
if (target) mount(Gallery, { target, props: { part: asked.get('part') ?? 'all' } });
