// A phone that was lost: cut off at the desk, it erases itself at its next contact and says so.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { PATIENCE, worker } from './kit/app.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { serve } from './kit/server.mjs';
import { found } from './kit/traces.mjs';

let server;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

const namesOf = async (username) => (await studentsOf(server, username)).map((student) => student.name);

test('a phone that was cut off erases itself at the next contact and says why', async (t) => {
  const admin = await signIn(server, 'admin');
  const names = await namesOf('teacher');
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  assert.ok(names.length > 10, 'the phone has a class');
  assert.ok((await teacher.storage()).length > 0, 'the phone holds records');

  const device = (await admin.devicesOf('teacher')).at(-1);
  await admin.revoke(device.id);
  await teacher.phone.goOffline();
  await teacher.phone.goOnline();
  await teacher.sees('start.erased');
  await teacher.reads('start.erased_text');
  const text = await teacher.page.innerText('body');
  for (const name of names) assert.ok(!text.includes(name), `${name} is still shown`);
  // The page says so as soon as the records are erased; the file goes right after.
  for (const end = Date.now() + PATIENCE; Date.now() < end && (await teacher.records()).length > 0; ) await setTimeout(100);
  assert.deepEqual(await teacher.records(), [], 'nothing of the database is left');
  await teacher.screenshot('revoked');

  await teacher.phone.restart();
  await teacher.starts();
  await teacher.sees('start.erased');
  await teacher.phone.stop();
  assert.deepEqual(await found(teacher.phone.profile, names), [], 'no name of a child is in the profile');

  await teacher.phone.start();
  await teacher.starts();
  await teacher.press('start.erased_go');
  await teacher.fillsSignIn();
  await teacher.isInside(240_000);
});
