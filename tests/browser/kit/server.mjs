// The real server with the demonstration county, on a free port, from a copy that each test has to itself.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FIELD, RUN, below } from './where.mjs';

export { DESK } from './where.mjs';

/** The password of every account of the demonstration. */
export const PASSWORD = 'doorstep-demo';

/** The servers that run: none outlives the tests. */
const RUNNING = new Set();
process.on('exit', () => RUNNING.forEach((child) => child.kill('SIGKILL')));

/** How long loading the county may take on a busy machine, and a start with a county that is there, in ms. */
const LOADING = 600_000;
const STARTING = 60_000;

/** A server that a test starts, stops, kills and starts again at the same address. */
export class Server {
  #child = null;
  #said = '';

  constructor({ folder, port, field, desk }) {
    Object.assign(this, { folder, port, field, desk });
    this.url = `http://127.0.0.1:${port}`;
  }

  /** What the server has said so far. */
  get said() {
    return this.#said;
  }

  /** Starts the server and waits until it answers. */
  async start(patience = STARTING) {
    const options = ['--data', this.folder, '--port', String(this.port)];
    if (this.field) options.push('--web', this.field);
    if (this.desk) options.push('--desk', this.desk);
    const child = spawn(RUN, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    RUNNING.add(child);
    let ended = false;
    let failed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.#said += text));
    child.on('error', (error) => (failed = error.message));
    child.on('exit', () => (ended = RUNNING.delete(child)));
    const until = Date.now() + patience;
    while (!(await this.#answers())) {
      if (failed || ended) throw new Error(`${RUN} did not start: ${failed}${this.#said}`);
      if (Date.now() > until) throw new Error(`${RUN} does not answer: ${this.#said}`);
      await new Promise((go) => setTimeout(go, 50));
    }
    return this;
  }

  /** Ends the server as an operator does; what it was doing is finished. */
  stop() {
    return this.#end('SIGTERM');
  }

  /** Ends the server as a power cut does. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** Stops the server and removes its folder. */
  async remove() {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #answers() {
    if (!this.#said.includes('Doorstep is at')) return false;
    return fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false);
  }

  async #end(signal) {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((go) => child.once('exit', go));
    child.kill(signal);
    await gone;
  }
}

/** Starts a server of its own for a test: the county as it was loaded, and the field app; the desk where it is asked for. */
export async function serve({ field = FIELD, desk = null, port } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-server-'));
  await cp(await county(), folder, { recursive: true });
  return new Server({ folder, port: port ?? (await freePort()), field, desk }).start();
}

/** Returns a port that nothing listens on. */
export function freePort() {
  return new Promise((go, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => go(port));
    });
  });
}

/**
 * Returns the folder of a server that the county was loaded into once: today, as its term lasts until today, and by the
 * program that is tested.
 */
async function county() {
  const folder = process.env.DOORSTEP_TEST_COUNTY;
  if (folder) return folder;
  const kept = join(below('browser'), 'county');
  const mark = join(kept, 'loaded');
  const program = await stat(RUN).catch(() => null);
  if (!program) throw new Error(`${RUN} is missing; \`cargo build -p doorstep-demo\` builds it`);
  const wanted = `${new Date().toDateString()} ${program.mtimeMs} ${program.size}`;
  const isThere = async () => (await readFile(mark, 'utf8').catch(() => '')) === wanted;
  while (!(await isThere())) {
    const free = await alone(`${kept}.loading`);
    if (!free) {
      await new Promise((go) => setTimeout(go, 200));
      continue;
    }
    try {
      if (await isThere()) break;
      await rm(kept, { recursive: true, force: true });
      const loading = await new Server({ folder: kept, port: await freePort(), field: null }).start(LOADING);
      await loading.stop();
      await writeFile(mark, wanted);
    } finally {
      await free();
    }
  }
  return kept;
}

/** Takes a file that says who works, unless one who lives has it; returns what gives it back. */
async function alone(file) {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return () => rm(file, { force: true });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
    if (holder && !lives(holder)) await rm(file, { force: true });
    return null;
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
