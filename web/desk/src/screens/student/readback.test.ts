// A filled form read back: nothing empty, and answers as people say them.
import { expect, test, vi } from 'vitest';

vi.mock('$i18n', () => ({ t: (key: string, params: Readonly<Record<string, number>> = {}) => [key, ...Object.values(params)].join(' ') }));
vi.mock('$desk/moments', () => ({
  date: (day: string) => `day ${day}`,
  moment: (at: string) => `at ${at}`,
  momentOf: (day: string, time: string) => `${day} ${time}`,
}));

const { readable, sayAnswer } = await import('./readback');
const node = (path: string, label: string, value: string | null, text = value ?? ''): { path: string; label: string; value: string | null; text: string } =>
  ({ path, label, value, text });

test('what has no words and headings of nothing are left out', () => {
  const nodes = [
    node('/data/a', '一、地点', null), node('/data/a/found', '', 'no'), node('/data/b', '二、见到了谁', null), node('/data/b/met', '见到了谁？', 'guardian', '监护人'),
    node('/data/bc', '三、其他', null),
  ];
  expect(readable(nodes).map(({ label }) => label)).toEqual(['二、见到了谁', '见到了谁？']);
});

test('days, moments and places are said', () => {
  expect(sayAnswer(node('', '', '2026-11-24T10:09:48'))).toBe('at 2026-11-24 10:09');
  expect(sayAnswer(node('', '', '2026-11-24'))).toBe('day 2026-11-24');
  expect(sayAnswer(node('', '', '26.456 99.12 0 32.4'))).toBe('story.place 32');
  expect(sayAnswer(node('', '', 'guardian', '监护人'))).toBe('监护人');
});
