// The first visit: what comes over the network until the app can be used and is kept for use without one.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { worker } from '../../tests/browser/kit/app.mjs';
import { FIELD } from '../../tests/browser/kit/where.mjs';
import { line, POOR } from '../../tests/browser/kit/line.mjs';
import { PAGE, timed } from './page.mjs';

/** Counts every byte that a new phone receives, headers included. */
export async function firstVisit(life, server) {
  const to = await line(server);
  const { phone, ...who } = await opened(life, to);
  try {
    await who.app.sees('start.welcome');
    await who.app.isKept();
    await phone.page.waitForTimeout(1000);
    return { bytes: to.down.bytes, ms: null };
  } finally {
    await phone.remove();
    await to.close();
  }
}

/** Over a poor line: until the sign-in is there, until all is kept, and from the code to today's list. */
export async function poorFirstVisit(life, server, username) {
  const to = await line(server, POOR);
  const start = performance.now();
  const { phone, app } = await opened(life, to);
  try {
    await app.sees('start.welcome', {}, 300_000);
    const usable = performance.now() - start;
    await app.isKept();
    const kept = performance.now() - start;
    await app.fillsAccount({ username });
    await app.choosesCode('270914');
    await app.sees('start.pin_again');
    const before = to.down.bytes;
    const synced = await timed(phone.page, ['afterLastTouch', 'today'], () => app.types('270914'), 600_000);
    return { usable, kept, synced, bytes: to.down.bytes - before };
  } finally {
    await phone.remove();
    await to.close();
  }
}

async function opened(life, to) {
  const app = await worker(life, '', { line: to });
  await app.phone.context.addInitScript(PAGE);
  void app.phone.open().catch(() => undefined);
  return { app, phone: app.phone };
}

/** The largest files of the app as they are sent. */
export async function largestFiles(count) {
  const all = await readdir(FIELD, { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile() && !entry.name.endsWith('.br')).map((entry) => join(entry.parentPath, entry.name));
  const sized = await Promise.all(
    files.map(async (file) => {
      const packed = await stat(`${file}.br`).catch(() => null);
      return { name: file.slice(FIELD.length + 1), bytes: (packed ?? (await stat(file))).size, whole: (await readFile(file)).length };
    }),
  );
  return { all: sized.reduce((sum, { bytes }) => sum + bytes, 0), largest: sized.toSorted((a, b) => b.bytes - a.bytes).slice(0, count) };
}
