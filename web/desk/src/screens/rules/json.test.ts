// Rules are read and changed by paths, and a byte of what was sent is found again as a place.
import { expect, test } from 'vitest';
import { at, pathAt, put, readObject, same } from './json';

const RULES = { name: '云南', ladder: [{ step: 1, due: { days: 7 } }, { step: 2, due: { days: 70_000 } }], holidays: [], none: {} };

test('what stands at a path is read, changed and taken away, and the rest stays', () => {
  expect(at(RULES, 'ladder[1].due.days')).toBe(70_000);
  expect(at(RULES, 'ladder[4].due')).toBeUndefined();
  expect(at(RULES, 'toString')).toBeUndefined();
  const changed = put(RULES, 'ladder[0].due', { end_of_school_day: 1 });
  expect(at(changed, 'ladder[0]')).toEqual({ step: 1, due: { end_of_school_day: 1 } });
  expect(at(RULES, 'ladder[0].due.days')).toBe(7);
  expect(at(put(RULES, 'ladder[0]', undefined), 'ladder')).toEqual([RULES.ladder[1]]);
  expect(Object.keys(put(RULES, 'none', undefined) ?? {})).not.toContain('none');
  expect(at(put(RULES, 'templates.absence.zh-Hans', '请'), 'templates.absence.zh-Hans')).toBe('请');
});

test('the order of keys says nothing, the order of a list does', () => {
  expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1.0 })).toBe(true);
  expect(same({ a: 1, b: [1, 2] }, { b: [2, 1], a: 1 })).toBe(false);
  expect(same({ a: 1 }, { a: 1, b: null })).toBe(false);
});

test('every byte of what is sent belongs to the innermost place around it', () => {
  const sent = new TextEncoder().encode(JSON.stringify(RULES));
  const column = (text: string): number => new TextDecoder().decode(sent).slice(0, JSON.stringify(RULES).indexOf(text)).length;
  const shift = sent.length - JSON.stringify(RULES).length;
  expect(pathAt(RULES, column('70000') + shift + 5)).toBe('ladder[1].due.days');
  expect(pathAt(RULES, column('70000') + shift + 6)).toBe('ladder[1].due');
  expect(pathAt(RULES, column('70000') + shift + 7)).toBe('ladder[1]');
  expect(pathAt(RULES, 10)).toBe('name');
  expect(pathAt(RULES, sent.length)).toBe('');
  expect(pathAt(RULES, sent.length + 9)).toBe('');
});

test('a text is an object or says what is wrong', () => {
  expect(readObject('{"a": 1}')).toEqual({ value: { a: 1 } });
  expect(readObject('[]')).toEqual({ wrong: '' });
  expect(readObject('{"a": }')).toHaveProperty('wrong');
});
