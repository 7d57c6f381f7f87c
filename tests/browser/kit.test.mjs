// The kit itself: phones that are killed, lines that are slow and break, servers that come back at the same address.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { film } from './kit/camera.mjs';
import { signIn } from './kit/desk.mjs';
import { line, POOR } from './kit/line.mjs';
import { launch } from './kit/phone.mjs';
import { serve } from './kit/server.mjs';

/** A page that is no app, with a file of 200,000 bytes beside it. */
const PAGE = '<!doctype html><html lang="en"><title>Stand-in</title><main><h1>Stand-in</h1></main></html>';
const LARGE = 200_000;

let field;
let server;

before(async () => {
  field = await mkdtemp(join(tmpdir(), 'doorstep-stand-in-'));
  await mkdir(join(field, 'assets'));
  await writeFile(join(field, 'index.html'), PAGE);
  await writeFile(join(field, 'assets/large.png'), Buffer.alloc(LARGE, 7));
  server = await serve({ field });
});

after(async () => {
  await server?.remove();
  await rm(field, { recursive: true, force: true });
});

test('a phone that is killed finds what it stored', async (t) => {
  const phone = await launch({ server });
  t.after(() => phone.remove());
  await phone.open();
  await phone.page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const writer = await (await folder.getFileHandle('note', { create: true })).createWritable();
    await writer.write('kept');
    await writer.close();
  });
  await phone.restart();
  await phone.open();
  const kept = await phone.page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle('note')).getFile()).text();
  });
  assert.equal(kept, 'kept');
  phone.assertQuiet();
});

test('a phone is offline, elsewhere, ahead of time and short of room when it is told so', async (t) => {
  const phone = await launch({ server, place: { latitude: 26.9, longitude: 99.9, accuracy: 8 } });
  t.after(() => phone.remove());
  await phone.open();
  const { page } = phone;
  const reach = () => page.evaluate(() => fetch('/healthz').then((answer) => answer.text(), () => 'nothing'));
  assert.equal(await reach(), 'ok');
  await phone.goOffline();
  assert.equal(await reach(), 'nothing');
  assert.equal(await page.evaluate(() => navigator.onLine), false);
  await phone.goOnline();
  assert.equal(await reach(), 'ok');
  const where = () =>
    page.evaluate(
      () => new Promise((go, fail) => navigator.geolocation.getCurrentPosition((p) => go(p.coords.latitude), fail)),
    );
  assert.equal(await where(), 26.9);
  await phone.move({ latitude: 27.1, longitude: 99.9, accuracy: 8 });
  assert.equal(await where(), 27.1);
  const day = 86_400_000;
  await phone.setClockAhead(3 * day);
  const ahead = () => page.evaluate(() => new Date().getTime());
  assert.ok(Math.abs((await ahead()) - Date.now() - 3 * day) < 5_000);
  await page.reload();
  assert.ok(Math.abs((await ahead()) - Date.now() - 3 * day) < 5_000, 'the clock stays ahead');
  const store = () =>
    page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const writer = await (await folder.getFileHandle('large', { create: true })).createWritable();
      const stored = writer.write(new Uint8Array(300_000)).then(() => writer.close());
      return stored.then(() => 'stored', (error) => error.name);
    });
  await phone.limitStorage(100_000);
  assert.equal(await store(), 'QuotaExceededError');
  await phone.limitStorage(0);
  assert.equal(await store(), 'stored');
});

test('the camera sees what the test filmed', async (t) => {
  const file = join(field, '../', `doorstep-film-${process.pid}.y4m`);
  t.after(() => rm(file, { force: true }));
  const phone = await launch({ server, camera: await film(file, { width: 640, height: 480, seed: 3 }) });
  t.after(() => phone.remove());
  await phone.open();
  const size = await phone.page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const { width, height } = stream.getVideoTracks()[0].getSettings();
    return `${width}x${height}`;
  });
  assert.equal(size, '640x480');
});

test('a page that leaves out a label is found', async (t) => {
  const phone = await launch({ server });
  t.after(() => phone.remove());
  await phone.open();
  await phone.axe();
  await phone.page.evaluate(() => document.querySelector('main').append(document.createElement('input')));
  await assert.rejects(phone.axe(), /label/);
});

test('a poor line takes its time, in both directions on its own', async (t) => {
  const poor = await line(server, POOR);
  t.after(() => poor.close());
  const short = await took(() => fetch(`${poor.url}/healthz`));
  assert.ok(short > 780 && short < 1_400, `a handshake and a call take two round trips: ${short} ms`);
  const large = await took(() => fetch(`${poor.url}/assets/large.png`).then((answer) => answer.arrayBuffer()));
  const least = (LARGE * 8) / 400;
  assert.ok(large > least && large < least + 2_500, `${LARGE} bytes take ${large} ms`);
  assert.ok(poor.down.bytes > LARGE && poor.up.bytes < 2_000);
});

test('a line that is cut in the middle of an answer breaks it, and works again when it is mended', async (t) => {
  const cut = await line(server);
  t.after(() => cut.close());
  const whole = () => fetch(`${cut.url}/assets/large.png`).then((answer) => answer.arrayBuffer());
  cut.down.cutAfter(100_000);
  await assert.rejects(whole());
  assert.equal(cut.down.bytes, 100_000);
  await assert.rejects(whole(), 'it stays cut');
  cut.mend();
  assert.equal((await whole()).byteLength, LARGE);
});

test('a server that is killed comes back at the same address with everything', async () => {
  const supervisor = await signIn(server, 'supervisor');
  const board = await supervisor.board('533325');
  assert.ok(JSON.stringify(board).length > 1_000);
  await server.kill();
  await assert.rejects(signIn(server, 'supervisor'));
  await server.start();
  const again = await signIn(server, 'supervisor');
  assert.equal((await again.me()).role, (await supervisor.me()).role);
  const admin = await signIn(server, 'admin');
  const devices = await admin.devicesOf('supervisor');
  assert.ok(devices.length >= 2);
  const last = devices.at(-1);
  await admin.revoke(last.id);
  const [revoked] = (await admin.devicesOf('supervisor')).filter((device) => device.id === last.id);
  assert.ok(revoked.revoked_at);
});

async function took(act) {
  const start = performance.now();
  await act();
  return Math.round(performance.now() - start);
}
