// The administrator changes the rules: sees what differs and who would be touched, is refused what is wrong, and puts it in force.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn } from './kit/desk.mjs';
import { cutOff, dresses } from './kit/looks.mjs';
import { launch } from './kit/phone.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const SCREENS = [
  'policy', 'policy?tab=fields', 'policy?tab=fields&section=targets', 'policy?tab=text', 'policy?tab=changes', 'calendar', 'calendar?tab=days', 'calendar?tab=changes', 'forms',
];
/** The step whose due time is changed: the ladder's fifth, in days. */
const DUE = '#f-ladder\\[4\\]\\.due';

let server;
let computer;
let page;
let admin;

before(async () => {
  server = await serve({ desk: DESK });
  admin = await signIn(server, 'admin');
  computer = await launch({ server, size: SIZES[0], language: 'en-GB', mouse: true });
  page = computer.page;
  page.setDefaultTimeout(60_000);
  await computer.open('/desk/policy');
  await page.fill('[name=username]', 'admin');
  await page.fill('[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
});

after(async () => {
  await computer?.remove();
  await server?.remove();
});

const button = (name) => page.getByRole('main').getByRole('button', { name, exact: true });
const main = () => page.getByRole('main');
/** Opens the step whose due time is changed; one with something wrong is open already. */
const openStep = () => page.locator('details').filter({ hasText: 'Step 5: persuasion' }).evaluate((step) => (step.open = true));
/** Goes to an address within the open desk, as a link does. */
const goes = (address) =>
  page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
/** Opens a view of the draft. */
const view = (name) => page.getByRole('radio', { name }).check({ force: true });

test('the policy in force is read, and a step of it is changed by its field', async () => {
  await main().getByText('The shipped policy is in force').waitFor();
  await page.getByRole('row', { name: /Step 5: persuasion .* 7 days on/ }).waitFor();
  await button('Change it').click();
  await openStep();
  await page.locator(`${DUE} input`).fill('９');
  await page.locator(DUE).getByText('by the end of the day, 9 days on').waitFor();
});

test('a wrong value is refused at its field, and nothing typed is lost over a reload', async () => {
  await page.locator(`${DUE} input`).fill('70000');
  await page.locator(`${DUE} [aria-invalid=true]`).first().waitFor();
  await page.getByRole('alert').getByRole('button', { name: /Step 5: persuasion · Due/ }).waitFor();
  await page.locator(`${DUE} input`).fill('nine');
  await page.locator(DUE).getByText('Enter a whole number').waitFor();
  await page.reload();
  await openStep();
  assert.equal(await page.locator(`${DUE} input`).inputValue(), 'nine');
  await view(/^Changes/);
  await main().getByText('Mend what is wrong above first').waitFor();
  await view('By field');
  await openStep();
  await page.locator(`${DUE} input`).fill('9');
  await page.getByRole('link', { name: /Visits and watching/ }).click();
  const watched = page.getByRole('textbox', { name: 'Watched after the return' });
  await watched.fill('0');
  await page.locator('#f-watch_days').getByText('A returned child is watched 1 to 200 school days.').waitFor();
  await watched.fill('20');
  await page.getByRole('alert').waitFor({ state: 'hidden' });
});

test('the differences are said, the dry run has the numbers of the server, and the policy is put in force', async () => {
  await view(/^Changes \(1\)/);
  const row = main().getByRole('listitem').filter({ hasText: 'Step 5: persuasion · Due' });
  assert.match(await row.innerText(), /7 days on[\s\S]*→[\s\S]*9 days on/);
  await page.route('**/v1/rules/trial', () => undefined, { times: 1 });
  await button('Try it').click();
  await main().getByRole('progressbar').waitFor();
  await button('Stop').click();
  await page.route('**/v1/rules/trial', (route) => route.abort(), { times: 1 });
  await button('Try it').click();
  await main().getByRole('alert').waitFor();
  await button('Try it').click();
  await main().getByText(/\d+ students? would change/).first().waitFor();
  const { policy, policy_version: before } = await admin.get('/v1/rules');
  policy.ladder[4].due = { days: 9 };
  const trial = await admin.call('POST', '/v1/rules/trial', { policy });
  assert.ok(trial.changed > 0);
  const said = await page.locator('[aria-labelledby=trial]').innerText();
  for (const count of [`${trial.changed} student`, trial.changes[0].name, `${trial.overdue[0]} → ${trial.overdue[1]}`]) assert.ok(said.includes(count), `${count} in ${said}`);
  await computer.axe();
  await button('Put in force…').click();
  const asks = page.getByRole('dialog', { name: 'Put this policy in force?' });
  await asks.getByText(new RegExp(`${trial.changed} students? would change`)).waitFor();
  assert.equal((await admin.get('/v1/rules')).policy_version, before, 'nothing holds before it is said');
  await asks.getByRole('button', { name: 'Put it in force' }).click();
  await main().getByText('This county’s own policy is in force').waitFor();
  await page.getByRole('row', { name: /Step 5: persuasion .* 9 days on/ }).waitFor();
  assert.deepEqual((await admin.get('/v1/rules')).policy.ladder[4].due, { days: 9 });
});

test('a holiday is added by the keyboard, tried and put in force', async () => {
  await computer.open('/desk/calendar');
  await button('Change it').click();
  const { calendar } = await admin.get('/v1/rules');
  const day = schoolDay(calendar);
  await page.locator(`[data-day='${day}']`).focus();
  await page.keyboard.press('Enter');
  await page.locator(`[data-day='${day}'].holiday`).waitFor();
  await view(/^Changes \(1\)/);
  await main().getByText('Holidays', { exact: false }).first().waitFor();
  await button('Try it').click();
  await button('Put in force…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put it in force' }).click();
  await page.getByText('The new calendar is in force').first().waitFor();
  const { calendar: now } = await admin.get('/v1/rules');
  assert.deepEqual(now.holidays, [...calendar.holidays, day].sort());
  assert.deepEqual([now.terms, now.made_up], [calendar.terms, calendar.made_up]);
});

