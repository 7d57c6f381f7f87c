// How the desk is built: Svelte and aliases, below `/desk/`; while developing, the API of a running server is passed through.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: '/desk/',
  plugins: [svelte()],
  resolve: {
    alias: {
      $api: at('./src/api/index.ts'),
      $live: at('./src/live.svelte.ts'),
      $desk: at('./src'),
      $ui: at('../shared/src/ui'),
      $i18n: at('../shared/src/i18n/index.svelte.ts'),
    },
  },
  worker: { format: 'es' },
  build: { target: ['chrome109', 'firefox114', 'safari16.4'], assetsInlineLimit: 0, reportCompressedSize: false },
  server: { port: 5461, proxy: { '/v1': process.env['DOORSTEP_SERVER'] ?? 'http://127.0.0.1:8460' } },
});
