// A teacher asks for a change of status; the principal checks it on the student's screen, and the county can decide.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { worker } from './kit/app.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { serve } from './kit/server.mjs';

let server;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

test('a requested change of status is checked by the principal', async (t) => {
  const [, , student] = await studentsOf(server, 'teacher');
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  await teacher.opens(student);
  await teacher.press('student.act_status');
  const asks = teacher.page.getByRole('dialog', { name: teacher.words.say('student.act_status') });
  await asks.getByRole('radio', { name: teacher.words.say('words.status.home_tuition'), exact: true }).check();
  await asks.getByRole('textbox', { name: teacher.words.say('student.why') }).fill('在家养病');
  await asks.getByRole('button', { name: teacher.words.say('student.record') }).click();
  await teacher.sees('student.changes');
  assert.equal(await teacher.find('button', 'student.act_check_status', { part: true }).count(), 0, 'a teacher checks nothing');
  await teacher.syncs();

  const principal = await worker(t, 'principal', { server, language: 'en' });
  await principal.signIn();
  await principal.opens(student);
  await principal.sees('student.changes');
  await principal.screenshot('status-waits');
  await principal.press('student.act_check_status', { part: true });
  const checks = principal.page.getByRole('dialog', { name: principal.words.say('student.act_check_status') });
  const record = checks.getByRole('button', { name: principal.words.say('student.record') });
  await checks.getByRole('radio', { name: principal.words.say('student.check_no'), exact: true }).check();
  assert.equal(await record.getAttribute('aria-disabled'), 'true', 'a refusal says why');
  await checks.getByRole('radio', { name: principal.words.say('student.check_yes'), exact: true }).check();
  await principal.screenshot('status-check');
  await record.click();
  await principal.reads('words.status_request.checked');
  assert.equal(await principal.find('button', 'student.act_check_status', { part: true }).count(), 0);
  await principal.syncs();

  const desk = await signIn(server, 'supervisor');
  const known = await desk.student(student.id);
  const [change] = known.state.status.changes;
  assert.deepEqual([change.to, change.state], ['home_tuition', 'checked']);
});
