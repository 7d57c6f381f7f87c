// Filling a form on the page: each question is found by its words, answered as told, and the next screen asked for.
import assert from 'node:assert/strict';

/** How many screens a form may show before something is wrong. */
const MOST_SCREENS = 120;

/** What is answered where nothing else was told: the calm answer that opens nothing. */
const CALM = {
  purpose: ['routine'],
  accompanied: ['none'],
  household_found: 'yes',
  met: 'guardian',
  met_name: '和丽花',
  met_relation: 'mother',
  reached_by_phone: 'yes',
  no_guardian_why: 'fields',
  carer: 'parents',
  effective_guardian: 'yes',
  parents_away: 'none',
  hardship: 'no',
  debts_work: 'no',
  others_out: '0',
  health: 'none',
  boarding: 'no',
  attends: 'yes',
  works: 'no',
  venue: 'no',
  marriage: 'no',
  told_duty: 'yes',
  guardian_refuses: 'no',
  promised: 'no',
  help: ['none'],
  photo_consent: 'yes',
};

/** The answers of a visit: who was `met`, the `promise`, how many `photos`, whether there is a `signature`. */
export function visit({ met = 'guardian', promise, photos = 0, signature = false, ...more } = {}) {
  const promised = promise ? { promised: 'yes', promise, promise_by: 'tomorrow', promise_returns: 'yes' } : {};
  return { ...CALM, met, ...promised, photos, signature, ...more };
}

/** Answers screen after screen until `until` is asked or the review is there; tells what was asked last. */
export async function fill(worker, form, answers, { until } = {}) {
  for (let screen = 0; screen < MOST_SCREENS; screen++) {
    const asked = await questions(worker, form);
    if (asked.includes('review')) {
      assert.ok(!until, `the form is at its end without asking ${until}`);
      return 'review';
    }
    if (until && asked.includes(until)) return until;
    const around = asked.join(' ');
    let went = false;
    for (const name of asked) went = (await answer(worker, form.question(name), answers[name], answers)) === 'went' || went;
    // A tap on the one answer of a screen goes on by itself.
    const [first, ...others] = asked;
    const goesOn = others.length === 0 && form.question(first).type === 'select_one' && answers[first] !== undefined;
    if (!goesOn && !went) {
      await saved(worker);
      await onward(worker).click();
    }
    await moved(worker, form, around);
  }
  throw new Error('the form does not end');
}

/** The names of the questions on the page, in their order; `review` at the end. */
export async function questions(worker, form) {
  const { page, words } = worker;
  const heading = page.getByRole('main').getByRole('heading', { level: 2 });
  const review = page.getByRole('heading', { name: words.say('visit.review') });
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (await review.isVisible()) return ['review'];
    const texts = await heading.allInnerTexts();
    const names = texts.map((text) => form.asked(text)?.name).filter(Boolean);
    if (names.length) return names;
    await page.waitForTimeout(50);
  }
  throw new Error(`no question of the form is on the page: ${await page.getByRole('main').innerText()}`);
}

/** Waits until every answer is saved. */
export async function saved(worker) {
  await worker.page.getByRole('status').filter({ hasText: worker.words.like('visit.saved') }).waitFor();
}

/** The button that leads to the next screen, or to the review. */
function onward(worker) {
  const { words } = worker;
  const either = [words.like('visit.next').source, words.like('visit.to_review').source].join('|');
  return worker.page.getByRole('button', { name: new RegExp(either, 'u') });
}

async function moved(worker, form, around) {
  const until = Date.now() + 60_000;
  while ((await questions(worker, form)).join(' ') === around) {
    if (Date.now() > until) throw new Error(`the form stays at ${around}: ${await worker.page.getByRole('main').innerText()}`);
    await worker.page.waitForTimeout(30);
  }
}

/** The part of the page that asks a question. */
export function region(worker, question) {
  return worker.page.getByRole('region', { name: new RegExp(`^${question.label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) });
}

/** Gives one answer. */
export async function answer(worker, question, given, answers = {}) {
  const part = region(worker, question);
  if (question.type === 'repeat') return photograph(worker, part, given ?? 0);
  if (question.type === 'image' && answers.photos) return take(worker, question);
  if (given === undefined || given === false) return undefined;
  if (question.type === 'select_one') return part.getByRole('radio', { name: question.choices.get(given), exact: true }).check();
  if (question.type === 'select_multiple') {
    for (const each of given) await part.getByRole('checkbox', { name: question.choices.get(each), exact: true }).check();
    return undefined;
  }
  if (question.type === 'signature') return sign(worker, part);
  if (question.type === 'date') return pick(worker, part, given);
  return part.getByRole('textbox').fill(given);
}

async function pick(worker, part, given) {
  if (given !== 'tomorrow') return part.locator('input[type=date]').fill(given);
  return part.getByRole('button').nth(2).click();
}

/** Adds an instance of the repeat while there are fewer than photos to be taken; a form begins with one. */
async function photograph(worker, part, count) {
  const there = await part.getByRole('listitem').count();
  if (there >= count) return undefined;
  const key = there === 0 ? 'visit.add_first' : 'visit.add_more';
  await part.getByRole('button', { name: worker.words.like(key) }).click();
  return 'went';
}

/** Takes a photo for the question on the page, and keeps it. */
export async function take(worker, question) {
  const { words } = worker;
  const part = region(worker, question);
  if (await part.getByRole('img', { name: words.say('visit.picture_kept') }).isVisible()) return;
  await part.getByRole('button', { name: words.say('visit.take_picture') }).click();
  await shoot(worker);
  await keep(worker);
  await part.getByRole('img', { name: words.say('visit.picture_kept') }).waitFor();
}

/** Presses the shutter. */
export async function shoot(worker) {
  const shutter = worker.page.getByRole('dialog').getByRole('button', { name: worker.words.say('visit.shutter'), exact: true });
  await worker.page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
  // No hand is so still that two pictures are the same: each sees a later part of the film.
  worker.shots = (worker.shots ?? 0) + 1;
  await worker.page.waitForTimeout(170 * worker.shots);
  await shutter.click();
  await worker.page.getByRole('img', { name: worker.words.say('visit.picture_taken') }).waitFor();
}

/** Keeps the picture that was taken. */
export async function keep(worker) {
  await worker.page.getByRole('button', { name: worker.words.say('visit.keep_picture') }).click();
}

/** Signs with a finger. */
async function sign(worker, part) {
  const box = await part.locator('canvas').boundingBox();
  const { mouse } = worker.page;
  await mouse.move(box.x + 40, box.y + 60);
  await mouse.down();
  for (let step = 1; step <= 12; step++) await mouse.move(box.x + 40 + step * 18, box.y + 60 + (step % 3) * 25);
  await mouse.up();
  await worker.page.getByText(worker.words.say('visit.signed_saved')).waitFor();
}
