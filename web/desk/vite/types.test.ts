// The generated types are those of the server's description as it is now.
import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('the types are not stale (npm run types -w desk)', async () => {
  const description = new URL('../../../server/openapi.json', import.meta.url);
  const ast = await openapiTS(description, { alphabetize: true, rootTypes: true, rootTypesNoSchemaPrefix: true });
  const kept = await readFile(new URL('../src/api/types.ts', import.meta.url), 'utf8');
  expect(kept.replace(/^\/\*\*[\s\S]*?\*\/\s*/, '').trim()).toBe(astToString(ast).trim());
});
