// A new version of the app comes while a form is open: the form is left alone, the new version is taken at the next start.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PATIENCE, worker } from './kit/app.mjs';
import { studentsOf } from './kit/desk.mjs';
import { serve } from './kit/server.mjs';
import { FIELD } from './kit/where.mjs';

let folder;
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstep-versions-'));
  await cp(FIELD, folder, { recursive: true });
  server = await serve({ field: folder });
});

after(async () => {
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

test('a new version leaves the open form alone, is told quietly, and is taken at the next start', async (t) => {
  const [student] = await studentsOf(server, 'teacher');
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  await teacher.isKept();
  await teacher.beginsVisit(student);
  await teacher.fills('home_visit', teacher.answersOfVisit({}), { until: 'household_found' });

  await deploy();
  await server.stop();
  await server.start();
  await teacher.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await teacher.page.waitForFunction(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting), undefined, {
    timeout: 3 * PATIENCE,
  });
  assert.deepEqual(await teacher.asked('home_visit'), ['household_found'], 'the form stays where it is');
  assert.equal(await version(teacher), 'old');

  // In the settings it is said, and waits for the form.
  await teacher.goes('/settings');
  await teacher.reads('settings.update');
  await teacher.screenshot('update-told');

  await teacher.phone.stop();
  await teacher.phone.start();
  await teacher.starts();
  await teacher.page.waitForFunction(() => document.documentElement.dataset.version === 'new', undefined, { timeout: PATIENCE });
  await teacher.unlocks();
  await teacher.beginsVisit(student);
  assert.deepEqual(await teacher.asked('home_visit'), ['household_found'], 'the draft is whole');
  teacher.phone.assertQuiet();
});

function version(teacher) {
  return teacher.page.evaluate(() => document.documentElement.dataset.version ?? 'old');
}

/** Puts a version into the folder that differs in its page, as a build would: the page, its digest, the service worker. */
async function deploy() {
  const page = join(folder, 'index.html');
  const old = await readFile(page, 'utf8');
  const fresh = old.replace('<html ', '<html data-version="new" ');
  const digest = (text) => createHash('sha256').update(text).digest('hex');
  const worker = join(folder, 'sw.js');
  const script = await readFile(worker, 'utf8');
  const size = (text) => Buffer.byteLength(text);
  const listed = new RegExp(`(["'\`])${digest(old)}\\1,\\s*${size(old)}`);
  assert.match(script, listed);
  const was = /\b[0-9a-f]{16}\b/.exec(script)?.[0];
  const next = script
    .replace(listed, (_, quote) => `${quote}${digest(fresh)}${quote},${size(fresh)}`)
    .replaceAll(was, digest(fresh).slice(0, 16));
  assert.ok(was && next !== script);
  await writeFile(page, fresh);
  await writeFile(worker, next);
  for (const name of await readdir(folder)) {
    if (['index.html.br', 'sw.js.br'].includes(name)) await rm(join(folder, name));
  }
}
