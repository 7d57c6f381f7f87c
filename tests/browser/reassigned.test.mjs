// A class goes to another teacher while the old one has unsent work: it arrives, the old phone forgets, the new one has it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PATIENCE, worker } from './kit/app.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { serve } from './kit/server.mjs';

let server;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

test('unsent work of a class that moved on arrives, the old phone is told and forgets, the new one has it', async (t) => {
  const students = await studentsOf(server, 'teacher');
  const [student] = students;
  const old = await worker(t, 'teacher', { server });
  await old.signIn();
  await old.phone.goOffline();
  await old.edits(student, 'remark', '家里养蜂，傍晚才有人');
  await old.logsContact(student, { reached: true });
  await old.signSays('offline_waiting', { n: 2 });

  const admin = await signIn(server, 'admin');
  const other = 'teacher-5333251003-7-2';
  const [ours, theirs] = ['class:5333251003/2026/7/1', 'class:5333251003/2026/7/2'];
  await admin.reassign('teacher', [theirs]);
  await admin.reassign(other, [theirs, ours]);

  await old.phone.goOnline();
  await old.signSays('done', {}, 2 * PATIENCE);
  await old.syncs();
  await old.room('students');
  const gone = old.page.getByRole('link', { name: new RegExp(student.name) });
  await gone.waitFor({ state: 'detached', timeout: PATIENCE });
  await old.goes(`/student/${student.id}`);
  await old.reads('problems.unknown_student');

  const { timeline, state } = await (await signIn(server, 'supervisor')).student(student.id);
  const kinds = timeline.map((entry) => (entry.fact ?? entry).kind);
  assert.equal(kinds.filter((kind) => kind === 'profile_edit').length, 1);
  assert.equal(kinds.filter((kind) => kind === 'guardian_contact').length, 1);
  assert.equal(state.profile.remark.shown.value, '家里养蜂，傍晚才有人');

  const fresh = await worker(t, other, { server });
  await fresh.signIn();
  await fresh.opens(student);
  await fresh.page.getByText('家里养蜂，傍晚才有人').first().waitFor();
});
