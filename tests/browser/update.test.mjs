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
  await teacher.page.waitForFunction(() => document.querySelector('script[src*="-newer.js"]'), undefined, { timeout: PATIENCE });
  await teacher.unlocks();
  await teacher.beginsVisit(student);
  assert.deepEqual(await teacher.asked('home_visit'), ['household_found'], 'the draft is whole');
  teacher.phone.assertQuiet();
});

/** Which version the page is of, by the name of its program. */
function version(teacher) {
  return teacher.page.evaluate(() => (document.querySelector('script[src*="-newer.js"]') ? 'new' : 'old'));
}

/** Deploys a version as a build would: its program has another name, and the service worker lists what there is. */
async function deploy() {
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css|html)$/.test(name));
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const [, entry] = /<script type="module"[^>]* src="\/assets\/([^"]+)\.js"/.exec(page);
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    const fresh = text.replaceAll(`${entry}.js`, `${entry}-newer.js`);
    if (fresh !== text) await put(name, fresh);
  }
  const program = `assets/${entry}.js`;
  await put(`assets/${entry}-newer.js`, await readFile(join(folder, program), 'utf8'));
  await rm(join(folder, program));
  const script = await readFile(join(folder, 'sw.js'), 'utf8');
  const seen = [];
  const listed = [...script.matchAll(/\[([`"'])(\/[^`"']+)\1,\s*[`"']([0-9a-f]{64})[`"'],\s*(\d+|\d+e\d+)\]/g)];
  assert.ok(listed.length > 10);
  let next = script;
  for (const [whole, , path] of listed) {
    const bytes = await readFile(join(folder, path));
    const digest = createHash('sha256').update(bytes).digest('hex');
    seen.push(digest);
    next = next.replace(whole, JSON.stringify([path, digest, bytes.length]));
  }
  const was = script.replaceAll(/[0-9a-f]{64}/g, '').match(/\b[0-9a-f]{16}\b/)[0];
  await put('sw.js', next.replaceAll(was, createHash('sha256').update(seen.join()).digest('hex').slice(0, 16)));
}

async function put(name, text) {
  await writeFile(join(folder, name), text);
  await rm(join(folder, `${name}.br`), { force: true });
}
