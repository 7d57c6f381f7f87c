// An administrator takes in a roster with two faults, makes an account, and looks at the next school year.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn } from './kit/desk.mjs';
import { looksAt } from './kit/looks.mjs';
import { launch } from './kit/phone.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

let server;
let computer;
let page;
let admin;
/** A class of the county and a village: what the roster names. */
let place;

before(async () => {
  server = await serve({ desk: DESK });
  computer = await launch({ server, size: WIDE, mouse: true });
  page = computer.page;
  admin = await signIn(server, 'admin');
  const { schools, year } = await admin.get('/v1/roster');
  const school = schools.find((one) => one.classes > 0 && one.year === year);
  const { classes } = await admin.get(`/v1/schools/${school.id}/classes`);
  const villages = await admin.get('/v1/regions?level=village');
  place = { school, village: villages[0].code, class: classes.find((one) => one.year === year) };
});

after(async () => {
  await computer?.remove();
  await server?.remove();
});

/** A roster of three children; `faults` are put in place of what is right. */
function roster({ sex = '女', village = place.village } = {}) {
  const { school, class: of } = place;
  const row = (n, name, own) => `G-OFFICE-${n},${name},${own.sex},2015-05-0${n},${school.code},${of.year},${of.grade},${of.number},${own.village}`;
  const right = { sex: '女', village: place.village };
  const rows = [row(1, '和新一', right), row(2, '和新二', { ...right, sex }), row(3, '和新三', { ...right, village })];
  return ['student_number,name,sex,birth_date,school_code,class_year,grade,class_number,village', ...rows, ''].join('\n');
}

const give = (text) => page.setInputFiles('input[type=file]', { name: 'students.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const figure = (at) => page.locator('dl.figures dd').nth(at).innerText();

test('two faults are named by row and column; mended, the roster tells what it would change, and is taken in', async () => {
  await computer.open('/desk/roster');
  await page.fill('[name=username]', 'admin');
  await page.fill('[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  await give(roster({ sex: '?', village: '533325999999' }));
  await page.locator('#errors').waitFor();
  const faults = await page.locator('tbody tr').allInnerTexts();
  assert.equal(faults.length, 2, faults.join('\n'));
  assert.match(faults[0], /^3\b/);
  assert.match(faults[1], /^4\b/);
  assert.deepEqual([await figure(0), await figure(1), await figure(2)], ['3', '2', '1']);
  await computer.axe();
  await computer.screenshot('office-faults');
  const before = await admin.get('/v1/roster');
  await give(roster());
  await page.locator('#changes').waitFor();
  await page.locator('#errors').waitFor({ state: 'detached' });
  assert.deepEqual([await figure(1), await figure(2)], ['0', '3']);
  assert.match(await page.locator('ul.changes').innerText(), /和新一[\s\S]*和新三/);
  assert.deepEqual(await admin.get('/v1/roster'), before, 'a preview writes nothing');
  await page.locator('section[aria-label] button', { hasText: '3' }).click();
  await page.locator('.done[role=status]').waitFor();
  const { schools } = await admin.get('/v1/roster');
  const now = schools.find((one) => one.id === place.school.id);
  assert.equal(now.students, place.school.students + 3);
});

test('an account is made with a password that is told once, and signs in with it', async () => {
  await computer.open('/desk/workers');
  await page.locator('header .actions button').click();
  const sheet = page.locator('dialog[open]');
  await sheet.locator('input').nth(0).fill('和新老师');
  await sheet.locator('input').nth(1).fill('office-teacher');
  await sheet.locator('select').nth(2).selectOption(place.school.id);
  await sheet.locator('select').nth(3).selectOption({ index: 1 });
  await computer.axe();
  await sheet.locator('.foot button').last().click();
  const password = await sheet.locator('code').innerText();
  const teacher = await signIn(server, 'office-teacher', password);
  const me = await teacher.me();
  assert.equal(me.scope.length, 1);
  assert.ok('class' in me.scope[0].scope, JSON.stringify(me.scope));
  await sheet.locator('.foot a').click();
  await page.waitForURL(/workers\/[0-9a-f-]{36}$/);
  await page.locator('#scope').waitFor();
  await computer.axe();
  await computer.screenshot('office-worker');
});

test('the next school year is looked at, school by school, and nothing is changed by looking', async () => {
  const before = await admin.get('/v1/roster');
  await computer.open('/desk/roll-over');
  await page.locator('#what').waitFor();
  await page.locator('section[aria-labelledby=what] button').first().click();
  await page.locator('#by-school').waitFor();
  const told = await admin.call('POST', '/v1/roll-over', { year: before.year + 1, dry_run: true });
  assert.equal(await figure(0), String(told.totals.moved));
  assert.equal(await figure(1), String(told.totals.graduating));
  assert.equal(await page.locator('section[aria-labelledby=by-school] tbody tr').count(), told.schools.length);
  await page.locator('section[aria-labelledby=what] button').last().click();
  const sheet = page.locator('dialog[open]');
  assert.ok((await sheet.innerText()).replace(/[,\s]/g, '').includes(String(told.totals.moved)), await sheet.innerText());
  assert.equal(await sheet.locator('.foot button').last().getAttribute('aria-disabled'), 'true', 'it wants to be confirmed');
  await computer.axe();
  await page.keyboard.press('Escape');
  assert.deepEqual(await admin.get('/v1/roster'), before);
});

test('no screen of an administrator is cut off or breaks a rule of accessibility', async () => {
  const screens = ['roster', 'workers', 'schools', `schools/${place.school.id}`, 'roll-over', 'retention'];
  await looksAt(computer, screens, [WIDE, NARROW], { name: (screen) => `office-${screen.replace(/\/.*/, '-one')}` });
  computer.assertQuiet();
});
