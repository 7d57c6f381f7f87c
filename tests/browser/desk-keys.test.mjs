// The desk without a mouse: from the sign-in to an act and back by keys alone, with the focus always somewhere that is seen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { office } from './kit/office.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

let server;
let rooms;

before(async () => {
  server = await serve({ desk: DESK });
  rooms = await office(server);
});

after(async () => {
  await rooms?.closes();
  await server?.remove();
});

/** Runs in the page: what has the focus, what it is called, and whether that is seen. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: 'body', seen: false };
  const name = (element.getAttribute('aria-label') ?? element.innerText ?? element.labels?.[0]?.innerText ?? '').trim();
  const { width, height, bottom, top } = element.getBoundingClientRect();
  const inSight = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  const outlines = [element, ...(element.closest('label, .around') ? [element.closest('label, .around')] : [])];
  const outlined = outlines.some((one) => getComputedStyle(one).outlineStyle !== 'none' && getComputedStyle(one).outlineWidth !== '0px');
  const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
  return { name, role, label: element.labels?.[0]?.innerText.trim() ?? '', seen: inSight && outlined };
}

/** Someone who works by keys. */
class Keys {
  constructor(seat) {
    this.seat = seat;
    this.page = seat.page;
  }

  now() {
    return this.page.evaluate(focused);
  }

  /** Presses a key; what has the focus then is seen. */
  async press(key) {
    await this.page.keyboard.press(key);
    const now = await this.now();
    assert.ok(now.seen, `${key} leads to ${JSON.stringify(now)}, which is not seen`);
    return now;
  }

  /** Goes on with a key until something has the focus. */
  async until(found, key = 'Tab', most = 60) {
    for (let times = 0; times < most; times += 1) {
      const now = await this.press(key);
      if (found(now)) return now;
    }
    throw new Error(`${most} times ${key} did not lead to ${found}`);
  }
}

test('a committee signs in, filters, chooses, accepts, opens a case, acts and goes back by keys', async (t) => {
  const committee = await rooms.sits(t, 'committee');
  const { page, words } = committee;
  const api = await committee.api();
  const open = await api.followUps({ state: 'open' });
  const keys = new Keys(committee);
  await committee.opens();
  await page.locator('[name=username]').waitFor();
  await keys.until(({ label }) => label.startsWith(words.say('shell.username')));
  await page.keyboard.type('committee');
  await keys.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#main h1').waitFor();

  await keys.until(({ name }) => name === words.say('shell.room_queue'));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/desk/queue');
  await committee.rows.first().waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');

  await keys.until(({ label }) => label === words.say('work.state_all'));
  await keys.until(({ label, name }) => [label, name].includes(words.say('work.state_open')), 'ArrowRight');
  await page.waitForURL((url) => url.searchParams.get('state') === 'open');
  await page.waitForFunction((n) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === String(n + 1), open.length);

  await keys.until(({ role }) => role === 'row');
  const first = await page.evaluate(() => document.activeElement.getAttribute('data-at'));
  assert.equal(first, '0');
  await keys.press('Space');
  await keys.press('ArrowDown');
  await keys.press('Space');
  await committee.reads('work.chosen', { n: 2 });
  await committee.looks('keys-chosen');
  await keys.until(({ name }) => name === words.say('deed.accept'));
  await page.keyboard.press('Enter');
  await committee.told('work.did_accept', { n: 2 });
  assert.equal((await keys.now()).role, 'row', 'what was pressed is gone, the focus is back at the list');

  await page.waitForFunction((n) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === String(n + 1), open.length - 2);
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'row');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/student\//);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await committee.find('button', 'deed.guardian_contact').waitFor();
  await keys.until(({ name }) => name === words.say('deed.guardian_contact'));
  await page.keyboard.press('Enter');
  await committee.sheet.waitFor();
  await keys.until(({ label }) => label === words.say('deed.reached_yes'));
  await keys.press('Space');
  await keys.until(({ label }) => label.startsWith(words.say('deed.said')));
  await page.keyboard.type('奶奶接的电话');
  await committee.looks('keys-contact');
  await keys.until(({ name }) => name === words.say('deed.record'));
  await page.keyboard.press('Enter');
  await committee.told('deed.recorded');
  const back = await keys.now();
  assert.equal(back.name, words.say('deed.guardian_contact'), 'the focus goes back to what opened the sheet');
  await page.getByText('奶奶接的电话').first().waitFor();

  await keys.until(({ name, role }) => role === 'a' && name === words.say('shell.room_queue'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/desk/queue' && url.searchParams.get('state') === 'open');
  await committee.rows.first().waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
});

test('what had the focus is gone from the case page, and the focus is not', async (t) => {
  const committee = await rooms.sits(t, 'committee');
  const { page } = committee;
  const keys = new Keys(committee);
  const [work] = await (await committee.api()).followUps({ state: 'open' });
  await committee.begins(`student/${work.student.id}`);
  const accepts = committee.find('button', 'deed.accept', { within: committee.card(work), part: true });
  await accepts.focus();
  await page.keyboard.press('Enter');
  await committee.told('deed.accepted');
  await accepts.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.ok((await keys.now()).seen);
});

test('a deep link to a student survives signing in, and "back" leads through what was seen', async (t) => {
  const supervisor = await rooms.sits(t, 'supervisor', { language: 'en' });
  const { page } = supervisor;
  const [work] = await (await supervisor.api()).followUps({ state: 'overdue' });
  await supervisor.begins(`student/${work.student.id}`);
  await page.getByRole('heading', { name: work.student.name, level: 1 }).waitFor();
  assert.ok(page.url().endsWith(`/desk/student/${work.student.id}`));
  await supervisor.looks('deep-link');
  await page.getByRole('navigation').getByRole('link', { name: supervisor.words.say('shell.room_queue') }).first().click();
  await supervisor.rows.first().waitFor();
  await supervisor.page.getByLabel(supervisor.words.say('work.reason')).selectOption('ladder');
  await page.waitForURL(/reason=ladder/);
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/desk/queue' && !url.search.includes('reason'));
  await page.goBack();
  await page.getByRole('heading', { name: work.student.name, level: 1 }).waitFor();
  await page.goForward();
  await page.goForward();
  await page.waitForURL(/reason=ladder/);
  await page.reload();
  await supervisor.rows.first().waitFor();
  assert.equal(await page.getByLabel(supervisor.words.say('work.reason')).inputValue(), 'ladder');
});
