// Two phones without network write different things about one child: both are kept, and one touch settles which is right.
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

test('two who edit one field apart see both answers in plain words, and one touch settles it for both', async (t) => {
  const [student] = await studentsOf(server, 'teacher');
  const teacher = await worker(t, 'teacher', { server });
  const principal = await worker(t, 'principal', { server });
  for (const each of [teacher, principal]) {
    await each.signIn();
    await each.phone.goOffline();
  }
  const [old, fresh] = ['龙潭村3组12号', '龙潭村5组7号'];
  await teacher.edits(student, 'address', old);
  await principal.edits(student, 'address', fresh);
  for (const each of [teacher, principal]) {
    await each.phone.goOnline();
    await each.signSays('done');
  }
  const field = teacher.words.say('words.profile_field.address');
  for (const each of [teacher, principal]) {
    await each.syncs();
    await each.opens(student);
    const conflict = each.page.getByRole('group', { name: field });
    await conflict.getByText(each.words.say('student.conflict', { field })).waitFor();
    await conflict.getByRole('button', { name: new RegExp(`^${old}`) }).waitFor();
    await conflict.getByRole('button', { name: new RegExp(`^${fresh}`) }).waitFor();
    await each.screenshot(`conflict-${each.username}`);
    await each.phone.axe();
  }
  await teacher.page.getByRole('group', { name: field }).getByRole('button', { name: new RegExp(`^${fresh}`) }).click();
  await teacher.reads('student.settled');
  await teacher.signSays('done');
  await principal.syncs();
  for (const each of [teacher, principal]) {
    await each.opens(student);
    await each.page.getByRole('group', { name: field }).waitFor({ state: 'detached' });
    const shown = each.page.getByRole('definition').filter({ hasText: fresh });
    await shown.first().waitFor();
  }
  const { state } = await (await signIn(server, 'supervisor')).student(student.id);
  assert.equal(state.profile.address.shown.value, fresh);
  assert.deepEqual(state.profile.address.conflicts, []);
});
