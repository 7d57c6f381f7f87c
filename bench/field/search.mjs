// Finding a student: from a key to the list of those found.
import { PATIENCE, timed } from './page.mjs';

/** What is typed: first letters, names, parts of them; each key is a measurement. */
const TYPED = ['hm', 'lxy', 'zy', '和', '和丽', '杨', '杨文', '53332', 'yz', '李'];

/** Types it all, so many times. */
export async function search(app, rounds) {
  const { page } = app.phone;
  await app.room('students');
  const box = page.getByRole('searchbox');
  await box.waitFor({ timeout: PATIENCE });
  const times = [];
  let unchanged = 0;
  for (let round = 0; round < rounds; round++) {
    for (const text of TYPED) {
      await box.fill('');
      for (const key of text) {
        // The rest of the list before is asked for a moment after its beginning: a person types later than that.
        await page.waitForTimeout(600);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
        const before = await page.evaluate(() => globalThis.measured.seen.list());
        const kinds = /[a-z0-9]/.test(key) ? ['keydown'] : ['input'];
        const press = () => (kinds[0] === 'input' ? page.keyboard.insertText(key) : page.keyboard.press(key));
        await box.focus();
        const ms = await timed(page, ['afterNext', kinds, 'found', { before }], press, 3000);
        if (ms === null) unchanged += 1;
        else times.push(ms);
      }
    }
  }
  return { times, unchanged };
}
