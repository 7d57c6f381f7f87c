// A worker with the field app in hand: acts in domain words, everything found by its role and its words.
import { Form } from './form.mjs';
import { launch } from './phone.mjs';
import { PASSWORD } from './server.mjs';
import { Words } from './words.mjs';
import * as filling from './filling.mjs';

/** The code that workers of the stories choose. */
export const PIN = '270914';
/** How long the app may take on a machine that is busy with other things, in ms. */
export const PATIENCE = 60_000;
/** How long the app gathers what changed before it tells it, and a little more, in ms. */
const TELLING = 700;

/** A worker and what they hold: acts on the page that the phone shows. */
export class Worker {
  constructor(phone, username, language) {
    Object.assign(this, { phone, username, words: new Words(language) });
  }

  get page() {
    return this.phone.page;
  }

  /** A control by its role and words, wherever it is on the page or within a part of it. */
  find(role, key, { given = {}, within = this.page, part = false } = {}) {
    return within.getByRole(role, { name: this.words.like(key, given, { within: part }) });
  }

  /** Touches a button. */
  async press(key, options) {
    await this.find('button', key, options).first().click();
  }

  /** Waits until the page says something. */
  async reads(key, given = {}, timeout = PATIENCE) {
    const words = this.page.getByText(this.words.like(key, given, { within: true }));
    await words.filter({ visible: true }).first().waitFor({ timeout });
  }

  /** Waits until a heading is there. */
  async sees(key, given = {}, timeout = PATIENCE) {
    await this.find('heading', key, { given }).first().waitFor({ timeout });
  }

  /** Starts the app at an address, as a bookmark does; it asks for the code then. */
  async starts(path = '/') {
    this.page.setDefaultTimeout(PATIENCE);
    await this.phone.open(path);
  }

  /** Goes to a place within the open app, as a notification that is touched does. */
  async goes(path) {
    await this.page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
  }

  /** Opens a room of the bottom bar: `today`, `students`, `class`, `reminders`, `queue`, `patrol`, `more`. */
  async room(name) {
    const rooms = this.page.getByRole('navigation', { name: this.words.say('common.rooms') });
    await rooms.getByRole('link', { name: this.words.like(`common.room_${name}`, {}, { within: true }) }).click();
  }

  /** Fills in account and password and chooses a code; comes back when the app begins to sign in. */
  async fillsSignIn({ username, password, pin = PIN } = {}) {
    await this.fillsAccount({ username, password });
    await this.choosesCode(pin);
    await this.sees('start.pin_again');
    await this.types(pin);
  }

  /** Fills in account and password, and goes on to the code. */
  async fillsAccount(given) {
    await this.entersAccount(given);
    await this.press('common.next');
  }

  /** Fills in account and password. */
  async entersAccount({ username = this.username, password = PASSWORD } = {}) {
    await this.sees('start.welcome');
    await this.page.getByLabel(this.words.like('start.username', {}, { within: true })).fill(username);
    await this.page.getByRole('textbox', { name: this.words.like('start.password', {}, { within: true }) }).fill(password);
  }

  /** Enters a new code for the first time. */
  async choosesCode(pin) {
    await this.sees('start.pin');
    await this.types(pin);
  }

  /** Signs in with a network, and waits until everything has come. */
  async signIn(given) {
    await this.starts();
    await this.fillsSignIn(given);
    await this.isInside(4 * PATIENCE);
  }

  /** Enters a code on the pad. */
  async types(pin) {
    for (const digit of pin) await this.page.getByRole('button', { name: digit, exact: true }).click();
  }

  /** Opens the app with the code. */
  async unlocks(pin = PIN) {
    await this.sees('start.unlock');
    await this.types(pin);
    await this.isInside();
  }

  /** Enters a code that is wrong. */
  async triesCode(pin) {
    await this.sees('start.unlock');
    await this.types(pin);
  }

  /** Waits until the bottom bar is there. */
  async isInside(timeout = PATIENCE) {
    const inside = this.page.getByRole('navigation', { name: this.words.say('common.rooms') });
    await inside.waitFor({ timeout });
  }

  /** Waits until the app can be opened without network. */
  async isKept() {
    await this.page.waitForFunction(
      async () => {
        const worker = await navigator.serviceWorker.getRegistration();
        return Boolean(worker?.active) && navigator.serviceWorker.controller !== null;
      },
      undefined,
      { timeout: 3 * PATIENCE },
    );
  }

