// The list names every file of a build with its digest, and the version is that of the files.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from 'vite';
import { list, precache, version } from './precache';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'precache-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

test('files are listed by address, but not packed copies, maps, a phone app’s part or the service worker', () => {
  write('index.html', 'page');
  write('assets/a-1.js', 'script');
  for (const apart of ['index.html.br', 'assets/a-1.js.gz', 'assets/a-1.js.map', 'assets/native-1.js', 'sw.js']) write(apart, 'x');
  const digest = createHash('sha256').update('page').digest('hex');
  const files = list(folder);
  expect(files.map(([path]) => path)).toEqual(['/assets/a-1.js', '/index.html']);
  expect(files[1]).toEqual(['/index.html', digest, 4]);
});

test('the version changes with the files and only with them', () => {
  write('index.html', 'page');
  const before = version(list(folder));
  expect(version(list(folder))).toBe(before);
  write('index.html', 'other page');
  expect(version(list(folder))).not.toBe(before);
});

test('a build has a service worker at its root that names its files and needs no other', async () => {
  write('index.html', '<script type="module" src="/main.js"></script>');
  write('main.js', 'document.title = "built";');
  write('worker/sw.js', 'import { twice } from "./other.js"; self.kept = [__FILES__, __VERSION__, twice(1)];');
  write('worker/other.js', 'export const twice = (n) => n * 2;');
  write('public/icon.svg', '<svg/>');
  const entry = join(folder, 'worker/sw.js');
  await build({ root: folder, configFile: false, logLevel: 'error', plugins: [precache({ entry, core: 'none' })] });
  const worker = readFileSync(join(folder, 'dist/sw.js'), 'utf8');
  const files = list(join(folder, 'dist'));
  expect(files.map(([path]) => path.replace(/-[^.]+/, ''))).toEqual(['/assets/index.js', '/icon.svg', '/index.html']);
  for (const [path, sha256] of files) {
    expect(worker).toContain(path);
    expect(worker).toContain(sha256);
  }
  expect(worker).toContain(version(files));
  expect(worker).not.toMatch(/\b(import|export)\b/);
});
