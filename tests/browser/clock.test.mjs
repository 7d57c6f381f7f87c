// A phone whose clock is a day wrong: its records are taken, stand in the right order, and the phone says what to set right.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { worker } from './kit/app.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { serve } from './kit/server.mjs';

const DAY = 86_400_000;
let server;
/** The fact of an entry of a timeline. */
const factOf = (entry) => entry.fact ?? entry;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

for (const [which, ahead, says] of [['behind', -DAY, 'clock_slow'], ['ahead', DAY, 'clock_fast']]) {
  test(`a clock that is a day ${which} loses nothing, keeps the order, and is told in words`, async (t) => {
    const students = await studentsOf(server, 'teacher');
    const student = students[which === 'ahead' ? 2 : 3];
    const desk = await signIn(server, 'supervisor');
    const before = new Set((await desk.student(student.id)).timeline.map(factOf).map((fact) => fact.id));
    const teacher = await worker(t, 'teacher', { server });
    await teacher.signIn();
    await teacher.phone.setClockAhead(ahead);
    await teacher.edits(student, 'remark', '第一句');
    await teacher.edits(student, 'remark', '第二句');
    await teacher.logsContact(student, { reached: false });
    await teacher.signSays('done');
    await teacher.goes('/sync');
    await teacher.syncs();
    await teacher.reads(`sync.${says}`);
    await teacher.screenshot(`clock-${which}`);

    const { state, timeline } = await desk.student(student.id);
    assert.equal(state.profile.remark.shown.value, '第二句');
    assert.deepEqual(state.profile.remark.conflicts, []);
    const own = timeline.map(factOf).filter((fact) => !before.has(fact.id));
    assert.deepEqual(own.map((fact) => fact.kind).sort(), ['guardian_contact', 'profile_edit', 'profile_edit']);
  });
}
