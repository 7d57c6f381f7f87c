// A phone's app: the built pages from files of its own in Chromium's WebView, and the real native core behind them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PATIENCE, Worker } from './app.mjs';
import { launch } from './phone.mjs';
import { FIELD } from './where.mjs';

/** Where the app's files are served from: nothing is there, each is answered from the build. */
const ORIGIN = 'https://app.doorstep.example';
const PROGRAM = fileURLToPath(new URL('./shell.py', import.meta.url));
const KINDS = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};
/** What a page of the app may load: its own files and nothing else, and it connects to nobody. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob: data:; media-src 'self' blob:; " +
  "object-src 'none'; base-uri 'none'; form-action 'none'";

/** The folder of the core's Python binding. */
function binding() {
  const folder = process.env.DOORSTEP_TEST_PYTHON;
  const missing = ['doorstep.py', 'libdoorstep.so'].filter((name) => !folder || !existsSync(join(folder, name)));
  if (missing.length === 0) return folder;
  throw new Error(
    `DOORSTEP_TEST_PYTHON has to name the folder of doorstep.py and libdoorstep.so, which \`cargo xtask bindings\` makes; ` +
      `${folder ?? 'it names none'}: without ${missing.join(' and ')}`,
  );
}

/** The native side, as a program of its own. */
class Native {
  #child;
  #waiting = new Map();
  #asked = 0;
  #said = '';

  constructor(server, folder) {
    this.folder = folder;
    const env = { ...process.env, DOORSTEP_TEST_PYTHON: binding(), PYTHONDONTWRITEBYTECODE: '1' };
    this.#child = spawn('python3', [PROGRAM, server.url, folder], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (text) => (this.#said += text));
    this.there = new Promise((go, fail) => {
      this.#waiting.set('there', go);
      this.#child.once('error', fail);
      this.#child.once('exit', () => fail(new Error(`the native side ended: ${this.#said}`)));
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const { id } = JSON.parse(line);
      this.#waiting.get(id)?.(line);
      this.#waiting.delete(id);
    });
  }

  /** Takes a message of the page; comes back with the answer. */
  takes(text) {
    return new Promise((go) => {
      this.#waiting.set(JSON.parse(text).id, go);
      this.#child.stdin.write(`${text}\n`);
    });
  }

  /** Sets what the phone is like: `network`, `recognises`; tells what it was asked: `passes`, `planned`, `paths`. */
  async phone(is = {}) {
    this.#asked += 1;
    return JSON.parse(await this.takes(JSON.stringify({ id: `story-${this.#asked}`, do: 'phone', is }))).ok;
  }

  /** Ends it, as the system ends an app. */
  async end() {
    if (this.#child.exitCode !== null) return;
    const gone = new Promise((go) => this.#child.once('exit', go));
    this.#child.stdin.end();
    await gone;
  }
}

/** A worker with the app of their phone. */
class AppWorker extends Worker {
  constructor(phone, native, username, language) {
    super(phone, username, language);
    this.native = native;
  }

  /** There is no code: account and password are all. */
  async fillsSignIn({ username, password } = {}) {
    await this.entersAccount({ username, password });
    await this.press('start.sign_in');
  }

  /** Takes the network from the phone, page and native side. */
  async goesOffline() {
    await this.native.phone({ network: false });
    await this.phone.goOffline();
  }

  /** Gives it back. */
  async goesOnline() {
    await this.native.phone({ network: true });
    await this.phone.goOnline();
  }

  /** Waits until the phone has asked for its owner once more than `before`. */
  async isAsked(before) {
    for (const until = Date.now() + PATIENCE; Date.now() < until; await new Promise((go) => setTimeout(go, 50))) {
      if ((await this.native.phone()).passes > before) return;
    }
    throw new Error('the phone was not asked for its owner');
  }
}

/** Answers the app's files from the build, and every place within the app with its one page. */
async function serves(context) {
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const kind = extname(pathname);
    const body = await readFile(join(FIELD, kind ? pathname : 'index.html')).catch(() => null);
    if (body === null) return route.fulfill({ status: 404 });
    const headers = { 'content-type': KINDS[kind || '.html'] ?? 'application/octet-stream', 'content-security-policy': POLICY };
    return route.fulfill({ body, headers });
  });
}

/** Runs in the page before everything else: the bridge as a WebView has it. */
function BRIDGE() {
  const shell = {
    onmessage: null,
    postMessage: (text) => void globalThis.doorstepTakes(text).then((data) => shell.onmessage?.({ data })),
  };
  globalThis.doorstepShell = shell;
}

/** Gives a worker a new phone with the app, that is thrown away after the test. */
export async function appWorker(t, username, { server, language = 'zh-Hans', ...rest }) {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-app-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const native = new Native(server, folder);
  t.after(() => native.end());
  await native.there;
  const phone = await launch({ server: { url: ORIGIN }, language: language === 'en' ? 'en-GB' : 'zh-CN', ...rest });
  t.after(() => phone.remove());
  await serves(phone.context);
  await phone.context.exposeFunction('doorstepTakes', (text) => native.takes(text));
  await phone.context.addInitScript(BRIDGE);
  phone.page.setDefaultTimeout(PATIENCE);
  return new AppWorker(phone, native, username, language);
}
