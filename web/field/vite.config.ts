// How the field app is built: Svelte, aliases, worker modules beside the page, and the service worker after all.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precache } from './vite/precache.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * A few large files instead of many small ones, all of which a first visit fetches: each costs a request with its headers,
 * and together they pack better. The forms, the other screens, and what stands behind both; apart from these, what only a
 * phone's app needs.
 */
const groups = [
  {
    name: 'native',
    test: /\/field\/src\/core\/(native|shell|device-vault|keeper|deeds|sync|transport|sign-in|presence|kept|around)\.ts/,
    priority: 4,
  },
  { name: 'form', test: /\/field\/src\/(form|screens\/visit)\//, priority: 3 },
  { name: 'screens', test: /\/field\/src\/(screens|settings)\//, priority: 2 },
  { name: 'app', test: /\/field\/src\/(?!main|wasm)|\/shared\/src\/(?!messages|i18n\/(en|zh-Hans))|\/node_modules\//, priority: 1 },
];

export default defineConfig({
  plugins: [svelte(), precache({ entry: at('./src/sw.ts'), core: at('./src/wasm/core/core_bg.wasm') })],
  resolve: { alias: { $core: at('./src/core/index.ts'), $ui: at('../shared/src/ui'), $i18n: at('../shared/src/i18n/index.svelte.ts') } },
  worker: { format: 'es' },
  build: {
    target: ['chrome109', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { includeDependenciesRecursively: false, groups } } },
  },
});
