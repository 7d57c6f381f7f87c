// An administrator takes in the areas of townships and villages, and the supervisor's map shows them in their shades instead of points.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cells } from './kit/cells.mjs';
import { signIn } from './kit/desk.mjs';
import { looksAt } from './kit/looks.mjs';
import { launch } from './kit/phone.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

let server;
let computer;
let page;

before(async () => {
  server = await serve({ desk: DESK });
  computer = await launch({ server, size: SIZES[0], mouse: true });
  page = computer.page;
});

after(async () => {
  await computer?.remove();
  await server?.remove();
});

const enters = async (username, path) => {
  await computer.open(path);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('main h1').waitFor();
};
/** The regions of a level as the map is given them. */
const shapes = async (desk, level) => {
  const { county } = await desk.me();
  return desk.get(`/v1/regions.geojson?within=${county}&level=${level}`);
};
/** What of a picture of the map has a colour of its own and is neither paper nor grey. */
const coloured = async () => {
  const picture = await page.locator('.map canvas').screenshot();
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data: dots } = context.getImageData(0, 0, image.width, image.height);
    let found = 0;
    for (let at = 0; at < dots.length; at += 4) if (Math.max(dots[at], dots[at + 1], dots[at + 2]) - Math.min(dots[at], dots[at + 1], dots[at + 2]) > 30) found += 1;
    return found / (dots.length / 4);
  }, picture.toString('base64'));
};
/** Waits until the map stands still and shows its regions. */
const drawn = async () => {
  await page.locator('.map-tag').first().waitFor();
  await page.waitForTimeout(800);
};

test('as long as there are only points, points are shown', async () => {
  const supervisor = await signIn(server, 'supervisor');
  for (const level of ['township', 'village']) {
    const { features } = await shapes(supervisor, level);
    assert.ok(features.length > 1 && features.every(({ geometry }) => geometry?.type !== 'Polygon'));
  }
});

test('an administrator looks at a collection of areas, is told what is wrong with one, and takes the others in', async () => {
  const admin = await signIn(server, 'admin');
  const { county } = await admin.me();
  const [townships, villages] = await Promise.all(['township', 'village'].map((level) => admin.get(`/v1/regions?within=${county}&level=${level}`)));
  const collection = { type: 'FeatureCollection', features: [...cells(townships).features, ...cells(villages).features] };
  await enters('admin', '/desk/roster');
  await page.getByLabel('导入什么').selectOption('shapes');
  const give = (given) =>
    page.setInputFiles('input[type=file]', { name: 'areas.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(given)) });
  const stranger = { ...collection.features[0], properties: { code: '110101001' } };
  await give({ ...collection, features: [...collection.features, stranger] });
  await page.locator('#errors').waitFor();
  assert.match(await page.locator('tbody tr').innerText(), new RegExp(`^${collection.features.length + 1}\\b`));
  await give(collection);
  await page.locator('#errors').waitFor({ state: 'detached' });
  await page.locator('section[aria-label] button', { hasText: String(collection.features.length) }).click();
  await page.locator('.done[role=status]').waitFor();
  await computer.axe();
  for (const level of ['township', 'village']) {
    const { features } = await shapes(admin, level);
    assert.ok(features.every(({ geometry }) => geometry?.type === 'Polygon'), level);
  }
  await page.locator('header button[aria-label*="账号"]').click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.locator('[name=username]').waitFor();
});

test('the map is coloured by areas, which are pointed at and opened', async () => {
  await enters('supervisor', '/desk/');
  await drawn();
  await computer.screenshot('areas-villages');
  assert.ok((await coloured()) > 0.04, `${await coloured()} of the map is coloured`);
  await computer.open('/desk/?by=township');
  await drawn();
  await computer.screenshot('areas-townships');
  assert.ok((await coloured()) > 0.04, `${await coloured()} of the map is coloured`);
  // A touch anywhere in an area opens it, not only at its middle.
  const box = await page.locator('.map canvas').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 3);
  await page.waitForURL(/region=\d{9}/);
  await drawn();
  await computer.screenshot('areas-one-township');
});

test('the map looks right in both sizes, languages and lights', async () => {
  const ready = async (at) => {
    await at.locator('main h1').waitFor();
    await drawn();
    await at.locator('.map').scrollIntoViewIfNeeded();
  };
  await looksAt(computer, ['', '?by=township'], SIZES, { ready, name: (screen) => `areas-${screen ? 'townships' : 'villages'}` });
  computer.assertQuiet();
});
