// Measures the field app in Chromium and prints its figures as JSON: node measure.mjs --photo FILE [--rounds N] [--quick]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { worker } from '../../tests/browser/kit/app.mjs';
import { serve } from '../../tests/browser/kit/server.mjs';
import { teacherOf } from './account.mjs';
import { firstVisit, largestFiles, poorFirstVisit } from './first-visit.mjs';
import { memory } from './memory.mjs';
import { median, quantile } from './numbers.mjs';
import { open } from './open.mjs';
import { PAGE } from './page.mjs';
import { NO_CAMERA, admitted, pictures, takeAll } from './photos.mjs';
import { search } from './search.mjs';
import { Slowed } from './slow.mjs';
import { pupils, visit } from './visit.mjs';

/** How much slower than this machine a cheap phone is. */
const RATE = 6;

const { values: given } = parseArgs({
  options: { photo: { type: 'string' }, rounds: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const rounds = given.quick ? 1 : Number(given.rounds);
const students = given.quick ? 300 : 2000;
const photos = given.quick ? 5 : 50;

/** What must be undone at the end, the latest first. */
const ends = [];
const life = { after: (end) => ends.unshift(end) };
const figures = [];
const put = (name, value, unit, limit, of = rounds) => figures.push({ name, value, unit, limit: limit ?? null, rounds: of });
const note = (line) => process.stderr.write(`  ${line}\n`);
const wants = (part) => !given.only || given.only.split(',').includes(part);
const times = async (count, act) => {
  const all = [];
  for (let round = 0; round < count; round++) all.push(await act(round));
  return all;
};

async function network(server) {
  note('field: the first visit');
  const visits = await times(rounds, () => firstVisit(life, server));
  const { all, largest } = await largestFiles(6);
  put('first visit, all that is received until it is kept', median(visits.map(({ bytes }) => bytes)) / 1e6, 'MB', 1.3);
  put('of that the files of the app, packed', all / 1e6, 'MB', null, 1);
  note(largest.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1000)} kB`).join(', '));
}

async function poor(server) {
  note('field: the first visit over 400 kbit/s with 400 ms, and a class of students');
  const runs = await times(given.quick ? 1 : Math.min(rounds, 3), () => poorFirstVisit(life, server, 'teacher'));
  const middle = (name) => median(runs.map((run) => run[name]));
  const where = '400 kbit/s, 400 ms';
  put(`first visit to the sign-in, ${where}`, middle('usable') / 1000, 's', null, runs.length);
  put(`until all is kept, ${where}`, middle('kept') / 1000, 's', null, runs.length);
  put(`from the code to today with a class, ${where}`, middle('synced') / 1000, 's', null, runs.length);
  put('received for that class', middle('bytes') / 1e3, 'kB', null, runs.length);
}

/** Opens, searches and fills on one phone, at some speed. */
async function acts(app, label, limits, among) {
  const slow = label ? `, ${label}` : '';
  note(`field: open${slow}`);
  const opened = await open(app, rounds);
  put(`open to the code${slow}`, median(opened.pad), 'ms');
  put(`code to today, ${among} students${slow}`, median(opened.today), 'ms');
  const both = opened.pad.map((ms, at) => ms + opened.today[at]);
  put(`open to today, both together, ${among} students${slow}`, median(both), 'ms', limits.open);
  note(`field: search${slow}`);
  const found = await search(app, given.quick ? 1 : 2);
  if (found.unchanged) note(`${found.unchanged} keys changed nothing and are left out`);
  put(`a key to the students found, ${among} students${slow}`, median(found.times), 'ms', limits.step, found.times.length);
  put(`a key to the students found, 95th percentile${slow}`, quantile(found.times, 0.95), 'ms', null, found.times.length);
  note(`field: a home visit${slow}`);
  const who = await pupils(app, 8);
  const visits = await times(given.quick ? 1 : Math.min(rounds, 3), (round) => visit(app, who[round + limits.from]));
  const [next, touched] = ['next', 'touched'].map((name) => visits.flatMap((one) => one[name]));
  put(`Next to the next question${slow}`, median(next), 'ms', limits.step, next.length);
  put(`Next to the next question, 95th percentile${slow}`, quantile(next, 0.95), 'ms', null, next.length);
  put(`a touched answer to the next question${slow}`, median(touched), 'ms', limits.step, touched.length);
  put(`a touched answer to the next question, 95th percentile${slow}`, quantile(touched, 0.95), 'ms', null, touched.length);
}

async function pictured(app, folder) {
  note(`field: ${photos} photos of 12 megapixels`);
  const { phone } = app;
  const files = await pictures(phone, given.photo, folder, photos);
  await phone.context.addInitScript(NO_CAMERA);
  await phone.open();
  await app.unlocks();
  const before = await memory(phone);
  const [, , , , , , , who] = await pupils(app, 8);
  const taken = await takeAll(app, who, files);
  const each = taken.flatMap(({ ms }) => ms);
  if (each.length !== photos || taken.filter(({ ended }) => !ended).length > 1) throw new Error('pictures were lost, or workers left behind');
  const alone = await admitted(phone.page, taken[0].url, given.photo, given.quick ? 3 : 15);
  const after = await memory(phone);
  put('photo of 12 megapixels admitted', median(alone), 'ms', 150, alone.length);
  put('photo admitted in the app', median(each), 'ms', 150, photos);
  put('photo admitted in the app, the first', each[0], 'ms', 150, 1);
  put(`wasm memory after ${photos} photos`, after.wasm, 'MB', 128, 1);
  put('wasm memory before them', before.wasm, 'MB', null, 1);
  put('workers that live after them, that of photos included', after.workers, '', 2, 1);
  put('scripts of the page', after.scripts, 'MB', null, 1);
  put('the process of page and workers, resident', after.process, 'MB', null, 1);
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-field-'));
  life.after(() => rm(folder, { recursive: true, force: true }));
  const server = await serve();
  life.after(() => server.remove());
  if (wants('network')) await network(server);
  if (wants('poor')) await poor(server);
  const account = await teacherOf(server, students);
  note(`field: signing in with ${account.students} students`);
  const app = await worker(life, account.username, { server });
  await app.phone.context.addInitScript(PAGE);
  await app.signIn();
  await app.isKept();
  await app.signSays('done');
  const version = app.phone.context.browser().version();
  if (wants('plain')) await acts(app, '', { open: 500, step: 100, from: 0 }, account.students);
  if (wants('photos')) await pictured(app, folder);
  if (wants('slow')) {
    const slowed = new Slowed(app.phone, RATE);
    life.after(() => slowed.end());
    const slower = await slowed.start();
    note(`field: slowed, the page ${slower.page.toFixed(1)} times, its worker ${slower.worker.toFixed(1)} times`);
    const even = Object.values(slower).every((times) => Math.abs(times / RATE - 1) < 0.25);
    if (!even) note(`the machine is too busy to be slowed evenly: what follows is not of a processor ${RATE} times slower`);
    put(`how much slower the page was made, of ${RATE}`, slower.page, '×', null, 1);
    put(`how much slower its worker was made, of ${RATE}`, slower.worker, '×', null, 1);
    await acts(app, `${RATE}× slower`, { open: 2000, step: 100, from: 3 }, account.students);
    await slowed.end();
  }
  process.stdout.write(`${JSON.stringify({ version, figures })}\n`);
}

let failed = false;
try {
  await main();
} catch (error) {
  failed = true;
  process.stderr.write(`${error.stack}\n`);
} finally {
  for (const end of ends) await end();
}
process.exit(failed ? 1 : 0);
