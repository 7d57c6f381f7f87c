// A township draws up an order to rectify, issues and prints it, and records that it was served; an administrator changes the template.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { signIn } from './kit/desk.mjs';
import { dresses, looksAt } from './kit/looks.mjs';
import { launch } from './kit/phone.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

let server;
let computer;
let page;

before(async () => {
  server = await serve({ desk: DESK });
});

after(async () => {
  await computer?.remove();
  await server?.remove();
});

/** Sits down at a computer of one's own and signs in. */
async function enter(username) {
  await computer?.remove();
  computer = await launch({ server, size: SIZES[0], mouse: true });
  page = computer.page;
  await computer.open('/desk/sign-in');
  await dresses(page, 'zh-Hans', 'light');
  await computer.open('/desk/sign-in');
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.shell main h1').waitFor();
}

/** A child of the township whose order is to be served. */
async function childInNeed() {
  const desk = await signIn(server, 'township');
  const { rows } = await desk.get('/v1/follow-ups?step=6&state=open&limit=1');
  assert.ok(rows.length > 0, 'a child with step 6 open');
  return rows[0].student;
}

/** The text of a PDF, where a program that reads it is installed. */
function textOf(file) {
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

let child;
let number;

test('an order is drawn up, seen before it is issued, and printed with its number', async () => {
  child = await childInNeed();
  await enter('township');
  await computer.open(`/desk/student/${child.id}`);
  await page.getByRole('button', { name: '制作限期改正通知书' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('img').nth(1).waitFor({ timeout: 60_000 });
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await sheet.locator('input[type=date]').fill(soon);
  await computer.axe();
  await computer.screenshot('papers-draw-up');
  await sheet.getByRole('button', { name: '编号并打印' }).click();
  await page.waitForURL(/\/desk\/paper\//);
  await page.locator('.paper img').nth(1).waitFor({ timeout: 60_000 });
  const said = await page.locator('main > header').innerText();
  number = /\S+〔\d{4}〕\d+号/.exec(said)?.[0];
  assert.ok(number, said);
  assert.ok(said.includes(child.name), said);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 PDF' }).click()]);
  const file = await download.path();
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(0, 4).toString(), '%PDF');
  assert.ok(bytes.includes('/FontFile'), 'fonts are embedded');
  const text = textOf(file);
  if (text !== null) for (const part of [child.name, number]) assert.ok(text.replace(/\s/g, '').includes(part), `${part} in ${text}`);
});

test('on paper there are the pages and nothing else', async () => {
  const pages = await page.locator('.paper img').count();
  await page.emulateMedia({ media: 'print' });
  const seen = await page.locator('nav, main > header, .head').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  const printed = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.emulateMedia({ media: null });
  assert.equal(seen, 0);
  assert.equal((printed.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, pages);
});

test('the number is there when it is recorded that the order was served', async () => {
  await computer.open(`/desk/student/${child.id}`);
  await page.getByRole('link', { name: '责令限期改正通知书' }).first().waitFor();
  await page.getByRole('button', { name: '送达文书' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: '责令改正' }).check();
  await page.waitForFunction((expected) => [...document.querySelectorAll('dialog input')].some((input) => input.value === expected), number);
  await sheet.getByRole('button', { name: '记下' }).click();
  await sheet.waitFor({ state: 'detached' });
  const desk = await signIn(server, 'township');
  const { timeline } = await desk.student(child.id);
  const served = timeline.findLast((entry) => entry.kind === 'notice_served');
  assert.equal(served.payload.number, number);
});

test('documents and templates are whole in any size, language and light', async () => {
  const look = async (screens, who) => {
    await looksAt(computer, screens, SIZES, { name: (screen) => `papers-${who}-${screen.replace(/\W.*/g, '')}` });
    await dresses(page, 'zh-Hans', 'light');
    await page.setViewportSize(SIZES[0]);
  };
  const desk = await signIn(server, 'township');
  const { rows } = await desk.get('/v1/papers');
  await look(['papers', `paper/${rows[0].id}`], 'township');
  await enter('admin');
  await look(['templates'], 'admin');
});

test('a template is changed beside its pages; a fault says where; what holds is what was put in force', async () => {
  await computer.open('/desk/templates');
  const text = page.locator('main textarea');
  await page.locator('main img').nth(1).waitFor({ timeout: 60_000 });
  const before = await text.inputValue();
  await text.fill(`${before}\n#nothing-of-that-name`);
  await page.getByRole('button', { name: /第 \d+ 行第 \d+ 列/ }).waitFor({ timeout: 30_000 });
  assert.equal(await page.getByRole('button', { name: '启用' }).isDisabled(), true);
  await text.fill(before.replace('责令限期改正通知书]', '限期复学通知书]'));
  await page.locator('main [role=status] ul').waitFor({ state: 'detached', timeout: 30_000 });
  await page.getByRole('button', { name: '启用' }).click();
  await page.locator('main').getByText(/第 1 版/).waitFor();
  computer.assertQuiet();
});