  /** Waits until the sync sign says a state: `done`, `waiting`, `offline`, `offline_waiting`, `attention`. */
  async signSays(state, given = {}, timeout = PATIENCE) {
    const says = this.words.like(`sync.sign_${state}`, given, { within: true });
    const label = this.words.like('sync.sign_label', {}).source;
    await this.page.waitForTimeout(TELLING);
    await this.page
      .getByRole('link', { name: new RegExp(label.replace('[\\s\\S]+?', says.source), 'u') })
      .waitFor({ timeout });
  }

  /** Syncs by hand, and waits until that is over. */
  async syncs() {
    await this.goes('/sync');
    await this.press('sync.send_now');
    await this.page.waitForTimeout(TELLING);
    await this.reads('sync.all_sent');
    await this.find('button', 'sync.send_now').and(this.page.locator(':not([aria-busy=true])')).waitFor();
  }

  /** Opens a student's screen. */
  async opens(student) {
    await this.goes(`/student/${student.id}`);
    await this.page.getByRole('heading', { level: 1, name: student.name }).waitFor({ timeout: PATIENCE });
  }

  /** Finds a student by what is typed, and opens the first. */
  async searches(text, name) {
    await this.room('students');
    await this.page.getByRole('searchbox').fill(text);
    await this.page.getByRole('link', { name: new RegExp(name) }).first().click();
  }

  /** Locks the app. */
  async locks() {
    await this.goes('/settings');
    await this.press('settings.lock');
    await this.sees('start.unlock');
  }

  /** Chooses how the app looks: `theme` is `auto`, `light`, `dark` or `sun`, `size` is `normal` to `largest`. */
  async chooses({ theme, size }) {
    await this.goes('/settings');
    if (theme) await this.page.getByRole('radio', { name: this.words.say(`settings.theme_${theme}`) }).first().check();
    if (size) await this.page.getByRole('radio', { name: this.words.say(`settings.text_${size}`), exact: true }).check();
  }

  /** Asks to sign out. */
  async leaves() {
    await this.goes('/settings');
    await this.press('settings.leave');
    await this.sees('settings.leave_title');
  }

  /** Gives the phone to another worker. */
  handsOverTo(username) {
    return new Worker(this.phone, username, this.words.language);
  }

  /** Opens the app a second time beside the first page. */
  async opensBeside(path = '/') {
    const page = await this.phone.beside(path);
    page.setDefaultTimeout(PATIENCE);
    return new Beside(this, page);
  }

  /** Puts a field of a student's profile right: `address`, `remark`, `carer`, `guardian_phone`. */
  async edits(student, field, value) {
    await this.opens(student);
    const edit = this.editing(student, field, value);
    await edit.fill();
    await edit.save();
  }

  /** The two steps of putting a field right, on the student's screen. */
  editing(student, field, value) {
    const name = this.words.say(`words.profile_field.${field}`);
    const sheet = this.page.getByRole('dialog', { name });
    return {
      fill: async () => {
        await this.press('student.correct_field', { given: { field: name } });
        await sheet.getByRole('textbox').fill(value);
      },
      save: async () => {
        await sheet.getByRole('button', { name: this.words.say('common.save') }).click();
        await sheet.waitFor({ state: 'hidden' });
      },
    };
  }

  /** Reports who of a class is missing: names, or `{ name, excused, reason }`. */
  async reportsAbsence(missing) {
    await this.goes('/class');
    for (const each of missing) {
      const { name, excused = false } = typeof each === 'string' ? { name: each } : each;
      const tile = this.page.getByRole('button', { name: new RegExp(`^${name}(\\s|$)`) });
      await tile.click();
      if (!excused) continue;
      await tile.click();
      const sheet = this.page.getByRole('dialog', { name });
      await sheet.getByRole('radio', { name: this.words.say('absence.excused'), exact: true }).check();
      await sheet.getByRole('button', { name: this.words.say('absence.put'), exact: true }).click();
    }
    await this.press('absence.report', { given: { n: missing.length } });
    await this.reads('absence.reported', { n: missing.length });
  }

  /** Begins a visit at a student's screen, or goes on with it. */
  async beginsVisit(student) {
    await this.opens(student);
    const begins = this.words.like('student.visit').source;
    const goesOn = this.words.like('student.visit_go_on').source;
    await this.page.getByRole('button', { name: new RegExp(`${begins}|${goesOn}`, 'u') }).click();
    await this.page.waitForURL(/\/visit\/[0-9a-f-]{36}/, { timeout: PATIENCE });
  }

  /** Makes a whole visit: `{ met, promise, photos, signature }`. */
  async visits(student, told) {
    await this.beginsVisit(student);
    await filling.fill(this, this.form('home_visit'), filling.visit(told));
    await this.finishes();
  }

