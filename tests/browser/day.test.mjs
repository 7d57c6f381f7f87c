// A day without network: absences, a visit with photos and signature, a contact, a reminder; killed in between; all arrives once.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PATIENCE, worker } from './kit/app.mjs';
import { film } from './kit/camera.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { keep, shoot, take } from './kit/filling.mjs';
import { SIZES } from './kit/phone.mjs';
import { serve } from './kit/server.mjs';

const PROMISE = '下周一送孩子回学校';
/** When the demonstration county's first class begins. */
const FIRST_CLASS = '08:00';
let server;
let scene;

before(async () => {
  server = await serve();
  scene = await film(join(tmpdir(), `doorstep-day-${process.pid}.y4m`), { seed: 11, frames: 24 });
});

after(async () => {
  await server?.remove();
  await rm(scene, { force: true });
});

test('a whole day without network arrives by itself, once, with its photos', async (t) => {
  const supervisor = await signIn(server, 'supervisor');
  const place = { latitude: 26.75, longitude: 99.47, accuracy: 8 };
  const teacher = await worker(t, 'teacher', { server, camera: scene, place, size: SIZES.large });
  await teacher.signIn();
  await teacher.isKept();
  const students = await quiet(supervisor, await teacher.students(), 4);
  const [home, missing, excused, called] = students;
  const before = await facts(supervisor, students);

  // The server is gone; everything else goes on.
  await server.stop();
  await teacher.phone.goOffline();
  await teacher.phone.restart();
  await teacher.phone.goOffline();
  await teacher.starts();
  await teacher.unlocks();

  await teacher.reportsAbsence([missing.name, { name: excused.name, excused: true }]);

  // The battery dies in the middle of the visit: it goes on at the same question.
  await teacher.beginsVisit(home);
  const told = teacher.answersOfVisit({ promise: PROMISE, photos: 2, signature: true });
  const asked = await teacher.fills('home_visit', told, { until: 'carer' });
  await teacher.phone.restart();
  await teacher.phone.goOffline();
  await teacher.starts();
  await teacher.unlocks();
  await teacher.beginsVisit(home);
  assert.ok((await teacher.asked('home_visit')).includes(asked), 'the visit goes on where it was left');

  // And again while a photo is prepared.
  await teacher.fills('home_visit', told, { until: 'photo' });
  await teacher.page.getByRole('button', { name: teacher.words.say('visit.take_picture') }).click();
  await shoot(teacher);
  await keep(teacher);
  await teacher.phone.restart();
  await teacher.phone.goOffline();
  await teacher.starts();
  await teacher.unlocks();
  await teacher.beginsVisit(home);
  assert.ok((await teacher.asked('home_visit')).includes('photo'), 'the visit goes on at the photo');
  await take(teacher, teacher.form('home_visit').question('photo'));
  await teacher.fills('home_visit', told);
  await teacher.reads('visit.promised', { what: PROMISE });
  await teacher.finishes();
  await teacher.reads('visit.done_sends_later');

  await teacher.logsContact(called, { reached: true, said: 'said_ill' });
  await teacher.setsReminder(called, { text: '问问孩子好些了没有', time: 'tomorrow_morning' });

  await teacher.page.reload();
  await teacher.unlocks();
  await teacher.signSays('offline_waiting');

  // The server is back: everything arrives by itself.
  await server.start();
  await teacher.phone.goOnline();
  await teacher.signSays('done', {}, 3 * PATIENCE);
  const desk = await signIn(server, 'supervisor');
  const now = await facts(desk, students);
  const came = now.filter((fact) => !before.some((old) => old.id === fact.id));
  const kinds = came.map((fact) => fact.kind).sort();
  assert.deepEqual(kinds, [
    'absence_report', 'absence_report', 'evidence_photo', 'evidence_photo', 'guardian_contact', 'reminder_set', 'visit',
  ]);
  assert.equal(new Set(came.map((fact) => fact.id)).size, came.length);

  const photos = (await desk.evidence({ student: home.id, limit: 200 })).items;
  const own = photos.filter((photo) => came.some((fact) => fact.id === photo.id));
  assert.equal(own.length, 2);
  for (const photo of own) assert.deepEqual([photo.file, photo.thumb], ['whole', 'whole']);

  const { class: lessons } = (await studentsOf(server, 'teacher')).find((student) => student.id === missing.id);
  const opened = (await desk.queue(`class:${lessons.id}`)).items.map((item) => item.student.id);
  const { cases, next_change_at: next } = (await desk.student(missing.id)).state;
  const absence = cases.find((one) => one.closed_at === null);
  const firstClass = Date.parse(`${absence.absent_since}T${FIRST_CLASS}+08:00`);
  // Reported before the first class, the visit opens with it.
  if (Date.now() < firstClass) assert.equal(Date.parse(next), firstClass);
  else assert.ok(opened.includes(missing.id), 'who is missing is to be visited');
  assert.ok(!opened.includes(excused.id), 'who is excused is not');

  await teacher.opens(home);
  await teacher.page.getByText(teacher.words.say('words.photo_receipt.complete')).first().waitFor();
  await teacher.reads('story.promised', { text: PROMISE });
  await teacher.screenshot('day-student');
  await teacher.goes('/sync');
  await teacher.reads('sync.all_sent');
  teacher.phone.assertQuiet();
});

test('a contact that a member of the village committee logs without network leaves the queue and the board', async (t) => {
  const village = '533325104203';
  const committee = await signIn(server, 'committee');
  const supervisor = await signIn(server, 'supervisor');
  const owner = `village:${village}`;
  const { items } = await committee.queue(owner);
  const late = items.find((item) => item.overdue && item.required.includes('contact_reached'));
  const row = async () => (await supervisor.board('533325104')).rows.find(({ key }) => key === village);
  const overdue = async () => (await supervisor.get(`/v1/overdue?region=533325104&village=${village}&limit=200`)).items;
  const before = await row();
  const was = await overdue();

  const member = await worker(t, 'committee', { server });
  await member.signIn();
  await member.phone.goOffline();
  await member.logsContact(late.student, { reached: true, said: 'said_back' });
  await member.signSays('offline_waiting', { n: 1 });
  await member.phone.goOnline();
  await member.signSays('done');

  const after = await row();
  assert.ok(!(await committee.queue(owner)).items.some((item) => item.id === late.id), 'the queue has let it go');
  // One contact may prove several follow-ups of a child, and no other child's.
  const left = new Set((await overdue()).map((item) => item.id));
  const gone = was.filter((item) => !left.has(item.id));
  assert.ok(gone.some((item) => item.id === late.id), 'it is no longer overdue');
  assert.ok(gone.every((item) => item.student.id === late.student.id));
  assert.equal(after.overdue, before.overdue - gone.length);
  member.phone.assertQuiet();
});

/** Students with whom nothing is open: what a story opens is then its own doing, whatever day it is. */
async function quiet(desk, students, count) {
  const found = [];
  for (const student of students) {
    const { state } = await desk.student(student.id);
    if (state.cases.every((one) => one.closed_at !== null)) found.push(student);
    if (found.length === count) return found;
  }
  throw new Error(`only ${found.length} students with nothing open`);
}

/** All facts of students, as the supervisor's screens have them. */
async function facts(desk, students) {
  const pages = await Promise.all(students.map((student) => desk.student(student.id)));
  return pages.flatMap((page) => page.timeline ?? page.facts).map((entry) => entry.fact ?? entry);
}
