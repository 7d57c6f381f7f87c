// A home visit: from an answer that is touched, or from `Next`, to the next question.
import * as filling from '../../tests/browser/kit/filling.mjs';
import { timed } from './page.mjs';

/** How long the app lets a touched answer be seen before it goes on by itself, in ms. */
const SEEN = 160;

/**
 * Answers a visit's screens to its review; returns in ms what was taken from each `Next` to the next question (`next`), and
 * from each touched answer to the next question without the pause in which it is seen (`touched`).
 */
export async function visit(app, student) {
  const { page } = app.phone;
  const form = app.form('home_visit');
  const choosing = form.questions.filter(({ type }) => type.startsWith('select')).map(({ label }) => label);
  const answers = filling.visit();
  await app.beginsVisit(student);
  const taken = { next: [], touched: [] };
  for (let turn = 0; turn < 80; turn++) {
    const asked = await filling.questions(app, form);
    if (asked.includes('review')) return taken;
    const before = await page.evaluate(() => globalThis.measured.seen.questions());
    const goesOn = (act) => timed(page, ['afterNext', ['click'], 'question', { before, choosing }], act);
    const question = form.question(asked[0]);
    const touched = asked.length === 1 && question.type === 'select_one' && answers[asked[0]];
    if (touched) {
      const choice = filling.region(app, question).getByRole('radio', { name: question.choices.get(touched), exact: true });
      taken.touched.push(came(await goesOn(() => choice.click()), asked) - SEEN);
      continue;
    }
    for (const name of asked) await filling.answer(app, form.question(name), answers[name], answers);
    await filling.saved(app);
    const next = page.getByRole('button', { name: app.words.like('visit.next') });
    if (!(await next.isVisible())) return taken;
    taken.next.push(came(await goesOn(() => next.click()), asked));
  }
  throw new Error('the visit does not end');
}

function came(ms, asked) {
  if (ms === null) throw new Error(`nothing comes after ${asked}`);
  return ms;
}

/** Students whose homes are visited in the rounds. */
export async function pupils(app, count) {
  await app.room('students');
  const links = app.page.getByRole('main').getByRole('listitem').getByRole('link');
  await links.first().waitFor();
  const all = await links.evaluateAll((found) =>
    found.map((link) => ({ id: link.href.split('/').pop(), name: link.querySelector('.name')?.textContent ?? '' })),
  );
  return all.slice(0, count);
}