  /** The answers of a visit: who was `met`, the `promise`, how many `photos`, whether there is a `signature`. */
  answersOfVisit(told) {
    return filling.visit(told);
  }

  /** The names of the questions that the page asks. */
  asked(form) {
    return filling.questions(this, this.form(form));
  }

  /** Logs a contact with a student's guardian: `{ reached, said, why }`, the latter two as the app words them. */
  async logsContact(student, { reached = true, said = 'said_back', why = 'not_no_answer' } = {}) {
    await this.goes(`/contact/${student.id}`);
    await this.sees('contact.title', { name: student.name });
    if (reached) {
      await this.press('contact.reached');
      await this.press(`contact.${said}`);
      await this.press('contact.next');
      await this.press('contact.promise_none');
    } else {
      await this.press('contact.not_reached');
      await this.page.getByRole('radio', { name: this.words.say(`contact.${why}`) }).check();
    }
    await this.press('contact.save');
    await this.reads('contact.saved', { name: student.name });
    await this.page.waitForURL((url) => !url.pathname.startsWith('/contact'));
  }

  /** Sets a reminder to oneself about a student: its `text` and one of the near times, as `tomorrow_morning`. */
  async setsReminder(student, { text, time }) {
    await this.opens(student);
    await this.press('student.act_remind');
    const sheet = this.page.getByRole('dialog', { name: this.words.say('reminders.set') });
    await sheet.getByText(student.name).waitFor();
    await sheet.getByRole('textbox', { name: this.words.say('reminders.text') }).fill(text);
    await sheet.getByRole('button', { name: this.words.like(`reminders.time_${time}`, {}, { within: true }) }).click();
    await sheet.getByRole('button', { name: this.words.say('reminders.set'), exact: true }).click();
    await this.reads('reminders.is_set');
  }

  /** Answers the questions of the form on the page until one of the name given is reached, or the review. */
  fills(form, answers, options) {
    return filling.fill(this, this.form(form), answers, options);
  }

  /** Records the form that is reviewed. */
  async finishes() {
    await this.press('visit.finish');
    await this.sees('visit.done_title');
  }

  /** The words of a form in this worker's language. */
  form(name) {
    return new Form(name, this.words.language);
  }

  /** The students on the phone, as `{ id, name }`, the first of the list. */
  async students() {
    await this.room('students');
    const links = this.page.getByRole('main').getByRole('listitem').getByRole('link');
    await links.first().waitFor();
    const all = [];
    for (const link of await links.all()) {
      const id = (await link.getAttribute('href')).split('/').pop();
      all.push({ id, name: (await link.innerText()).split('\n').map((line) => line.trim()).find((line) => line.length > 1) });
    }
    return all;
  }

  /** The telephone numbers on the page. */
  async telephones() {
    const links = await this.page.locator('a[href^="tel:"]').all();
    const numbers = await Promise.all(links.map((link) => link.getAttribute('href')));
    return [...new Set(numbers.map((number) => number.slice('tel:'.length)))];
  }

  /** Leaves a picture of the page to be looked at. */
  screenshot(name) {
    return this.phone.screenshot(name);
  }

  /** Everything of the app's own storage that a page can list: names of files and databases. */
  storage() {
    return this.page.evaluate(async () => {
      const names = [];
      const walk = async (folder, path) => {
        for await (const [name, entry] of folder.entries()) {
          if (entry.kind === 'directory') await walk(entry, `${path}${name}/`);
          else names.push(`${path}${name}: ${(await entry.getFile()).size}`);
        }
      };
      await walk(await navigator.storage.getDirectory(), '');
      return names;
    });
  }

  /** The files that hold records: those of the pool that are more than an empty place of it. */
  async records() {
    const EMPTY = 4096;
    const files = await this.storage();
    return files.filter((file) => Number(file.split(': ').pop()) > EMPTY);
  }
}

/** The same worker on a second page. */
class Beside extends Worker {
  #page;

  constructor(worker, page) {
    super(worker.phone, worker.username, worker.words.language);
    this.#page = page;
  }

  get page() {
    return this.#page;
  }
}

/** Gives a worker a new phone that is thrown away after the test. */
export async function worker(t, username, options = {}) {
  const { language = 'zh-Hans', ...rest } = options;
  const phone = await launch({ language: language === 'en' ? 'en-GB' : 'zh-CN', ...rest });
  t.after(() => phone.remove());
  phone.page.setDefaultTimeout(PATIENCE);
  return new Worker(phone, username, language);
}
