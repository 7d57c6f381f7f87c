// A home visit: from an answer that is touched to its being saved, and from `Next` to the next question.
import * as filling from '../../tests/browser/kit/filling.mjs';
import { timed } from './page.mjs';

/** Answers a visit's screens to its review; returns what each answer and each next screen took, in ms. */
export async function visit(app, student) {
  const { page } = app.phone;
  const form = app.form('home_visit');
  const choosing = form.questions.filter(({ type }) => type.startsWith('select')).map(({ label }) => label);
  const saved = app.words.say('visit.saved');
  const answers = filling.visit();
  await app.beginsVisit(student);
  const [screens, answered] = [[], []];
  for (let turn = 0; turn < 80; turn++) {
    const asked = await filling.questions(app, form);
    if (asked.includes('review')) return { screens, answered };
    for (const name of asked) {
      const question = form.question(name);
      const part = filling.region(app, question);
      if (question.type === 'select_one' && answers[name]) {
        const choice = part.getByRole('radio', { name: question.choices.get(answers[name]), exact: true });
        if (await choice.isChecked()) continue;
        answered.push(came(await timed(page, ['afterNext', ['click'], 'saved', { saved }], () => choice.check()), `${name} is saved`));
      } else await filling.answer(app, question, answers[name], answers);
    }
    await filling.saved(app);
    const before = await page.evaluate(() => globalThis.measured.seen.questions());
    const next = page.getByRole('button', { name: app.words.like('visit.next') });
    if (!(await next.isVisible())) {
      await app.press('visit.to_review');
      await app.sees('visit.review');
      return { screens, answered };
    }
    const ms = await timed(page, ['afterNext', ['click'], 'question', { before, choosing }], () => next.click());
    screens.push(came(ms, `something comes after ${asked}`));
  }
  throw new Error('the visit does not end');
}

function came(ms, what) {
  if (ms === null) throw new Error(`nothing shows that ${what}`);
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
