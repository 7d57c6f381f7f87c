// A slower processor: the processes that hold the page and its workers run for a slice of the time and stand still for the
// rest. Chromium's own throttling reaches the page's thread only, and the core works in a worker.
import { Worker } from 'node:worker_threads';
import { median } from './numbers.mjs';

/** How long the processes run at a time, in ms. */
const SLICE = 1;
/** How near the wanted rate is near enough. */
const NEAR = 0.08;

/** How often it is set anew. */
const TRIES = 6;

/** Processes that are slowed. */
export class Slowed {
  #flag = new Int32Array(new SharedArrayBuffer(8));
  /** For how many moments they stand still for each that they ran. */
  #still;

  constructor(phone, rate) {
    Object.assign(this, { phone, rate });
    this.#still = rate - 1;
  }

  /** Slows the processes of the phone's pages and tells by how much page and worker are slower, which is measured. */
  async start() {
    const before = await this.#measure();
    const session = await this.phone.context.browser().newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    this.#flag[0] = 1;
    this.#say();
    this.worker = new Worker(new URL('./slow.worker.mjs', import.meta.url), { workerData: { pids, slice: SLICE, flag: this.#flag } });
    await new Promise((go) => this.worker.once('message', go));
    this.ended = new Promise((go) => this.worker.once('exit', go));
    for (let turn = 0; ; turn++) {
      const after = await this.#measure();
      const slower = { page: after.page / before.page, worker: after.worker / before.worker };
      const both = Math.sqrt(slower.page * slower.worker);
      if (turn >= TRIES || Math.abs(both / this.rate - 1) < NEAR) return slower;
      const by = Math.min(1.25, Math.max(0.8, this.rate / both));
      this.#still = (this.#still + 1) * by - 1;
      this.#say();
    }
  }

  /** Lets the processes run again. */
  async end() {
    if (!this.worker) return;
    Atomics.store(this.#flag, 0, 0);
    await this.ended;
  }

  #say() {
    Atomics.store(this.#flag, 1, Math.round(this.#still * 1000));
  }

  async #measure() {
    const { page } = this.phone;
    const core = page.workers().find((worker) => worker.url().includes('/worker-'));
    const [inPage, inWorker] = [[], []];
    for (let turn = 0; turn < 13; turn++) {
      inPage.push(await page.evaluate(work));
      inWorker.push(await core.evaluate(work));
    }
    return { page: median(inPage.slice(2)), worker: median(inWorker.slice(2)) };
  }
}

/** Runs in the page or a worker: the same work each time, in ms. */
function work() {
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 8e6; i++) sum += Math.sqrt(i);
  return performance.now() - start + sum * 0;
}
