// How the TypeScript unit tests run: all of the workspace, in Node.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['*/{src,vite}/**/*.test.ts'], passWithNoTests: false } });
