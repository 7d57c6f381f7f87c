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

test('the first load goes on after a cut and ends, with nothing entered twice', async (t) => {
  const poor = await line(server, POOR);
  t.after(() => poor.close());
  const teacher = await worker(t, 'teacher', { line: poor });
  poor.down.cutAfter(600_000);
  const loading = teacher.starts().catch(() => undefined);
  await until(() => poor.isCut, 4 * PATIENCE);
  await loading;
  const half = poor.down.bytes;
  poor.mend();
  if (!(await teacher.page.getByRole('main').count())) await teacher.starts();
  await teacher.fillsSignIn();
  await teacher.isInside(4 * PATIENCE);
  await teacher.isKept();
  const whole = poor.down.bytes;
  assert.ok(half >= 600_000);
  assert.ok(whole < 4_000_000, `the app and its records came once: ${whole} bytes`);
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

async function until(is, ms) {
  const end = Date.now() + ms;
  while (!is()) {
    if (Date.now() > end) throw new Error('it did not come to it');
    await new Promise((go) => setTimeout(go, 20));
  }
}
