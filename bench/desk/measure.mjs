// Measures the desk in Chromium on a slow computer and line, and prints its figures as JSON: node measure.mjs [--rounds N]
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { QUIET } from '../../tests/browser/kit/phone.mjs';
import { DESK, PASSWORD, serve } from '../../tests/browser/kit/server.mjs';
import { chromium, npm } from '../../tests/browser/kit/where.mjs';
import { median } from '../field/numbers.mjs';
import { PAGE } from './page.mjs';

const { chromium: browser } = npm('playwright-core');

/** How much slower than this machine a cheap computer is. */
const RATE = 4;
/** Fast 3G: bits a second down and up, and milliseconds there and back. */
const LINE = { down: 1_600_000, up: 750_000, rtt: 150 };
/** The most script before the map, in kB as it is sent. */
const MOST_SCRIPT = 250;

const { values: given } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(given.rounds);
const note = (line) => process.stderr.write(`  ${line}\n`);

/** A copy of the built desk with every file packed, as it is shipped; a build for development has none packed. */
async function shipped() {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-desk-'));
  await cp(DESK, folder, { recursive: true });
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    if (name.endsWith('.br') || (await stat(`${file}.br`).catch(() => null))) continue;
    await writeFile(`${file}.br`, await promisify(brotliCompress)(await readFile(file)));
  }
  return folder;
}

/** One first visit of a supervisor, and one return. */
async function visit(chrome, url) {
  const context = await chrome.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  try {
    await context.addInitScript(PAGE);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const names = new Map();
    let script = 0;
    let all = 0;
    session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const name = names.get(requestId) ?? '';
      all += encodedDataLength;
      if (/\.m?js$/.test(name) && !/\/map/.test(name)) script += encodedDataLength;
    });
    await session.send('Network.enable');
    const line = { latency: LINE.rtt, downloadThroughput: LINE.down / 8, uploadThroughput: LINE.up / 8 };
    await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
    await session.send('Emulation.setCPUThrottlingRate', { rate: RATE });
    page.setDefaultTimeout(120_000);
    await page.goto(`${url}/desk/`, { waitUntil: 'commit' });
    const asks = await page.evaluate(() => globalThis.measured.until('[name=password]'));
    await page.fill('[name=username]', 'supervisor');
    await page.fill('[name=password]', PASSWORD);
    const [first] = await Promise.all([
      page.evaluate(() => globalThis.measured.afterEnter('[role=grid] [role=row][data-at]')),
      page.keyboard.press('Enter'),
    ]);
    const before = { script, all };
    await page.waitForTimeout(3000);
    await page.reload({ waitUntil: 'commit' });
    const again = await page.evaluate(() => globalThis.measured.until('[role=grid] [role=row][data-at]'));
    return { asks, first, again, ...before };
  } finally {
    await context.close();
  }
}

let failed = false;
let server;
let folder;
let chrome;
try {
  folder = await shipped();
  server = await serve({ field: null, desk: folder });
  chrome = await browser.launch({ executablePath: chromium(), headless: true, args: QUIET });
  const visits = [];
  for (let round = 0; round < rounds; round += 1) {
    visits.push(await visit(chrome, server.url));
    note(`desk: ${JSON.stringify(visits.at(-1), (_, value) => (typeof value === 'number' ? Math.round(value) : value))}`);
  }
  const where = `${RATE}× slower, ${LINE.down / 1e6} Mbit/s, ${LINE.rtt} ms`;
  const middle = (name) => median(visits.map((one) => one[name]));
  const figure = (name, value, unit, limit = null) => ({ name, value, unit, limit, rounds });
  const figures = [
    figure(`first visit to the sign-in, ${where}`, middle('asks'), 'ms'),
    figure(`sign-in to the first screen that answers, ${where}`, middle('first'), 'ms'),
    figure(`opened again to that screen, ${where}`, middle('again'), 'ms'),
    figure('script received until then, without the map', middle('script') / 1e3, 'kB', MOST_SCRIPT),
    figure('all that was received until then', middle('all') / 1e3, 'kB'),
  ];
  process.stdout.write(`${JSON.stringify({ version: chrome.version(), figures })}\n`);
} catch (error) {
  failed = true;
  process.stderr.write(`${error.stack}\n`);
} finally {
  await chrome?.close();
  await server?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
