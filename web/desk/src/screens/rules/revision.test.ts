// One draft, by fields or as text: nothing that was typed is lost, also what is no value yet.
import { beforeEach, expect, test, vi } from 'vitest';
import { forget } from '$desk/draft.svelte';
import { Revision } from './revision.svelte';

const HELD = { name: '云南', ladder: [{ step: 1, due: { days: 7 } }] };
const store = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => store.get(key) ?? null,
  setItem: (key: string, text: string) => void store.set(key, text),
  removeItem: (key: string) => void store.delete(key),
});

beforeEach(() => {
  store.clear();
  forget('policy test');
});

test('fields and text are one draft', () => {
  const revision = new Revision('policy test');
  expect(revision.value).toBeNull();
  revision.begin(HELD, 3);
  revision.put('ladder[0].due', { days: 9 });
  expect(HELD.ladder[0]?.due.days).toBe(7);
  expect(JSON.parse(revision.text)).toEqual({ name: '云南', ladder: [{ step: 1, due: { days: 9 } }] });
  revision.write(revision.text.replace('9', '12'));
  expect([revision.at('ladder[0].due.days'), revision.base]).toEqual([12, 3]);
});

test('a text that does not read is kept, and the fields do not write over it', () => {
  const revision = new Revision('policy test');
  revision.begin(HELD, 0);
  revision.write('{ "name": ');
  expect(revision.broken).not.toBeNull();
  revision.put('name', '贵州');
  expect([revision.text, revision.at('name')]).toEqual(['{ "name": ', '云南']);
  revision.write('{ "name": "贵州" }');
  expect([revision.broken, revision.at('name')]).toEqual([null, '贵州']);
});

test('what is typed and is no value is kept until it is one', () => {
  const revision = new Revision('policy test');
  revision.begin(HELD, 0);
  revision.keep('watch_days', '二十');
  expect([revision.typed('watch_days'), revision.unread]).toEqual(['二十', ['watch_days']]);
  revision.put('watch_days', 20);
  expect([revision.typed('watch_days'), revision.unread]).toEqual([undefined, []]);
});

test('it is there again after the page was loaded anew, and what does not fit is passed over', () => {
  store.set('doorstep-desk-draft policy test', JSON.stringify({ base: 4, value: HELD, text: '{', typed: { name: 'x' } }));
  const revision = new Revision('policy test');
  expect([revision.base, revision.text, revision.typed('name')]).toEqual([4, '{', 'x']);
  revision.discard();
  expect(revision.value).toBeNull();
  forget('policy test');
  store.set('doorstep-desk-draft policy test', '{"value": 3}');
  expect(new Revision('policy test').value).toBeNull();
});
