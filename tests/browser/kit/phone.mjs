// A phone: Chromium on a profile of its own, which is killed and started again, goes offline, moves, and takes pictures.
import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe } from './looks.mjs';
import { below, chromium, npm, SCREENS } from './where.mjs';

const { chromium: browser } = npm('playwright-core');

/** What keeps Chromium from doing anything of its own. */
export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The sizes of phones that pages are looked at on. */
export const SIZES = { small: { width: 360, height: 740 }, large: { width: 412, height: 915 } };

/** A phone; `page` is what it shows. */
export class Phone {
  #context = null;
  #ahead = 0;
  #room = null;
  #complaints = [];

  constructor(profile, options) {
    this.profile = profile;
    this.options = options;
  }

  /** What the pages complained about that is not the network: errors, and what the policy of the page refused. */
  get complaints() {
    return this.#complaints;
  }

  /** Switches the phone on, with whatever its profile still holds. */
  async start() {
    const { size, place, language, camera, line, mouse } = this.options;
    const args = [...QUIET, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
    if (camera) args.push(`--use-file-for-fake-video-capture=${camera}`);
    this.#room = null;
    this.#context = await browser.launchPersistentContext(this.profile, {
      executablePath: chromium(),
      headless: true,
      args,
      viewport: size,
      deviceScaleFactor: mouse ? 1 : 2,
      hasTouch: !mouse,
      isMobile: !mouse,
      locale: language,
      timezoneId: 'Asia/Shanghai',
    });
    const permissions = ['camera', ...(place ? ['geolocation'] : [])];
    await this.#context.grantPermissions(permissions, { origin: new URL(this.url).origin });
    if (place) await this.#context.setGeolocation(place);
    await this.#context.addInitScript(SHIFT, this.#ahead);
    if (line?.isCut) await this.#context.setOffline(true);
    this.#context.on('page', (page) => this.#hear(page));
    const [page] = this.#context.pages();
    this.page = page ?? (await this.#context.newPage());
    this.#hear(this.page);
    return this;
  }

  /** The address that the phone reaches the server at. */
  get url() {
    return (this.options.line ?? this.options.server).url;
  }

  /** Opens a place within the app. */
  open(path = '/') {
    return this.page.goto(this.url + path);
  }

  /** Waits until the app asks the server for a path. */
  asks(path, timeout = 120_000) {
    return this.#context.waitForEvent('request', { predicate: (request) => new URL(request.url()).pathname === path, timeout });
  }

  /** Opens a second page beside the first. */
  async beside(path = '/') {
    const page = await this.#context.newPage();
    await page.goto(this.url + path);
    return page;
  }

  /** Everything of the browser at once, for what the phone has no word for. */
  get context() {
    return this.#context;
  }

  /** Takes the network away. With a line, whatever is on its way breaks off. */
  async goOffline() {
    this.options.line?.cut();
    await this.#context.setOffline(true);
  }

  /** Gives the network back. */
  async goOnline() {
    this.options.line?.mend();
    await this.#context.setOffline(false);
  }

  /** Moves the phone: `{ latitude, longitude, accuracy }`. */
  move(place) {
    this.options.place = place;
    return this.#context.setGeolocation(place);
  }

  /** Sets the phone's clock so many milliseconds ahead of the true time, or behind it. */
  async setClockAhead(ms) {
    this.#ahead = ms;
    await this.#context.addInitScript(SHIFT, ms);
    for (const page of this.#context.pages()) {
      for (const place of [page, ...page.workers()]) await place.evaluate(SHIFT, ms);
    }
  }

  /** Limits what the app may store, in bytes; 0 lifts the limit. */
  async limitStorage(bytes) {
    // The limit lasts as long as the session that set it.
    await this.#room?.detach();
    this.#room = null;
    if (!bytes) return;
    this.#room = await this.#context.newCDPSession(this.page);
    const { origin } = new URL(this.url);
    await this.#room.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
  }

  /** Ends every process of the phone at once, in the middle of whatever it does, as an empty battery does. */
  async kill() {
    const closed = new Promise((go) => this.#context.once('close', go));
    const lock = await readlink(join(this.profile, 'SingletonLock'));
    process.kill(Number(lock.split('-').pop()), 'SIGKILL');
    await closed;
    const until = Date.now() + 10_000;
    while ((await running(this.profile)).length && Date.now() < until) await pause(20);
    for (const pid of await running(this.profile)) process.kill(pid, 'SIGKILL');
  }

  /** Kills the phone and switches it on again. */
  async restart() {
    await this.kill();
    return this.start();
  }

  /** Switches the phone off in order. */
  async stop() {
    await this.#context.close();
  }

  /** Switches the phone off and forgets all that it holds. */
  async remove() {
    await this.#context.close().catch(() => undefined);
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Leaves a picture of the page to be looked at, and returns its file. */
  async screenshot(name, options = {}) {
    below('screens');
    const path = join(SCREENS, `${name}.png`);
    await this.page.screenshot({ path, ...options });
    return path;
  }

  /** Checks the page against WCAG 2.2 AA, and throws what breaks it with the places. */
  axe(page = this.page) {
    return axe(page);
  }

  /** Throws when a page complained. */
  assertQuiet() {
    if (this.#complaints.length) throw new Error(`the pages complained:\n${this.#complaints.join('\n')}`);
  }

  #hear(page) {
    // Scripts that run first do so in pages only.
    page.on('worker', (worker) => worker.evaluate(SHIFT, this.#ahead).catch(() => undefined));
    hear(page, this.#complaints);
  }
}

/**
 * Switches a new phone on: `line` or `server` is what it calls, `camera` a file that `kit/camera.mjs` makes; with a `mouse` in
 * place of fingers it is a computer.
 */
export async function launch({ server, line, size = SIZES.small, place, language = 'zh-CN', camera, mouse = false } = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'doorstep-phone-'));
  return new Phone(profile, { server, line, size, place, language, camera, mouse }).start();
}

/** Gathers what a page complains about that is not the network. */
export function hear(page, complaints) {
  page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    const isNetwork = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isNetwork) complaints.push(message.text());
  });
}

/** Runs in the page: sets its clock ahead, whatever it was set to before. */
export function SHIFT(ms) {
  const True = (globalThis.TrueDate ??= globalThis.Date);
  class Shifted extends True {
    constructor(...given) {
      super(...(given.length ? given : [True.now() + ms]));
    }
    static now() {
      return True.now() + ms;
    }
  }
  globalThis.Date = ms === 0 ? True : Shifted;
}

/** Lists the processes of a profile, where the system tells them. */
async function running(profile) {
  const all = await readdir('/proc').catch(() => []);
  const ours = [];
  for (const pid of all.filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(profile)) ours.push(Number(pid));
  }
  return ours;
}

function pause(ms) {
  return new Promise((go) => setTimeout(go, ms));
}
