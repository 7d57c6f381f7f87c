// The desk stays small: what all its screens load before the map, as it is sent.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DESK } from './kit/server.mjs';

/** What a slow line brings in little more than a second, in bytes. */
const MOST = 250_000;

test('the scripts of all screens in both languages, without the map, are few bytes', async () => {
  const folder = join(DESK, 'assets');
  const names = (await readdir(folder)).filter((name) => /\.m?js$/.test(name) && !/^map/.test(name));
  assert.ok(names.length > 10, 'a built desk');
  const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(join(folder, name))).length));
  const sum = sizes.reduce((all, one) => all + one, 0);
  assert.ok(sum <= MOST, `${sum} bytes of script`);
});
