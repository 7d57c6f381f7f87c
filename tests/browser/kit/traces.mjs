// What a lost phone would give away: every byte of its profile searched for names.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Finds texts in the files of a folder, as UTF-8 or UTF-16, with the file that holds each. */
export async function found(folder, texts) {
  const needles = texts.flatMap((text) => [
    { text, bytes: Buffer.from(text, 'utf8') },
    { text, bytes: Buffer.from(text, 'utf16le') },
  ]);
  const hits = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    for (const needle of needles) if (bytes.includes(needle.bytes)) hits.push(`${needle.text} in ${file.slice(folder.length)}`);
  }
  return hits;
}
