// What lies on the phone: after a day's work no child's name can be read in any file of the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { worker } from './kit/app.mjs';
import { studentsOf } from './kit/desk.mjs';
import { serve } from './kit/server.mjs';
import { found } from './kit/traces.mjs';

let server;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

const namesOf = async (username) => (await studentsOf(server, username)).map((student) => student.name);

test('after a day of work no name, telephone number or word of a visit lies open on the phone', async (t) => {
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  await teacher.isKept();
  const names = await namesOf('teacher');
  const [first, second] = await teacher.students();
  const promise = '下周一让孩子回到学校上课';
  await teacher.opens(first);
  const telephones = await teacher.telephones();
  await teacher.visits(first, { met: 'guardian', promise, met_name: '隐秘的监护人' });
  await teacher.reportsAbsence([second.name]);
  await teacher.edits(first, 'remark', '只有家里人知道的事');
  await teacher.beginsVisit(second);
  await teacher.fills('home_visit', { purpose: ['routine'] }, { until: 'household_found' });
  await teacher.signSays('done');
  await teacher.phone.restart();
  await teacher.starts();
  await teacher.unlocks();
  await teacher.phone.stop();
  const secrets = [...names, ...telephones, promise, '隐秘的监护人', '只有家里人知道的事'];
  assert.ok(secrets.length > 14);
  assert.deepEqual(await found(teacher.phone.profile, secrets), []);
});
