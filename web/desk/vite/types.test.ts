// The generated types are those of the server's description as it is now.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { TYPES, types } from './types.mjs';

test('the types are not stale (npm run types -w desk)', async () => {
  expect(await readFile(TYPES, 'utf8')).toBe(await types());
});
