// How the field app is built: Svelte, aliases, worker modules beside the page, and the service worker after all.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precache } from './vite/precache.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte(), precache({ entry: at('./src/sw.ts'), core: at('./src/wasm/core/core_bg.wasm') })],
  resolve: { alias: { $core: at('./src/core/index.ts'), $ui: at('../shared/src/ui'), $i18n: at('../shared/src/i18n/index.svelte.ts') } },
  worker: { format: 'es' },
  build: { target: ['chrome109', 'firefox114', 'safari16.4'], assetsInlineLimit: 0, reportCompressedSize: false },
});
