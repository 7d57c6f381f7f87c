// Browsers that lack what the app needs: a clear page in both languages instead of a white one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { worker } from './kit/app.mjs';
import { serve } from './kit/server.mjs';

let server;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

/** Takes from the browser what an old one has not; each runs before the page does. */
const OLDER = {
  'no storage of files': () => {
    delete StorageManager.prototype.getDirectory;
  },
  'no locks between pages': () => {
    delete Navigator.prototype.locks;
  },
  'no channel between pages': () => {
    delete globalThis.BroadcastChannel;
  },
  'no WebAssembly with SIMD': () => {
    const { validate } = WebAssembly;
    WebAssembly.validate = (bytes) => bytes.byteLength !== 31 && validate.call(WebAssembly, bytes);
  },
  'no modules in workers': () => {
    const Modern = globalThis.Worker;
    globalThis.Worker = function (address) {
      return new Modern(address);
    };
  },
};

for (const [what, take] of Object.entries(OLDER)) {
  test(`a browser with ${what} gets a page that says so in Chinese and English`, async (t) => {
    const someone = await worker(t, 'teacher', { server });
    await someone.phone.context.addInitScript(take);
    await someone.starts();
    const { page } = someone;
    await page.getByRole('heading', { name: '这个浏览器不能用' }).filter({ visible: true }).first().waitFor();
    const text = await page.innerText('body');
    assert.match(text, /Chrome/);
    assert.doesNotMatch(text, /正在打开/);
    assert.match(text, /This browser can’t be used/);
    await someone.screenshot(`old-${what.replaceAll(' ', '-')}`);
    await someone.phone.axe();
  });
}

test('a browser whose workers cannot write files says so in the language of the phone, and in the other one', async (t) => {
  for (const language of ['zh-Hans', 'en']) {
    const someone = await worker(t, 'teacher', { server, language });
    // A worker has no script of ours before its own: its own begins with what takes the files away.
    await someone.page.route('**/assets/worker-*.js', async (way) => {
      const response = await way.fetch();
      const body = `delete FileSystemFileHandle.prototype.createSyncAccessHandle;${await response.text()}`;
      await way.fulfill({ response, body });
    });
    await someone.starts();
    await someone.sees('start.unsupported');
    await someone.reads('problems.unsupported');
    await someone.reads('words.lack.storage');
    await someone.phone.axe();
    await someone.page.getByRole('button', { name: language === 'en' ? '简体中文' : 'English' }).click();
    const other = { 'zh-Hans': 'This browser can’t be used', en: '这个浏览器不能用' }[language];
    await someone.page.getByText(other).filter({ visible: true }).first().waitFor();
  }
});
