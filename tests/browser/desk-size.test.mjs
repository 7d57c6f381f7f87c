// The desk stays small: what is loaded until any of its screens is there, whichever is opened first, as it is sent.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DESK } from './kit/server.mjs';

/** What a slow line brings in little more than a second, in bytes. */
const MOST = 250_000;
const FOLDER = join(DESK, 'assets');

/** Every script but the map, with what it loads before it runs. */
async function scripts() {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.js') && !name.startsWith('map-'));
  const read = await Promise.all(names.map(async (name) => [name, await readFile(join(FOLDER, name), 'utf8')]));
  const loads = (text) => [...text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(([, name]) => name);
  return new Map(read.map(([name, text]) => [name, { size: gzipSync(text).length, loads: loads(text) }]));
}

/** Adds a script and all that it loads before it runs. */
function add(name, all, found = new Set()) {
  if (found.has(name) || !all.has(name)) return found;
  found.add(name);
  for (const next of all.get(name).loads) add(next, all, found);
  return found;
}

test('whichever screen is opened first, few bytes of script come before the map', async (t) => {
  const all = await scripts();
  const page = await readFile(join(DESK, 'index.html'), 'utf8');
  const [, entry] = /<script[^>]*src="[^"]*\/([\w.-]+\.js)"/.exec(page) ?? [];
  const words = [...all.keys()].filter((name) => name.startsWith('zh-Hans-'));
  assert.ok(all.has(entry) && words.length > 0, 'a built desk with its words');
  const sums = [...all.keys()].map((screen) => {
    const found = new Set([entry, ...words, screen].flatMap((name) => [...add(name, all)]));
    return { screen, sum: [...found].reduce((sum, name) => sum + all.get(name).size, 0) };
  });
  const heaviest = sums.toSorted((a, b) => b.sum - a.sum)[0];
  t.diagnostic(`${heaviest.screen} with all before it: ${heaviest.sum} bytes`);
  assert.ok(heaviest.sum <= MOST, `${heaviest.screen} needs ${heaviest.sum} bytes of script`);
});
