// Photos of 12 megapixels through the app: how long each takes, and what memory is left taken.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as filling from '../../tests/browser/kit/filling.mjs';

/** Makes pictures that differ out of one: each has a number painted on it. */
export async function pictures(phone, source, folder, count) {
  const page = await phone.beside('/icon.svg');
  const bytes = (await readFile(source)).toString('base64');
  const files = [];
  for (let n = 1; n <= count; n++) {
    const made = await page.evaluate(draw, [bytes, n]);
    const file = join(folder, `${n}.jpg`);
    await writeFile(file, Buffer.from(made, 'base64'));
    files.push(file);
  }
  await page.close();
  return files;
}

/** Runs in a page: the picture with a number on it, as the camera of a phone would write it. */
async function draw([base64, n]) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  context.font = '600px sans-serif';
  context.fillText(String(n), 200 + n * 20, 900 + n * 10);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  const reader = new FileReader();
  await new Promise((done) => ((reader.onload = done), reader.readAsDataURL(blob)));
  return reader.result.split(',')[1];
}

/** Takes the pictures into a visit, one after the other, with the picture chooser of a phone without a camera. */
export async function takeAll(app, student, files) {
  const { page, words } = app;
  await app.beginsVisit(student);
  const form = app.form('home_visit');
  await filling.fill(app, form, filling.visit(), { until: 'photos' });
  for (const file of files) {
    const asked = await filling.questions(app, form);
    if (!asked.includes('photos')) throw new Error(`the photos are not asked for but ${asked}`);
    const adds = new RegExp(['visit.add_first', 'visit.add_more'].map((key) => words.like(key).source).join('|'), 'u');
    await filling.region(app, form.question('photos')).getByRole('button', { name: adds }).click();
    const part = filling.region(app, form.question('photo'));
    await part.getByRole('button', { name: words.say('visit.take_picture') }).click();
    await page.locator('dialog input[type=file]').setInputFiles(file);
    await page.getByRole('img', { name: words.say('visit.picture_taken') }).waitFor();
    await filling.keep(app);
    await part.getByRole('img', { name: words.say('visit.picture_kept') }).waitFor();
    await filling.saved(app);
    await app.press('visit.next');
    await filling.region(app, form.question('photos')).waitFor();
  }
  return page.evaluate(() => globalThis.measured.workers.map(({ ms, ended, url }) => ({ ms, ended, url })));
}

/** Admits a picture in a worker of the app that has admitted one before: without the worker's start. */
export async function admitted(page, url, file, rounds) {
  const base64 = (await readFile(file)).toString('base64');
  return page.evaluate(
    async ([address, text, times]) => {
      const bytes = () => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const worker = new Worker(address, { type: 'module' });
      const once = (data) =>
        new Promise((done, fail) => {
          const start = performance.now();
          worker.onerror = (event) => fail(new Error(event.message));
          worker.onmessage = ({ data: answer }) =>
            'problem' in answer ? fail(new Error(JSON.stringify(answer.problem))) : done(performance.now() - start);
          worker.postMessage(data, [data.buffer]);
        });
      await once(bytes());
      const all = [];
      for (let turn = 0; turn < times; turn++) all.push(await once(bytes()));
      worker.terminate();
      return all;
    },
    [url, base64, rounds],
  );
}

/** The browser hides the camera from the page, so that pictures are chosen from files. */
export function NO_CAMERA() {
  Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
}
