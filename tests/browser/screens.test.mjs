// Every screen in both languages on two sizes: no rule of accessibility broken, nothing cut off, nothing too small to touch.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { worker } from './kit/app.mjs';
import { studentsOf } from './kit/desk.mjs';
import { cutOff, tooSmall, untold } from './kit/looks.mjs';
import { SIZES } from './kit/phone.mjs';
import { serve } from './kit/server.mjs';

let server;
let student;

before(async () => {
  server = await serve();
  [student] = await studentsOf(server, 'teacher');
});

after(() => server?.remove());

/** The screens of a role, by their addresses. */
const SCREENS = {
  teacher: () => ({
    today: '/', students: '/students', student: `/student/${student.id}`, class: '/class', contact: `/contact/${student.id}`,
    reminders: '/reminders', map: '/map', search: '/search', more: '/more', settings: '/settings', sync: '/sync',
    attention: '/attention', records: '/records', nowhere: '/nowhere', visit: `/visit/new?student=${student.id}&form=home_visit`,
  }),
  committee: () => ({ queue: '/queue', patrol: '/patrol' }),
};

/** The looks of the main screens beside the usual one. */
const LOOKS = [
  { look: 'dark', theme: 'dark' },
  { look: 'sun', theme: 'sun' },
  { look: 'double-text', double: true },
];
const MAIN = ['today', 'students', 'student', 'class', 'visit', 'queue', 'settings', 'sync'];

for (const language of ['zh-Hans', 'en']) {
  for (const [name, size] of Object.entries(SIZES)) {
    for (const role of Object.keys(SCREENS)) {
      test(`the screens of the ${role} in ${language} at ${size.width}×${size.height}`, async (t) => {
        const someone = await worker(t, role, { server, language, size });
        const found = [];
        await someone.starts();
        await someone.sees('start.welcome');
        await look(someone, `start-${language}-${name}`, found);
        await someone.fillsAccount();
        await someone.sees('start.pin');
        await look(someone, `pin-${language}-${name}`, found);
        await someone.choosesCode('270914');
        await someone.types('270914');
        await someone.isInside(240_000);
        for (const [screen, path] of Object.entries(SCREENS[role]())) {
          await someone.goes(path);
          await settled(someone);
          await look(someone, `${screen}-${language}-${name}`, found);
        }
        if (name === 'small') {
          for (const { look: kind, ...chosen } of LOOKS) {
            await someone.chooses(chosen);
            await someone.page.evaluate((size) => (document.documentElement.style.fontSize = size), chosen.double ? '200%' : '');
            for (const [screen, path] of Object.entries(SCREENS[role]())) {
              if (!MAIN.includes(screen)) continue;
              await someone.goes(path);
              await settled(someone);
              await look(someone, `${screen}-${language}-${kind}`, found);
            }
          }
          await someone.page.evaluate(() => (document.documentElement.style.fontSize = ''));
          await someone.chooses({ theme: 'auto' });
        }
        await someone.locks();
        await look(someone, `unlock-${language}-${name}`, found);
        found.push(...someone.phone.complaints.map((complaint) => `console: ${complaint}`));
        assert.deepEqual(found, []);
      });
    }
  }
}

/** Waits until a screen is drawn. */
async function settled(someone) {
  const { page } = someone;
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForTimeout(700);
}

/** Looks at the page as it is, and notes what is wrong with it. */
async function look(someone, name, found) {
  const { page } = someone;
  await someone.phone.screenshot(name);
  const broken = await someone.phone.axe().then(() => '', (error) => error.message);
  if (broken) found.push(`${name}: ${broken}`);
  for (const [what, look] of Object.entries({ 'cut off': cutOff, 'too small': tooSmall })) {
    for (const place of await page.evaluate(look)) found.push(`${name}: ${what}: ${place}`);
  }
  for (const key of untold(await page.innerText('body'), someone.words)) found.push(`${name}: untold: ${key}`);
}
