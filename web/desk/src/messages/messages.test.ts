// The desk's message files hold together: both languages say the same with the same places, and what is said exists.
import type { Message } from '@doorstep/shared/i18n/message.ts';
import { joined } from '@doorstep/shared/i18n/message.ts';
import { expect, test } from 'vitest';
import { files as english } from '../i18n/en';
import { files as chinese } from '../i18n/zh-Hans';

const zh = joined(chinese);
const en = joined(english);
const texts = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const places = (message: Message): string[] => [...new Set(texts(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
const areaOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));

const own = Object.keys(chinese).filter((path) => path.startsWith('../messages/')).map(areaOf);
const ownKeys = [...zh.keys()].filter((key) => own.includes(key.slice(0, key.indexOf('.'))));

const sources = Object.entries(
  import.meta.glob<string>(['../**/*.{ts,svelte}', '../../../shared/src/{ui,i18n}/**/*.{ts,svelte}', '!**/*.test.ts', '!**/types.ts'], {
    eager: true, query: '?raw', import: 'default',
  }),
);
const areas = sources.find(([file]) => file.endsWith('../i18n/areas.ts'))?.[1] ?? '';

test('both languages have the same keys, in the same order', () => {
  expect([...en.keys()]).toEqual([...zh.keys()]);
});

test.each(ownKeys)('%s has the same places in both languages, and is no empty text', (key) => {
  const [a, b] = [zh.get(key) ?? '', en.get(key) ?? ''];
  expect(places(b)).toEqual(places(a));
  for (const text of [...texts(a), ...texts(b)]) expect(text).not.toBe('');
});

test('English has a text for one and for many wherever it has plurals', () => {
  for (const [key, message] of en) if (typeof message !== 'string') expect(Object.keys(message), key).toEqual(['one', 'other']);
  for (const [key, message] of zh) expect(typeof message, key).toBe('string');
});

test('every file of messages is a typed area, and none has the name of one of the field app', () => {
  const shared = Object.keys(import.meta.glob('../../../shared/src/messages/zh-Hans/*.json')).map(areaOf);
  for (const area of own.filter((area) => area !== 'problems')) {
    expect(areas).toContain(`messages/zh-Hans/${area}.json`);
    expect(shared).not.toContain(area);
  }
});

test('every key that is said exists among what the desk loads', () => {
  expect(sources.length).toBeGreaterThan(30);
  for (const [file, source] of sources) {
    // Parts of the shared design system that only phones show may say what the desk does not load.
    if (file.includes('/shared/')) continue;
    for (const [, key = ''] of source.matchAll(/\bt\(\s*'([\w.-]+)'/g)) expect(zh.has(key), `${key} in ${file}`).toBe(true);
  }
});

test('every key of the desk is used somewhere', () => {
  const all = sources.map(([, source]) => source).join('\n');
  const beginnings = [...all.matchAll(/`(\w+\.\w*?)\$\{/g)].map(([, beginning = '']) => beginning);
  const unused = ownKeys.filter(
    (key) => !key.startsWith('problems.') && !all.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
  );
  expect(unused).toEqual([]);
});

test('a problem says what happened and what to do', () => {
  for (const key of ownKeys) if (key.startsWith('problems.')) expect(String(zh.get(key)), key).toMatch(/[。；，].*。$/);
});
