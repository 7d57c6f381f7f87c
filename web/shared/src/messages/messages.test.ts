// The message files hold together: both languages say the same things with the same places, and every problem has words.
import { expect, test } from 'vitest';
import { files as english } from '../i18n/en';
import { joined, type Message } from '../i18n/message';
import { files as chinese } from '../i18n/zh-Hans';
import { CLOSED_LISTS, PROBLEM_CODES } from './told';

const zh = joined(chinese);
const en = joined(english);
const places = (message: Message): string[] => {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
};

const sources = Object.entries(
  import.meta.glob<string>(['../../../{shared,field}/src/**/*.{ts,svelte}', '!**/*.test.ts', '!**/wasm/**'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
);

test('both languages have the same keys, in the same order', () => {
  expect([...en.keys()]).toEqual([...zh.keys()]);
});

test.each([...zh.keys()])('%s has the same places in both languages, and is no empty text', (key) => {
  const [a, b] = [zh.get(key) ?? '', en.get(key) ?? ''];
  expect(places(b)).toEqual(places(a));
  for (const message of [a, b]) for (const text of typeof message === 'string' ? [message] : Object.values(message)) expect(text).not.toBe('');
});

test('English has a text for one and for many wherever it has plurals', () => {
  for (const [key, message] of en) if (typeof message !== 'string') expect(Object.keys(message), key).toEqual(['one', 'other']);
  for (const [key, message] of zh) expect(typeof message, key).toBe('string');
});

test('every file of messages is one of the typed areas', () => {
  const [, areas = ''] = sources.find(([file]) => file.endsWith('i18n/areas.ts')) ?? [];
  for (const path of Object.keys(chinese)) expect(areas).toContain(`messages/zh-Hans/${path.split('/').at(-1)}`);
});

test('every key that is said exists', () => {
  expect(sources.length).toBeGreaterThan(50);
  for (const [file, source] of sources) {
    for (const [, key = ''] of source.matchAll(/\bt\(\s*'([\w.-]+)'/g)) expect(zh.has(key), `${key} in ${file}`).toBe(true);
  }
});

test('every key is used somewhere', () => {
  const all = sources.map(([, source]) => source).join('\n');
  const beginnings = [...all.matchAll(/`(\w+\.\w*?)\$\{/g)].map(([, beginning = '']) => beginning);
  // Stock words, and what is found by keys that the core gives.
  const open = /^(common|words|problems|notify)\./;
  const unused = [...zh.keys()].filter(
    (key) => !open.test(key) && !all.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
  );
  expect(unused).toEqual([]);
});

test.each(PROBLEM_CODES)('the problem %s has words of its own', (code) => {
  expect(zh.has(`problems.${code}`)).toBe(true);
});

test('a problem says what happened and what to do', () => {
  for (const [key, message] of zh) if (key.startsWith('problems.')) expect(String(message), key).toMatch(/[。；，].*。$/);
});

test.each(Object.entries(CLOSED_LISTS))('every word of the list %s has a text', (list, words) => {
  for (const word of words) expect(zh.has(`words.${list}.${word}`), `${list}.${word}`).toBe(true);
});

test('every notification of the plan has a title', () => {
  for (const kind of ['follow_up', 'visit', 'promise']) for (const which of ['soon', 'due']) expect(zh.has(`notify.${kind}.${which}`)).toBe(true);
  for (const which of ['open', 'due']) expect(zh.has(`notify.reminder.${which}`)).toBe(true);
});
