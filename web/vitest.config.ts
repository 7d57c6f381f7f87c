// How the TypeScript unit tests run: all of the workspace, in Node, with runes compiled.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte({ compilerOptions: { dev: false } })],
  resolve: {
    alias: {
      $i18n: at('./shared/src/i18n/index.svelte.ts'),
      $api: at('./desk/src/api/index.ts'),
      $live: at('./desk/src/live.svelte.ts'),
      $desk: at('./desk/src'),
    },
  },
  test: { include: ['*/{src,vite}/**/*.test.ts'], passWithNoTests: false },
});
