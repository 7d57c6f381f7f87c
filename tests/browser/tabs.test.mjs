// Two pages of the app on one phone: one has the records, the other goes on when it is closed in the middle of a write.
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

test('a second page is open without a code, shows what the first writes, and takes over from it', async (t) => {
  const students = await studentsOf(server, 'teacher');
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  const first = teacher.page;
  const second = await teacher.opensBeside();
  await second.isInside();
  await second.opens(students[0]);
  await teacher.edits(students[0], 'remark', '第一页写的');
  await second.page.getByText('第一页写的').first().waitFor();

  // The page that owns the records is closed while it writes for the other.
  await second.opens(students[1]);
  const edit = second.editing(students[1], 'remark', '第二页写的');
  await edit.fill();
  const [saved] = await Promise.all([edit.save().then(() => true), first.close({ runBeforeUnload: false })]);
  assert.ok(saved);
  await second.page.getByText('第二页写的').first().waitFor({ timeout: PATIENCE });
  await second.logsContact(students[1], { reached: false });
  await second.signSays('done', {}, 2 * PATIENCE);

  const desk = await signIn(server, 'supervisor');
  const kinds = async (student) => {
    const { timeline } = await desk.student(student.id);
    return timeline.map((entry) => (entry.fact ?? entry).kind);
  };
  const count = (all, kind) => all.filter((each) => each === kind).length;
  assert.equal(count(await kinds(students[0]), 'profile_edit'), 1);
  assert.equal(count(await kinds(students[1]), 'profile_edit'), 1, 'nothing is doubled');
  assert.equal(count(await kinds(students[1]), 'guardian_contact'), 1);
});

test('locking one page locks the other', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  const second = await teacher.opensBeside();
  await second.isInside();
  await teacher.locks();
  await second.sees('start.unlock');
  await second.unlocks();
  await teacher.isInside();
});
