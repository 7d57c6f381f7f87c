// An office with desks: one Chromium, in which every worker has a seat of their own and nothing in common with the others.
import assert from 'node:assert/strict';
import { signIn } from './desk.mjs';
import { axe, cutOff, settled } from './looks.mjs';
import { hear, QUIET, SHIFT } from './phone.mjs';
import { PASSWORD } from './server.mjs';
import { below, chromium, npm, SCREENS } from './where.mjs';
import { OF_DESK, Words } from './words.mjs';
import { join } from 'node:path';

const { chromium: browser } = npm('playwright-core');

/** How long the desk may take on a machine that is busy with other things, in ms. */
const PATIENCE = 30_000;
/** How large the screens are on which outcomes are looked at; the first is where the work is done. */
const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
/** How a language is called by the browser, which the desk follows. */
const LOCALES = { 'zh-Hans': 'zh-CN', en: 'en-US' };

/** Someone at a desk; `page` is what the screen shows. */
export class Seat {
  /** What the pages complained about that is not the network. */
  complaints = [];

  constructor(server, username, language) {
    Object.assign(this, { server, username, words: new Words(language, OF_DESK) });
  }

  /** Takes the seat: a browser that knows nothing. */
  async taken(chrome, { ahead = 0 }) {
    this.context = await chrome.newContext({ viewport: SIZES[0], locale: LOCALES[this.words.language], timezoneId: 'Asia/Shanghai' });
    if (ahead) await this.context.addInitScript(SHIFT, ahead);
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(PATIENCE);
    hear(this.page, this.complaints);
    return this;
  }

  /** The same worker's API, to choose by and to see what came of it. */
  async api() {
    return (this.asked ??= await signIn(this.server, this.username));
  }

  /** Opens an address below `/desk/` as a link or bookmark does. */
  opens(path = '') {
    return this.page.goto(`${this.server.url}/desk/${path}`);
  }

  /** Signs in where the page asks for it. */
  async signsIn({ username = this.username, password = PASSWORD } = {}) {
    await this.page.locator('[name=username]').fill(username);
    await this.page.locator('[name=password]').fill(password);
    await this.page.keyboard.press('Enter');
    await this.page.locator('#main').waitFor();
  }

  /** Opens a deep link, signs in, and is there. */
  async begins(path = '') {
    await this.opens(path);
    await this.signsIn();
  }

  /** A control by its role and words, wherever it is or within a part of the page. */
  find(role, key, { given = {}, within = this.page, part = false } = {}) {
    return within.getByRole(role, { name: this.words.like(key, given, { within: part }) });
  }

  /** Presses a button; one that is off is no button yet. */
  async press(key, { within = this.page, part = false, given = {} } = {}) {
    await this.find('button', key, { within, part, given }).and(this.page.locator(':not([aria-disabled=true])')).first().click();
  }

  /** The sheet that is open. */
  get sheet() {
    return this.page.locator('dialog[open]');
  }

  /** Answers a question of the open sheet with one of its choices. */
  async answers(key) {
    await this.find('radio', key, { within: this.sheet, part: true }).first().check();
  }

  /** Writes into a field of the open sheet. */
  async writes(key, text) {
    await this.sheet.getByLabel(this.words.like(key, {}, { within: true })).and(this.page.locator('input, textarea')).first().fill(text);
  }

  /** Waits until the note at the foot says something. */
  async told(key, given = {}) {
    await this.page.locator('.toast').filter({ hasText: this.words.like(key, given, { within: true }) }).waitFor();
  }

  /** Waits until the page says something. */
  async reads(key, given = {}, within = this.page) {
    await within.getByText(this.words.like(key, given, { within: true })).filter({ visible: true }).first().waitFor();
  }

  /** A panel of the case page by its heading. */
  panel(key) {
    return this.page.getByRole('region', { name: this.words.like(key) });
  }

  /** The card of a follow-up on the case page, with what can be done about it; `owner` tells it from another's. */
  card({ step, reason }, owner = '') {
    const name = step ? this.words.say('case.step', { n: step, name: this.words.say(`words.step_number.${step}`) }) : this.words.say(`words.reason.${reason}`);
    const cards = this.panel('case.must_act').getByRole('listitem').filter({ hasText: name });
    return cards.filter({ hasText: owner }).filter({ has: this.page.getByRole('button') }).first();
  }

  /** The rows of the table. */
  get rows() {
    return this.page.locator('[role=grid] [role=row][data-at]');
  }

  /** Leaves pictures of an outcome in every size, and demands that nothing is cut off or unreadable to some. */
  async looks(name) {
    below('screens');
    for (const size of SIZES.toReversed()) {
      await this.page.setViewportSize(size);
      await settled(this.page);
      assert.deepEqual(await this.page.evaluate(cutOff), [], `${name} ${size.width}`);
      await this.page.screenshot({ path: join(SCREENS, `desk-${name}-${size.width}-${this.words.language}.png`) });
    }
    await axe(this.page);
  }

  /** Leaves the seat; whatever went wrong in the page unseen is told now. */
  async leaves() {
    await this.context.close();
    assert.deepEqual(this.complaints, [], `what the desk of ${this.username} complained about`);
  }
}

/** Opens an office: `.sits(t, username)` gives a seat until the test ends, `.closes()` ends it. */
export async function office(server) {
  const chrome = await browser.launch({ executablePath: chromium(), headless: true, args: QUIET });
  return {
    async sits(t, username, { language = 'zh-Hans', ...given } = {}) {
      const seat = await new Seat(server, username, language).taken(chrome, given);
      t.after(() => seat.leaves());
      return seat;
    },
    closes: () => chrome.close(),
  };
}
