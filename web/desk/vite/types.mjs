// Writes the types of the server's API from its own description: `npm run types -w desk`.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const DESCRIPTION = new URL('../../../server/openapi.json', import.meta.url);
/** Where they lie. */
export const TYPES = new URL('../src/api/types.ts', import.meta.url);

/** Makes the text of the types. */
export async function types() {
  const ast = await openapiTS(DESCRIPTION, { alphabetize: true, rootTypes: true, rootTypesNoSchemaPrefix: true, emptyObjectsUnknown: true });
  return `// The server's API as types; generated from server/openapi.json, never edited.\n\n${astToString(ast).trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(TYPES, await types());
