// A village's line, 400 kbit/s with 400 ms there and back, that breaks: what came stays, and no byte is sent twice.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PATIENCE, worker } from './kit/app.mjs';
import { film } from './kit/camera.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { line, POOR } from './kit/line.mjs';
import { serve } from './kit/server.mjs';

let server;
let scene;

before(async () => {
  server = await serve();
  scene = await film(join(tmpdir(), `doorstep-line-${process.pid}.y4m`), { seed: 23 });
});

after(async () => {
  await server?.remove();
  await rm(scene, { force: true });
});

test('the first load goes on by itself after every cut and ends, with nothing entered twice', async (t) => {
  const poor = await line(server, POOR);
  t.after(() => poor.close());
  const teacher = await worker(t, 'teacher', { line: poor });
  poor.down.cutAfter(600_000);
  await breaks(poor, teacher.starts());
  const half = poor.down.bytes;
  poor.mend();
  const signsIn = teacher.phone.asks('/v1/sign-in');
  await teacher.fillsSignIn();
  // Once more when the sign-in is on its way, and once in the middle of the first sync.
  await signsIn;
  poor.cut();
  await teacher.reads('start.signing_in_cut');
  poor.mend();
  await teacher.phone.asks('/v1/pull');
  poor.down.cutAfter(8_000);
  await breaks(poor, teacher.reads('start.loading_cut'));
  poor.mend();
  await teacher.isInside(4 * PATIENCE);
  await teacher.isKept();
  const whole = poor.down.bytes;
  assert.ok(half >= 600_000);
  assert.ok(whole < 2_600_000, `the app and its records came once: ${whole} bytes`);
});

test('a cut before the app could run at all needs no touch either, or says at once where', async (t) => {
  for (const bytes of [3_000, 12_000, 30_000, 50_000, 65_000]) {
    const fair = await line(server, { bitsPerSecond: 2_000_000, rtt: 100 });
    t.after(() => fair.close());
    const teacher = await worker(t, 'teacher', { line: fair });
    fair.down.cutAfter(bytes);
    await breaks(fair, teacher.starts());
    fair.mend();
    // Of the smallest part nothing can run; of the next, what came first decides whether the script that goes on by itself is there.
    const alone = bytes > 10_000 && (await teacher.sees('start.welcome').then(() => true, () => false));
    if (!alone) {
      assert.ok(bytes < 20_000, `of ${bytes} bytes enough came to go on without a touch`);
      await teacher.page.getByRole('link', { name: /点这里再试一次/ }).click();
      await teacher.sees('start.welcome');
    }
    await teacher.phone.remove();
  }
});

test('who touches “try again” does not wait for a network that was missing before', async (t) => {
  const way = await line(server);
  t.after(() => way.close());
  const teacher = await worker(t, 'teacher', { line: way });
  await teacher.signIn();
  way.cut();
  await teacher.goes('/sync');
  // Each try makes the next wait longer: after the third it is more than a quarter of a minute.
  await teacher.press('sync.send_now');
  for (let turn = 0; turn < 2; turn += 1) await teacher.phone.asks('/v1/pull');
  await teacher.page.waitForTimeout(2_000);
  way.mend();
  const pulls = teacher.phone.asks('/v1/pull', 10_000);
  await teacher.press('sync.send_now');
  await pulls;
});

test('a photo whose way is cut goes on where the server has it', async (t) => {
  const way = await line(server);
  t.after(() => way.close());
  const [, , student] = await studentsOf(server, 'teacher');
  const teacher = await worker(t, 'teacher', { line: way, camera: scene });
  await teacher.signIn();
  await teacher.phone.goOffline();
  await teacher.visits(student, { met: 'guardian', photos: 1 });
  const size = await photoSize(teacher);
  assert.ok(size > 60_000, `a photo worth cutting: ${size} bytes`);

  const before = way.up.bytes;
  way.up.cutAfter(size / 2);
  await teacher.phone.goOnline();
  await until(() => way.isCut, 2 * PATIENCE);
  way.mend();
  await teacher.syncs();
  await teacher.signSays('done', {}, 3 * PATIENCE);
  const sent = way.up.bytes - before;
  assert.ok(sent < size * 1.35 + 40_000, `${sent} bytes went for a photo of ${size}`);

  const desk = await signIn(server, 'supervisor');
  const { items } = await desk.evidence({ student: student.id, limit: 50 });
  assert.deepEqual([items[0].file, items[0].thumb, items.length], ['whole', 'whole', 1]);
});

/** The size of what waits to be sent, as the sync page says it. */
async function photoSize(teacher) {
  await teacher.goes('/sync');
  await teacher.reads('sync.why_no_network');
  const text = await teacher.page.getByRole('main').innerText();
  const [, number, unit] = /（[^）]*?([\d.,]+)\s*(KB|MB|B)）/.exec(text) ?? assert.fail(text);
  return Number(number.replace(',', '')) * { B: 1, KB: 1_000, MB: 1_000_000 }[unit];
}

/** Waits until the line is cut, and until what was going on has noticed. */
async function breaks(way, going) {
  const noticed = going.catch(() => undefined);
  await until(() => way.isCut, 4 * PATIENCE);
  await noticed;
}

async function until(is, ms) {
  const end = Date.now() + ms;
  while (!is()) {
    if (Date.now() > end) throw new Error('it did not come to it');
    await new Promise((go) => setTimeout(go, 20));
  }
}
