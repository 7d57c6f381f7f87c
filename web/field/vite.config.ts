// How the field app is built: Svelte, aliases, and worker modules beside the page.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { $core: at('./src/core/index.ts'), $ui: at('../shared/src/ui') } },
  worker: { format: 'es' },
  build: { target: ['chrome109', 'firefox114', 'safari16.4'], assetsInlineLimit: 0, reportCompressedSize: false },
});
