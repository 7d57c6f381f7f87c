// Builds the service worker after everything else, with the list of the build's files and their digests.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Plugin, build } from 'vite';

/** A file that the app keeps: address, SHA-256 in hex, size in bytes. */
export type Listed = [path: string, sha256: string, size: number];

/** What is not kept: packed copies, maps for people, what only a phone's app needs, and the service worker itself. */
const APART = /\.(br|gz|zst|map)$|^\/assets\/native-[^/]*\.js$|^\/sw\.js$/;

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Lists the files of a build, in the order of their addresses. */
export const list = (folder: string): Listed[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file): [string, string] => [`/${relative(folder, file).split(sep).join('/')}`, file])
    .filter(([path]) => !APART.test(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, file]) => {
      const bytes = readFileSync(file);
      return [path, sha256(bytes), bytes.length];
    });

/** The version of a list: the same for the same files. */
export const version = (files: Listed[]): string => sha256(JSON.stringify(files)).slice(0, 16);

const size = (file: string): number => {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
};

/** The plugin; `entry` is the service worker's source, `core` the core's program. */
export const precache = ({ entry, core }: { entry: string; core: string }): Plugin => {
  let root = '';
  let outDir = '';
  let target: string | false | string[] = false;
  return {
    name: 'doorstep-precache',
    enforce: 'post',
    config: () => ({ define: { __CORE_BYTES__: JSON.stringify(size(core)) } }),
    configResolved: (config) => {
      root = config.root;
      outDir = join(config.root, config.build.outDir);
      target = config.build.target;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler: async () => {
        const files = list(outDir);
        if (!files.some(([path]) => path === '/index.html')) return;
        await build({
          root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(version(files)) },
          build: {
            outDir,
            emptyOutDir: false,
            ...(target ? { target } : {}),
            rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js' } },
          },
        });
      },
    },
  };
};
