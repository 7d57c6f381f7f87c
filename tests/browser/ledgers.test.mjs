// A supervisor opens the dropouts' ledger, chooses columns and takes a file along; an administrator finds it in the log.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { signIn } from './kit/desk.mjs';
import { looksAt } from './kit/looks.mjs';
import { launch } from './kit/phone.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const REASON = '与派出所核对户籍';

let server;
let computer;
let page;

before(async () => {
  server = await serve({ desk: DESK });
  computer = await launch({ server, size: SIZES[0], mouse: true });
  page = computer.page;
});

after(async () => {
  await computer?.remove();
  await server?.remove();
});

const enters = async (username, path) => {
  await computer.open(path);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('main h1').waitFor();
};
const rows = () => page.locator('[role=grid] [role=row][data-at]');
const sheet = () => page.locator('dialog[open]');
const tray = () => page.locator('aside');

/** Looks at screens in both languages and lights, on a desk and on a phone. */
async function looks(screens) {
  await looksAt(computer, screens, SIZES, { name: (screen) => `desk-${screen.replace(/\W+/g, '-')}` });
  await page.evaluate(() => localStorage.removeItem('doorstep-desk-settings'));
  await page.setViewportSize(SIZES[0]);
}

test('each ledger lists as many children as it counts', async () => {
  await enters('supervisor', '/desk/ledgers');
  const desk = await signIn(server, 'supervisor');
  const { ledgers } = await desk.get('/v1/ledgers');
  for (const { key, total } of ledgers) {
    await page.locator(`input[value=${key}]`).check();
    await page.waitForURL(new RegExp(`/ledgers/${key}`));
    await page.locator(`[role=grid][aria-rowcount="${total + 1}"], .empty, main h2`).first().waitFor();
  }
  assert.ok(ledgers.find(({ key }) => key === 'school_age').total > 100);
});

test('the columns are chosen and stay chosen, and a workbook is made with a bar and fetched', async () => {
  await computer.open('/desk/ledgers/school_age');
  await rows().first().waitFor();
  await page.locator('.picker button[aria-expanded]').click();
  for (const name of ['身份证号', '监护人电话']) await page.locator('.picker').getByLabel(name, { exact: true }).check();
  await page.keyboard.press('Escape');
  await page.locator('[role=columnheader]', { hasText: '身份证号' }).waitFor();
  await page.reload();
  await page.locator('[role=columnheader]', { hasText: '身份证号' }).waitFor();
  assert.match(await rows().first().innerText(), /\d{6}\*{8}/);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await sheet().getByLabel('身份证号不隐藏').check();
  const make = sheet().getByRole('button', { name: '生成文件' });
  assert.ok(await make.isDisabled());
  await sheet().getByLabel('为什么需要完整的身份证号').fill(REASON);
  await computer.axe();
  await computer.screenshot('desk-export-sheet');
  // What is listed is renewed meanwhile, and what was chosen stays.
  const desk = await signIn(server, 'township');
  const { rows: [piece] } = await desk.get('/v1/follow-ups?state=open&limit=1');
  const renewed = page.waitForResponse(/\/v1\/ledgers\?/);
  await desk.work(piece.id, 'accept');
  await renewed;
  assert.ok(await sheet().getByLabel('身份证号不隐藏').isChecked());
  await make.click();
  // It goes on wherever one goes.
  await page.locator('nav a[href*="/desk/queue"]').first().click();
  await page.waitForURL(/queue/);
  const saved = page.waitForEvent('download');
  await tray().getByRole('button', { name: '下载' }).click();
  const file = await saved;
  assert.match(file.suggestedFilename(), /^school_age-\d{4}-\d\d-\d\d\.xlsx$/);
  const bytes = await readFile(await file.path());
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  await tray().waitFor({ state: 'detached' });
});

test('what is listed in the follow-ups is taken along with the same filters', async () => {
  await computer.open('/desk/queue?state=overdue');
  await rows().first().waitFor();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await sheet().locator('input[value=csv]').check();
  await sheet().getByRole('button', { name: '生成文件' }).click();
  await tray().getByRole('button', { name: '下载' }).waitFor();
  await computer.screenshot('desk-tray');
  await computer.axe();
  await computer.open('/desk/exports');
  await rows().first().waitFor();
  const desk = await signIn(server, 'supervisor');
  const [newest] = (await desk.get('/v1/exports')).exports;
  const listed = await desk.get('/v1/follow-ups?state=overdue&total=true&limit=1');
  assert.deepEqual([newest.asked.what, newest.asked.state, newest.done], ['follow_ups', 'overdue', listed.total]);
});

test('the list of students and the children behind a number are taken along, with the columns that one ticks', async () => {
  const desk = await signIn(server, 'supervisor');
  const { items } = await desk.get('/v1/students?search=和&limit=1');
  for (const [path, wish] of [
    [`/desk/students?text=${encodeURIComponent(items[0].name)}`, { what: 'students', text: items[0].name }],
    ['/desk/indicators/visits_done?part=numerator', { what: 'indicator', indicator: 'visits_done', part: 'numerator' }],
  ]) {
    await computer.open(path);
    await rows().first().waitFor();
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await sheet().getByLabel('学校', { exact: true }).uncheck();
    await sheet().locator('input[value=csv]').check();
    await computer.axe();
    await computer.screenshot(`desk-export-${wish.what}`);
    await sheet().getByRole('button', { name: '生成文件' }).click();
    const saved = page.waitForEvent('download');
    await tray().getByRole('button', { name: '下载' }).first().click();
    const text = await readFile(await (await saved).path(), 'utf8');
    const [newest] = (await desk.get('/v1/exports')).exports;
    assert.deepEqual({ ...newest.asked, ...wish }, newest.asked);
    const [head, ...lines] = text.trim().split('\r\n');
    assert.ok(head.includes('年级班级') && !/(^|,)学校(,|$)/.test(head), head);
    assert.ok(newest.done > 0 && lines.length === newest.done, `${lines.length} of ${newest.done}`);
  }
});

test('no screen of ledgers and exports is cut off or breaks a rule of accessibility', async () => {
  await looks(['ledgers/dropouts', 'ledgers/school_age', 'ledgers/suspected_dropouts?group=orphan', 'exports']);
});

test('an administrator finds the export in the log, by who, what and when', async () => {
  const supervisor = await (await signIn(server, 'supervisor')).me();
  await computer.open('/desk/exports');
  await page.locator('header button[aria-label*="账号"]').click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.locator('[name=username]').waitFor();
  await enters('admin', '/desk/audit');
  await rows().first().waitFor();
  const choose = (label) => page.locator('main [role=search]').getByLabel(label, { exact: true });
  await choose('做了什么').selectOption('unmask_identity');
  await page.waitForURL(/action=unmask_identity/);
  await choose('谁').selectOption(supervisor.worker.id);
  await page.waitForURL(/worker=/);
  await rows().first().waitFor();
  const entry = await rows().first().innerText();
  assert.ok(entry.includes(REASON) && entry.includes(supervisor.worker.name), entry);
  await choose('做了什么').selectOption('download_export');
  await page.waitForURL(/action=download_export/);
  await page.locator('[role=grid]', { hasText: 'school_age' }).waitFor();
  await choose('到哪天').fill('2020-01-01');
  await page.locator('main', { hasText: '没有符合条件的记录' }).waitFor();
  await looks(['audit', 'audit?action=export', 'audit?action=none']);
  computer.assertQuiet();
});