test('a faulty form is told its faults by row, and a new edition is taken in and opened to a township', async () => {
  await computer.open('/desk/forms');
  const venues = page.getByRole('region', { name: 'Venue report' });
  const saving = page.waitForEvent('download');
  await venues.getByRole('button', { name: /XForms/ }).click();
  const file = await saving;
  assert.equal(file.suggestedFilename(), 'venue_report.xml');
  const xml = Buffer.concat(await (await file.createReadStream()).toArray()).toString();
  const send = (text) => page.locator('input[type=file]').setInputFiles({ name: 'venue_report.xml', mimeType: 'application/xml', buffer: Buffer.from(text) });
  await send(xml.replace(/relevant="[^"]+"/, 'relevant="nothing_known( 1 )"'));
  await main().getByText(/\d+ faults?; nothing was stored/).waitFor();
  await main().getByRole('listitem').filter({ hasText: /row \d+/ }).first().waitFor();
  await send(xml.replace('<h:title>', '<h:title>新'));
  await main().getByText('No faults: it would become Venue report, edition 2').waitFor();
  await button('Store as edition 2').click();
  await button('Publish it').click();
  const sheet = page.getByRole('dialog', { name: 'Publish Venue report, edition 2' });
  await sheet.getByLabel('Region').selectOption({ label: '啦井镇' });
  await sheet.getByRole('checkbox', { name: 'teacher' }).check();
  await sheet.getByLabel('First day').fill('2030-09-02');
  await sheet.getByLabel('Last day').fill('2030-09-01');
  await sheet.getByRole('button', { name: 'Publish', exact: true }).click();
  await sheet.getByText('The last day is before the first.').waitFor();
  await sheet.getByLabel('Last day').fill('');
  await sheet.getByRole('button', { name: 'Publish', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await venues.getByText('啦井镇 · teacher · from Sep 2, 2030').waitFor();
  const { forms } = await admin.get('/v1/forms?form=venue_report');
  assert.deepEqual(forms.find(({ edition }) => edition === 2).audience, [{ region: '533325102', roles: ['teacher'], from: '2030-09-02' }]);
  await venues.getByRole('button', { name: /Withdraw Venue report, edition 2/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await venues.getByText('withdrawn', { exact: true }).waitFor();
});

test('no screen is cut off or breaks a rule of accessibility, in any size, language or light', async () => {
  for (const screen of ['policy', 'calendar']) {
    await computer.open(`/desk/${screen}`);
    await button('Change it').click();
    await page.waitForURL(/tab=/);
  }
  for (const [language, theme] of [['zh-Hans', 'light'], ['en', 'dark']]) {
    await dresses(page, language, theme);
    await computer.open('/desk/forms');
    await page.locator('main .panel').first().waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const screen of SCREENS) {
        await goes(`/desk/${screen}`);
        await page.waitForFunction(() => document.querySelector('main h1') && document.querySelector('main .panel') && !document.querySelector('main [role=status][aria-label]'));
        assert.deepEqual(await page.evaluate(cutOff), [], `${screen} ${language} ${size.width}`);
        await computer.axe();
        await computer.screenshot(`desk-${screen.replace(/\W+/g, '-')}-${size.width}-${language}-${theme}`);
      }
    }
  }
  computer.assertQuiet();
});

/** A weekday with class that lies ahead in the school year of today. */
function schoolDay({ terms, holidays }) {
  const today = new Date(Date.now() + 8 * 3_600_000);
  for (let ahead = 1; ahead < 200; ahead++) {
    const day = new Date(today.getTime() + ahead * 86_400_000);
    const text = day.toISOString().slice(0, 10);
    if (![0, 6].includes(day.getUTCDay()) && !holidays.includes(text) && terms.some(({ first, last }) => first <= text && text <= last)) return text;
  }
  throw new Error('the calendar has no school day ahead');
}
