// A phone that is full: said in plain words, nothing lost, and it goes on once there is room.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { worker } from './kit/app.mjs';
import { film } from './kit/camera.mjs';
import { signIn, studentsOf } from './kit/desk.mjs';
import { keep, shoot, take } from './kit/filling.mjs';
import { serve } from './kit/server.mjs';

let server;
let scene;

before(async () => {
  server = await serve();
  scene = await film(join(tmpdir(), `doorstep-full-${process.pid}.y4m`), { seed: 5 });
});

after(async () => {
  await server?.remove();
  await rm(scene, { force: true });
});

test('full while a photo is kept: words, nothing lost, and on it goes', async (t) => {
  const [, student] = await studentsOf(server, 'teacher');
  const teacher = await worker(t, 'teacher', { server, camera: scene });
  await teacher.signIn();
  await teacher.isKept();
  const form = teacher.form('home_visit');
  await teacher.beginsVisit(student);
  const told = teacher.answersOfVisit({ photos: 1 });
  await teacher.fills('home_visit', told, { until: 'photo' });

  await teacher.phone.limitStorage(1_000);
  await teacher.page.getByRole('button', { name: teacher.words.say('visit.take_picture') }).click();
  await shoot(teacher);
  await keep(teacher);
  await teacher.reads('problems.storage_full');
  await teacher.screenshot('full-photo');
  await teacher.phone.limitStorage(0);
  await take(teacher, form.question('photo'));

  await teacher.fills('home_visit', { ...told, taken: 1 });
  await teacher.finishes();
  await teacher.signSays('done');
  const desk = await signIn(server, 'supervisor');
  const { timeline } = await desk.student(student.id);
  const kinds = timeline.map((entry) => (entry.fact ?? entry).kind);
  assert.equal(kinds.filter((kind) => kind === 'visit').length, 1);
  assert.equal(kinds.filter((kind) => kind === 'evidence_photo').length, 1);
});

test('full while words are saved: words, the text stays, and is saved once there is room', async (t) => {
  const [, , student] = await studentsOf(server, 'teacher');
  const teacher = await worker(t, 'teacher', { server });
  await teacher.signIn();
  await teacher.isKept();
  await teacher.opens(student);
  await teacher.phone.limitStorage(1_000);
  const said = '家访时爷爷说的话。'.repeat(30);
  const edit = teacher.editing(student, 'remark', said);
  await edit.fill();
  const sheet = teacher.page.getByRole('dialog', { name: teacher.words.say('words.profile_field.remark') });
  const save = sheet.getByRole('button', { name: teacher.words.say('common.save') });
  let full = false;
  for (let attempt = 0; attempt < 60 && !full; attempt++) {
    await save.click();
    const said = teacher.page.getByText(teacher.words.say('problems.storage_full')).first();
    full = await said.waitFor({ timeout: 3_000 }).then(() => true, () => false);
    if (full) break;
    await edit.fill();
    await sheet.getByRole('textbox').fill(`${attempt} ${'家访时爷爷说的话。'.repeat(30)}`);
  }
  assert.ok(full, 'the phone becomes full');
  const text = await sheet.getByRole('textbox').inputValue();
  assert.ok(text.includes('爷爷'), 'what was typed is still there');
  await teacher.phone.limitStorage(0);
  await edit.save();
  await teacher.signSays('done');
  const { state } = await (await signIn(server, 'supervisor')).student(student.id);
  assert.equal(state.profile.remark.shown.value, text);
});
