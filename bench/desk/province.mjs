// Opens the desk's board and queue over a province in Chromium, and prints how long what they ask takes, as JSON.
import { parseArgs } from 'node:util';
import { QUIET } from '../../tests/browser/kit/phone.mjs';
import { chromium, npm } from '../../tests/browser/kit/where.mjs';
import { PAGE } from './page.mjs';

const { chromium: browser } = npm('playwright-core');

/** The most that is waited for, in ms at the 99th percentile: of a village's queue, a county's board, the province's. */
const MOST = { queue: 20, county: 25, province: 50 };

const { values: given } = parseArgs({
  options: { url: { type: 'string' }, county: { type: 'string' }, password: { type: 'string' }, visits: { type: 'string' } },
});
const visits = Number(given.visits);

/** The value within which so many per cent lie. */
const within = (values, per) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * per) / 100))];

const figures = [];
const told = (name, values, limit = null) => {
  const rounds = values.length;
  figures.push({ name: `${name}, median`, value: within(values, 50), unit: 'ms', limit: null, rounds });
  figures.push({ name: `${name}, p99`, value: within(values, 99), unit: 'ms', limit, rounds });
};

/** A supervisor who has signed in; every request of the pages is timed as the page sees it. */
async function enter(chrome, username) {
  const context = await chrome.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await context.addInitScript(PAGE);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${given.url}/desk/`);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', given.password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=grid] [role=row][data-at]');
  return { context, page };
}

/** Opens an address and returns when its first rows answered, and what its requests took by their path. */
async function open(page, address) {
  await page.goto(`${given.url}/desk${address}`, { waitUntil: 'commit' });
  const ready = await page.evaluate(() => globalThis.measured.until('[role=grid] [role=row][data-at]'));
  // What is asked last is asked after the rows; the line of live changes never comes to rest.
  await page.waitForTimeout(500);
  const asked = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name, requestStart, responseEnd }) => ({ path: new URL(name).pathname, took: responseEnd - requestStart }))
      .filter(({ path, took }) => path.startsWith('/v1/') && !path.startsWith('/v1/live') && took > 0),
  );
  return { ready, asked };
}

/** Opens addresses in turn and tells of the page and of each thing that it asks. */
async function walk(page, name, addresses, path, limit) {
  const ready = [];
  const took = new Map();
  for (const address of addresses) {
    const seen = await open(page, address);
    ready.push(seen.ready);
    for (const one of seen.asked) took.set(one.path, [...(took.get(one.path) ?? []), one.took]);
  }
  told(`${name}: page to its rows`, ready);
  for (const [asked, times] of [...took].toSorted()) told(`${name}: ${asked}`, times, asked === path ? limit : null);
}

let chrome;
let failed = false;
try {
  chrome = await browser.launch({ executablePath: chromium(), headless: true, args: QUIET });
  const times = (address) => Array.from({ length: visits }, (_, n) => (typeof address === 'string' ? address : address(n)));
  const county = await enter(chrome, `supervisor-${given.county}`);
  await walk(county.page, 'county board', times('/'), '/v1/board', MOST.county);
  const villages = await county.page.evaluate(() =>
    [...document.querySelectorAll('[role=grid] [role=row][data-at] a[href]')].map((link) => new URL(link.href).searchParams.get('village')).filter(Boolean),
  );
    if (villages.length === 0) throw new Error('the board lists no villages');
  await walk(county.page, 'village queue', times((n) => `/queue?village=${villages[n % villages.length]}`), '/v1/follow-ups', MOST.queue);
  await walk(county.page, 'queue of a county', times('/queue'), '/v1/follow-ups', null);
  await county.context.close();
  const province = await enter(chrome, 'supervisor-53');
  await walk(province.page, 'province board', times('/'), '/v1/board', MOST.province);
  process.stdout.write(`${JSON.stringify({ version: chrome.version(), figures })}\n`);
} catch (error) {
  failed = true;
  process.stderr.write(`${error.stack}\n`);
} finally {
  await chrome?.close();
}
process.exit(failed ? 1 : 0);
