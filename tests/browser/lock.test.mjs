// The lock: wrong codes wait, signing out keeps what is unsent, a lease that is over, a phone that changes hands.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PATIENCE, PIN, worker } from './kit/app.mjs';
import { serve } from './kit/server.mjs';

let server;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

test('a wrong password is told in words, and nothing is asked twice', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.starts();
  await teacher.fillsSignIn({ password: 'not-the-password' });
  await teacher.reads('problems.wrong_credentials');
  await teacher.page.getByRole('textbox', { name: teacher.words.like('start.password', {}, { within: true }) }).fill('doorstep-demo');
  await teacher.press('start.sign_in');
  await teacher.isInside(4 * PATIENCE);
  teacher.phone.assertQuiet();
});

test('a code that is easy or differs is refused before anything is sent', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.starts();
  await teacher.fillsAccount();
  await teacher.choosesCode('123456');
  await teacher.reads('start.pin_easy');
  await teacher.types(PIN);
  await teacher.sees('start.pin_again');
  await teacher.types('270915');
  await teacher.reads('start.pin_differs');
});

test('the app locks, five wrong codes make it wait, and the right one opens it after that', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  await teacher.locks();
  for (let left = 4; left >= 1; left--) {
    await teacher.triesCode('111222');
    await teacher.reads('start.unlock_left', { n: left });
  }
  await teacher.triesCode('111222');
  await teacher.reads('start.unlock_wait');
  await teacher.page.reload();
  await teacher.triesCode(PIN);
  await teacher.reads('start.unlock_wait');
  assert.ok(await teacher.find('heading', 'start.unlock').isVisible(), 'the wait outlives a new load');
  await teacher.phone.setClockAhead(2 * MINUTE);
  await teacher.page.reload();
  await teacher.unlocks();
  teacher.phone.assertQuiet();
});

test('a forgotten code says what is lost before anything is erased', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  await teacher.locks();
  await teacher.press('start.forgotten');
  await teacher.sees('start.forgotten_title');
  await teacher.reads('start.forgotten_lost_none');
  const erase = teacher.find('button', 'start.forgotten_erase');
  assert.ok(await erase.isDisabled(), 'nothing is erased unawares');
  await teacher.page.getByRole('checkbox', { name: teacher.words.say('start.forgotten_sure') }).check();
  await erase.click();
  await teacher.sees('start.welcome');
  assert.deepEqual(await teacher.records(), []);
});

test('a lease that is over locks the records until the phone was in touch, and keeps them', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  await teacher.isKept();
  await teacher.phone.goOffline();
  await teacher.phone.setClockAhead(60 * DAY);
  await teacher.page.reload();
  await teacher.triesCode(PIN);
  await teacher.sees('start.lapsed');
  await teacher.reads('start.lapsed_text');
  await teacher.phone.setClockAhead(0);
  await teacher.phone.goOnline();
  await teacher.page.reload();
  await teacher.unlocks();
});

test('signing out with unsent work says what is unsent and keeps it; after that another worker signs in', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  const [student] = await teacher.students();
  await teacher.phone.goOffline();
  await teacher.edits(student, 'remark', '爷爷耳背，大声说话');
  await teacher.leaves();
  await teacher.reads('settings.leave_unsent');
  await teacher.reads('settings.leave_records', { n: 1 });
  assert.equal(await teacher.find('button', 'settings.leave_go').count(), 0, 'there is no way to lose it');
  await teacher.press('common.close');
  await teacher.phone.goOnline();
  await teacher.signSays('done');
  await teacher.leaves();
  await teacher.press('settings.leave_go');
  await teacher.sees('start.welcome');
  assert.deepEqual(await teacher.records(), []);

  const member = teacher.handsOverTo('committee');
  await member.signIn({ pin: '274908' });
  await member.room('students');
  await member.reads('student.found');
  await member.goes('/settings');
  await member.press('settings.lock');
  await member.triesCode(PIN);
  await member.reads('start.unlock_wrong', {}, PATIENCE);
  await member.types('274908');
  await member.isInside();
  member.phone.assertQuiet();
});
