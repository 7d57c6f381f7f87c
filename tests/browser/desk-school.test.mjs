// A school at its desks: a teacher logs a contact and takes it back; the principal checks, reports and looks up a number.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, studentsOf } from './kit/desk.mjs';
import { office } from './kit/office.mjs';
import { DESK, serve } from './kit/server.mjs';

let server;
let rooms;

before(async () => {
  server = await serve({ desk: DESK });
  rooms = await office(server);
});

after(async () => {
  await rooms?.closes();
  await server?.remove();
});

test('a teacher works from the own queue, logs a contact with a guardian, and undoes it', async (t) => {
  const teacher = await rooms.sits(t, 'teacher');
  const api = await teacher.api();
  const [work] = await api.followUps();
  const known = async () => (await api.student(work.student.id)).timeline.filter(({ kind }) => kind === 'guardian_contact');
  const before = await known();
  await teacher.begins();
  await teacher.page.waitForURL(/\/desk\/queue$/);
  await teacher.page.getByRole('link', { name: work.student.name }).first().click();
  await teacher.page.waitForURL(new RegExp(`/desk/student/${work.student.id}$`));
  await teacher.press('deed.guardian_contact');
  const record = teacher.find('button', 'deed.record', { within: teacher.sheet });
  assert.equal(await record.getAttribute('aria-disabled'), 'true', 'whether someone was reached is to be said');
  await teacher.answers('deed.reached_yes');
  await teacher.writes('deed.said', '说周一送孩子来');
  await teacher.answers('deed.promise_back');
  await teacher.looks('teacher-contact');
  await record.click();
  await teacher.told('deed.recorded', { name: work.student.name });
  await teacher.reads('case.timeline');
  await teacher.page.getByText('说周一送孩子来').first().waitFor();
  const [made] = (await known()).filter(({ id }) => !before.some((one) => one.id === id));
  assert.deepEqual([made.payload.reached, made.payload.promise.returns, Boolean(made.retracted_by)], [true, true, false]);
  await teacher.press('common.undo');
  await teacher.told('deed.undone');
  await teacher.reads('case.withdrawn', { why: teacher.words.say('deed.undo_reason') });
  await teacher.looks('teacher-undone');
  assert.ok((await known()).find(({ id }) => id === made.id).retracted_by, 'it is struck, and stays');
});

test('a principal checks a change of status that a teacher asked for', async (t) => {
  const asking = await signIn(server, 'teacher');
  const all = await studentsOf(server, 'teacher');
  const { id, name } = all.find(({ status }) => status === 'enrolled');
  const request = await asking.record(id, 'status_request', { to: 'home_tuition', from: new Date().toISOString().slice(0, 10), reason: '在家养病' });

  const principal = await rooms.sits(t, 'principal');
  await principal.begins(`student/${id}`);
  await principal.page.getByRole('heading', { name, level: 1 }).waitFor();
  await principal.press('deed.check', { within: principal.panel('case.status') });
  await principal.reads('deed.request_why', { why: '在家养病' }, principal.sheet);
  await principal.answers('deed.granted_no');
  const record = principal.find('button', 'deed.record', { within: principal.sheet });
  assert.equal(await record.getAttribute('aria-disabled'), 'true', 'who refuses says why');
  await principal.answers('deed.granted_yes');
  await principal.looks('principal-check');
  await record.click();
  await principal.told('deed.recorded');
  await principal.reads('words.status_request.checked', {}, principal.panel('case.status'));
  await principal.looks('principal-checked');
  const { changes } = (await (await principal.api()).student(id)).state.status;
  const change = changes.find((one) => one.request === request);
  assert.deepEqual([change.to, change.state], ['home_tuition', 'checked']);
  assert.equal(await principal.find('button', 'deed.check', { within: principal.panel('case.status') }).count(), 0);
});

test('a principal reports a dropout in writing; what the report proves is done', async (t) => {
  const principal = await rooms.sits(t, 'principal', { language: 'en' });
  const api = await principal.api();
  const work = (await api.followUps()).find(({ required }) => required.includes('dropout_report'));
  await principal.begins(`student/${work.student.id}`);
  await principal.press('deed.dropout_report');
  await principal.writes('deed.account', '10 November: class teacher and two villagers went to the home; the uncle says he went to work.');
  await principal.looks('principal-report');
  await principal.press('deed.record', { within: principal.sheet });
  await principal.told('deed.recorded', { name: work.student.name });
  const { state } = await api.student(work.student.id);
  const open = state.cases.findLast((one) => one.closed_at === null);
  assert.equal(open.follow_ups.find(({ id }) => id === work.id).state, 'done');
  await principal.page.getByText('the uncle says').first().waitFor();
  await principal.looks('principal-reported');
});

test('a principal sees an identity number for a reason, and the administrator sees that', async (t) => {
  const [{ id }] = await studentsOf(server, 'teacher');
  const principal = await rooms.sits(t, 'principal');
  await principal.begins(`student/${id}`);
  await principal.press('case.unmask');
  const show = principal.find('button', 'case.unmask_show');
  assert.equal(await show.getAttribute('aria-disabled'), 'true', 'a look needs a reason');
  await principal.answers('case.unmask_roll');
  await show.click();
  await principal.page.locator('b.number').filter({ hasText: /^\d{17}[\dX]$/ }).waitFor();
  await principal.looks('principal-unmasked');
  await principal.press('case.unmask_hide');
  await principal.find('button', 'case.unmask').waitFor();
  assert.equal(await principal.page.getByText(/\d{17}[\dX]/).count(), 0);

  const { worker } = await (await principal.api()).me();
  const administrator = await rooms.sits(t, 'admin');
  await administrator.begins('audit');
  const row = administrator.rows.filter({ hasText: administrator.words.like('audit.did_unmask_identity', {}, { within: true }) }).first();
  // Names come after the entries.
  await row.filter({ hasText: worker.name }).waitFor();
  const said = await row.innerText();
  for (const part of [worker.name, id.slice(0, 8), principal.words.say('case.unmask_roll')]) assert.ok(said.includes(part), `${part} in ${said}`);
  await administrator.looks('administrator-audit');
});
