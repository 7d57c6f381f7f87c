// A supervisor who never saw the desk finds the worst village, what is behind a number, and a child, and loses no place.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn } from './kit/desk.mjs';
import { looksAt } from './kit/looks.mjs';
import { launch } from './kit/phone.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }];
/** What is loaded before the map, in bytes as they come over the network. */
const MOST_SCRIPT = 250_000;
const SCREENS = ['', '?by=township&map=oldest', 'indicators', 'indicators?groups=all,left_behind,orphan', 'indicators/reports_on_time'];

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

/** Everything that was asked for is there: the stream of changes keeps the network busy for good. */
const settled = () => page.waitForFunction(() => !document.querySelector('main [role=status][aria-label]') && document.querySelector('main [role=grid], main table'));
/** The rows of a table without its head. */
const rows = () => page.locator('[role=grid] [role=row][data-at]');

test('a deep link survives signing in, and little is loaded before the map', async () => {
  let bytes = 0;
  const heard = [];
  page.on('response', (answer) => {
    const { pathname } = new URL(answer.url());
    if (pathname.endsWith('.js') && !/\/map-/.test(pathname)) heard.push(answer.request().sizes().then((sizes) => (bytes += sizes.responseBodySize)));
  });
  await computer.open('/desk/?by=township');
  await page.fill('[name=username]', 'supervisor');
  await page.fill('[name=password]', 'wrong');
  await page.keyboard.press('Enter');
  await page.locator('[aria-invalid=true]').waitFor();
  await computer.axe();
  await page.fill('[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await rows().first().waitFor();
  assert.match(page.url(), /\/desk\/\?by=township$/);
  await Promise.all(heard);
  assert.ok(bytes > 0 && bytes <= MOST_SCRIPT, `${bytes} bytes of script`);
});

test('the worst village comes first, as the server counts it, and leads to its work', async () => {
  await computer.open('/desk/');
  await rows().first().waitFor();
  const desk = await signIn(server, 'supervisor');
  const { county } = await desk.me();
  const board = await desk.board(county);
  const [worst] = board.rows.toSorted((a, b) => b.overdue - a.overdue);
  const first = await rows().first().innerText();
  assert.ok(first.includes(worst.name) && first.includes(String(worst.overdue)), first);
  await rows().first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/desk/queue' && url.searchParams.get('village') === worst.key);
  await page.goBack();
  await rows().first().waitFor();
});

test('what is chosen lies in the address, and a township opens to its villages', async () => {
  await page.locator('input[value=township]').first().check();
  await page.waitForURL(/by=township/);
  await rows().first().waitFor();
  await rows().first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/region=\d{9}/);
  await rows().first().waitFor();
  await page.goBack();
  await page.waitForURL((url) => url.searchParams.get('by') === 'township' && !url.searchParams.has('region'));
});

test('a number opens to what is counted, and to the named children that are missing first', async () => {
  await computer.open('/desk/indicators');
  await page.locator('a[href*="indicators/visits_done"]').first().click();
  await page.waitForURL(/indicators\/visits_done/);
  await rows().first().waitFor();
  const desk = await signIn(server, 'supervisor');
  const { rows: missing } = await desk.get('/v1/indicators/visits_done/children?part=missing&limit=1');
  assert.ok((await rows().first().innerText()).includes(missing[0].student.name));
  await rows().first().locator('a').click();
  await page.waitForURL((url) => url.pathname === `/desk/student/${missing[0].student.id}`);
});

test('no screen is cut off or breaks a rule of accessibility, in any size, language or light', async () => {
  const ready = async (at) => {
    await at.locator('main h1').waitFor();
    await settled();
  };
  await looksAt(computer, SCREENS, SIZES, { ready, name: (screen) => `desk-${screen.replace(/\W+/g, '-') || 'overview'}` });
  computer.assertQuiet();
});

test('a lost connection is said, and what was shown stays', async () => {
  await page.setViewportSize(SIZES[0]);
  await computer.open('/desk/');
  await rows().first().waitFor();
  await page.locator('.sign:not(.lost)').first().waitFor();
  await server.kill();
  await page.locator('.sign.lost').waitFor({ timeout: 60_000 });
  assert.ok((await rows().count()) > 0);
  await server.start();
  await page.locator('.sign:not(.lost)').waitFor({ timeout: 60_000 });
});
