// Opening the app that is kept on the phone: to the pad for the code, and from the last digit to today's list.
import { PIN } from '../../tests/browser/kit/app.mjs';
import { timed } from './page.mjs';

/** Opens it anew so many times. */
export async function open(app, rounds) {
  const { page } = app.phone;
  const [pad, today] = [[], []];
  for (let round = 0; round < rounds; round++) {
    await app.phone.open();
    pad.push(await page.evaluate(() => globalThis.measured.pad));
    today.push(await timed(page, ['afterLastTouch', 'today'], () => app.types(PIN)));
    // What an opening begins in the background is done before the next one.
    await app.isInside();
    await page.waitForTimeout(1500);
  }
  return { pad, today };
}
