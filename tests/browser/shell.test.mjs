// A phone's app: the same pages over the native core; no code, the phone knows its owner, and its files hold no name.
import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PATIENCE } from './kit/app.mjs';
import { film } from './kit/camera.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { PASSWORD, serve } from './kit/server.mjs';
import { appWorker } from './kit/shell.mjs';
import { found } from './kit/traces.mjs';

const SIZE = { width: 390, height: 844 };
const DAY = 86_400_000;
let server;
let scene;

before(async () => {
  server = await serve({ field: null });
  scene = await film(join(tmpdir(), `doorstep-shell-${process.pid}.y4m`), { seed: 12, frames: 24 });
});

after(async () => {
  await server?.remove();
  await rm(scene, { force: true });
});

const files = (worker) => readdir(worker.native.folder);

/** How many contacts with a student's guardian the server knows. */
const contacts = async (desk, student) =>
  (await desk.student(student.id)).timeline.filter(({ kind }) => kind === 'guardian_contact').length;

test('a day in the app: signed in, first sync, a visit and a contact without network, sent, locked, opened, left', async (t) => {
  const names = (await studentsOf(server, 'teacher')).map((student) => student.name);
  const teacher = await appWorker(t, 'teacher', { server, camera: scene, size: SIZE });
  await teacher.starts();
  await teacher.sees('start.welcome');
  await teacher.screenshot('shell-sign-in');
  await teacher.fillsSignIn();
  await teacher.isInside(4 * PATIENCE);
  assert.equal((await teacher.native.phone()).passes, 1, 'the phone was asked for its owner once');
  assert.ok((await files(teacher)).includes('doorstep.db'), 'the database is in the app');
  assert.equal((await teacher.records()).length, 0, 'nothing is in the browser');
  await teacher.screenshot('shell-today');
  const [home, called] = await teacher.students();
  assert.ok(names.includes(home.name));
  await teacher.opens(home);

  const desk = await signIn(server, 'supervisor');
  const before = new Set((await desk.evidence({ student: home.id, limit: 200 })).items.map(({ id }) => id));
  const contacted = await contacts(desk, called);

  await teacher.goesOffline();
  await teacher.visits(home, { photos: 1 });
  await teacher.reads('visit.done_sends_later');
  await teacher.logsContact(called, { reached: true, said: 'said_ill' });
  await teacher.page.reload();
  await teacher.isInside();
  await teacher.signSays('offline_waiting');

  await teacher.goesOnline();
  await teacher.signSays('done', {}, 3 * PATIENCE);
  const photos = (await desk.evidence({ student: home.id, limit: 200 })).items.filter(({ id }) => !before.has(id));
  assert.equal(photos.length, 1, 'the photo arrived');
  const { points } = await desk.get(`/v1/evidence/${photos[0].id}`);
  assert.ok(points.some(({ code }) => code === 'invented_position'), 'it says that its place is an invented one');
  assert.equal(await contacts(desk, called), contacted + 1, 'the contact arrived, once');

  // Who is not the owner stays outside, before and after a new load of the page.
  const { passes, planned } = await teacher.native.phone({ recognises: false });
  assert.ok(planned.length > 0, 'the phone itself shows what is due');
  await teacher.goes('/settings');
  await teacher.find('button', 'settings.lock', { part: true }).waitFor();
  assert.equal(await teacher.find('button', 'settings.change_pin', { part: true }).count(), 0, 'there is no code to change');
  await teacher.reads('settings.notices_native');
  await teacher.find('button', 'settings.lock', { part: true }).scrollIntoViewIfNeeded();
  await teacher.screenshot('shell-settings');
  await teacher.press('settings.lock', { part: true });
  await teacher.sees('start.unlock_device');
  await teacher.isAsked(passes);
  await teacher.reads('problems.not_recognised');
  await teacher.screenshot('shell-not-recognised');
  assert.equal(await teacher.find('button', 'start.forgotten').count(), 0, 'there is no code to forget');
  await teacher.phone.axe();
  await teacher.page.reload();
  await teacher.reads('problems.not_recognised');
  await teacher.native.phone({ recognises: true });
  await teacher.press('start.unlock_device_go');
  await teacher.isInside();

  assert.deepEqual(await found(teacher.native.folder, names), [], 'no name of a child is in the files of the app');
  await teacher.leaves();
  await teacher.press('settings.leave_go');
  await teacher.sees('start.welcome');
  assert.deepEqual(await files(teacher), [], 'neither the database nor its key is left');
  assert.deepEqual((await teacher.native.phone()).planned, [], 'nor is any reminder');
  await teacher.phone.stop();
  assert.deepEqual(await found(teacher.phone.profile, names), [], 'no name of a child is in the profile');
  teacher.phone.assertQuiet();
});

test('a sign-in without the owner is none, and one without network goes on by itself', async (t) => {
  const teacher = await appWorker(t, 'teacher', { server, size: SIZE, language: 'en' });
  await teacher.native.phone({ recognises: false, network: false });
  await teacher.starts();
  await teacher.fillsSignIn();
  await teacher.reads('problems.not_recognised');
  assert.deepEqual(await files(teacher), []);
  const { passes } = await teacher.native.phone({ recognises: true });
  await teacher.press('start.sign_in');
  await teacher.reads('start.signing_in_cut');
  await teacher.native.phone({ network: true });
  await teacher.isInside(4 * PATIENCE);
  assert.equal((await teacher.native.phone()).passes, passes + 1, 'the owner is asked once for one sign-in');
  await teacher.native.phone({ recognises: false });
  await teacher.goes('/settings');
  await teacher.press('settings.lock', { part: true });
  await teacher.reads('problems.not_recognised');
  await teacher.screenshot('shell-not-recognised-en');
  teacher.phone.assertQuiet();
});

test('a lease that is over asks for account and password, and for no code', async (t) => {
  const teacher = await appWorker(t, 'teacher', { server, size: SIZE });
  await teacher.signIn();
  await teacher.goesOffline();
  await teacher.phone.setClockAhead(60 * DAY);
  await teacher.page.reload();
  await teacher.sees('start.lapsed');
  await teacher.press('start.sign_in');
  await teacher.reads('start.lapsed_sign_in_device');
  await teacher.screenshot('shell-lapsed');
  await teacher.page.getByRole('textbox', { name: teacher.words.like('start.password', {}, { within: true }) }).fill(PASSWORD);
  await teacher.press('start.sign_in');
  await teacher.reads('problems.no_network');
  await teacher.phone.setClockAhead(0);
  await teacher.goesOnline();
  await teacher.page.reload();
  await teacher.isInside();
  teacher.phone.assertQuiet();
});

test('an app that was cut off erases its files at the next contact and says why', async (t) => {
  const admin = await signIn(server, 'admin');
  const teacher = await appWorker(t, 'teacher', { server, size: SIZE });
  await teacher.signIn();
  await admin.revoke((await admin.devicesOf('teacher')).at(-1).id);
  await teacher.goesOffline();
  await teacher.goesOnline();
  await teacher.sees('start.erased');
  const end = Date.now() + PATIENCE;
  while (Date.now() < end && (await files(teacher)).length > 0) await teacher.page.waitForTimeout(100);
  assert.deepEqual(await files(teacher), [], 'neither the database nor its key is left');
  await teacher.page.reload();
  await teacher.sees('start.erased');
  teacher.phone.assertQuiet();
});
