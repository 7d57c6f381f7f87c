// The field app as the server hands it to Chromium: its page at every address, its policy, its compression.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './kit/phone.mjs';
import { line } from './kit/line.mjs';
import { serve } from './kit/server.mjs';

let server;
let phone;

before(async () => {
  server = await serve();
  phone = await launch({ server });
});

after(async () => {
  await phone?.remove();
  await server?.remove();
});

test('the first page loads without a complaint, and breaks no rule of accessibility', async () => {
  const answer = await phone.open();
  assert.equal(answer.status(), 200);
  await phone.page.waitForLoadState('networkidle');
  assert.notEqual(await phone.page.title(), '');
  assert.notEqual((await phone.page.innerText('body')).trim(), '', 'the page says something');
  await phone.screenshot('serving-first');
  phone.assertQuiet();
  await phone.axe();
});

test('every place within the app is its page, whatever comes after', async () => {
  for (const path of ['/queue', '/student/018f0000-0000-7000-8000-000000000000', '/nowhere?a=b.c']) {
    const answer = await phone.open(path);
    assert.equal(answer.status(), 200, path);
    assert.match(answer.headers()['content-type'], /^text\/html/);
    assert.notEqual(await phone.page.title(), '');
  }
});

test('what the page loads comes from its own server, compressed beforehand, and is kept', async () => {
  const fresh = await launch({ server });
  try {
    const heard = [];
    fresh.page.on('response', (answer) => heard.push(answer));
    await fresh.open();
    await fresh.page.waitForLoadState('networkidle');
    const hashed = heard.filter((answer) => new URL(answer.url()).pathname.startsWith('/assets/'));
    assert.ok(hashed.length > 0, 'the page has files');
    for (const answer of heard) {
      assert.equal(new URL(answer.url()).origin, server.url, answer.url());
      assert.ok(answer.status() < 400, `${answer.url()}: ${answer.status()}`);
    }
    for (const answer of hashed) {
      const headers = await answer.allHeaders();
      assert.match(headers['cache-control'], /immutable/, answer.url());
      const isText = /javascript|css|wasm|json/.test(headers['content-type']);
      if (isText && Number(headers['content-length'] ?? 0) > 2_000) {
        assert.equal(headers['content-encoding'], 'br', answer.url());
      }
    }
  } finally {
    await fresh.remove();
  }
});

test('the policy of the page lets WebAssembly run, and neither strange scripts nor text as code', async () => {
  await phone.open();
  const { page } = phone;
  const compiles = await page.evaluate(async () => {
    const smallest = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    return WebAssembly.compile(smallest).then(() => true, () => false);
  });
  assert.equal(compiles, true);
  // What the debugger evaluates is free of the policy; what a script of the page does is not.
  const refused = await page.evaluate(
    () =>
      new Promise((go) => {
        document.addEventListener('securitypolicyviolation', (event) => go(event.effectiveDirective), { once: true });
        const script = document.createElement('script');
        script.textContent = 'globalThis.ranInline = true';
        document.head.append(script);
      }),
  );
  assert.equal(refused, 'script-src-elem');
  assert.equal(await page.evaluate(() => globalThis.ranInline), undefined);
});

test('the browser reads compressed answers of the API, and keeps none', async () => {
  await phone.open();
  const heard = await phone.page.evaluate(async () => {
    const answer = await fetch('/v1/openapi.json');
    const header = (name) => answer.headers.get(name);
    return { title: (await answer.json()).info.title, coding: header('content-encoding'), keeps: header('cache-control') };
  });
  assert.deepEqual(heard, { title: 'Doorstep', coding: 'zstd', keeps: 'no-store' });
});

test('a page of another origin gets nothing from the API', async (t) => {
  const other = await line(server);
  t.after(() => other.close());
  await phone.page.goto(`${other.url}/`);
  const reached = await phone.page.evaluate(
    (url) => fetch(`${url}/v1/openapi.json`).then(() => 'answered', () => 'refused'),
    server.url,
  );
  assert.equal(reached, 'refused');
});
