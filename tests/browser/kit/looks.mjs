// What can be wrong with how a page looks, measured in the page itself.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { npm } from './where.mjs';

/** What WCAG 2.2 asks for at level AA, in the words of axe-core. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Waits until nothing moves or fades any more but what does so for ever. */
export function settled(page) {
  return page.evaluate(async () => {
    const ends = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ends.map((one) => one.finished.catch(() => undefined)));
  });
}

/** Checks a page against WCAG 2.2 AA as it is when it has settled, and throws what breaks it with the places. */
export async function axe(page) {
  await settled(page);
  const source = await readFile(npm.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    WCAG,
  );
  if (!violations.length) return;
  const places = (violation) => violation.nodes.map((node) => `  ${node.target.join(' ')}: ${node.failureSummary}`);
  const lines = violations.flatMap((violation) => [`${violation.id}: ${violation.help}`, ...places(violation)]);
  throw new Error(`${page.url()} breaks WCAG 2.2 AA\n${lines.join('\n')}`);
}

/** Runs in the page: what reaches beyond its edge. */
export function cutOff() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const beyond = [...document.body.querySelectorAll('*')].filter((element) => {
    const { right, left, width: own } = element.getBoundingClientRect();
    return own > 0 && (right > width + 1 || left < -1);
  });
  return [`${document.documentElement.scrollWidth} of ${width} px: ${beyond.slice(-3).map((each) => each.outerHTML.slice(0, 120)).join(' | ')}`];
}

/** Runs in the page: what is to be touched and smaller than 48 px, unless it stands in a line of text with 24 px to itself. */
export function tooSmall() {
  const LEAST = 48;
  const SPACED = 24;
  const seen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden' && !element.closest('[inert], [aria-hidden=true]');
  };
  /** What is touched: a control, with the label around it and what it draws over itself. */
  const box = (element) => {
    const parts = [element.getBoundingClientRect()];
    const label = element.closest('label');
    if (label) parts.push(label.getBoundingClientRect());
    for (const before of ['::before', '::after']) {
      const style = getComputedStyle(element, before);
      if (style.position === 'absolute' && style.content !== 'none' && element.offsetParent) {
        const around = getComputedStyle(element).position === 'static' ? element.offsetParent : element;
        parts.push(around.getBoundingClientRect());
      }
    }
    return { width: Math.max(...parts.map((part) => part.width)), height: Math.max(...parts.map((part) => part.height)) };
  };
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]')].filter(seen);
  return all
    .map((element) => ({ element, ...box(element) }))
    .filter(({ element, width, height }) => {
      const inLine = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
      const least = inLine ? SPACED : LEAST;
      return width < least - 0.5 || height < least - 0.5;
    })
    .map(({ element, width, height }) => `${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 140)}`);
}

/** The keys of messages, and places that were not filled, that stand in a text where words should be. */
export function untold(text, words) {
  const keys = words.keys.filter((key) => text.includes(key));
  return [...keys, ...(text.match(/\{[a-z_]+\}/g) ?? [])];
}

/** How the desk is looked at: its first language by day, the other by night. */
const LOOKS = [['zh-Hans', 'light'], ['en', 'dark']];

/** Gives the desk of a computer a language and a light; it has them when a page is next loaded. */
export function dresses(page, language, theme) {
  return page.evaluate((kept) => localStorage.setItem('doorstep-desk-settings', kept), JSON.stringify({ language, theme }));
}

/** Waits until a screen of the desk shows what it asked for. */
export async function shown(page) {
  await page.locator('main h1').waitFor();
  await page.waitForFunction(() => !document.querySelector('main [role=status][aria-label]'));
}

/**
 * Looks at screens of the desk in both languages and lights and in every size: nothing is cut off or breaks a rule of
 * accessibility. Leaves a picture of each, named by `name`.
 */
export async function looksAt(computer, screens, sizes, { name, ready = shown }) {
  const { page } = computer;
  for (const [language, theme] of LOOKS) {
    await dresses(page, language, theme);
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const screen of screens) {
        await computer.open(`/desk/${screen}`);
        await ready(page);
        assert.deepEqual(await page.evaluate(cutOff), [], `${screen} ${language} ${size.width}`);
        await computer.axe();
        await computer.screenshot(`${name(screen)}-${size.width}-${language}-${theme}`);
      }
    }
  }
}
