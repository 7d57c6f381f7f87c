// What differs between two policies is said in words: from what to what, wherever in a list it stands.
import { speak } from '$i18n';
import { beforeAll, expect, test } from 'vitest';
import '../../i18n';
import { at, type Json, put } from '../rules/json';
import { changes } from './diff';
import { sayField } from './say';
import { sections } from './sections';

const HELD: Json = {
  name: 'A', clock: 480, first_class: '08:00:00',
  ladder: [
    { step: 4, key: 'written_report', opens: { on_absent_day: 3 }, owners: ['school'], due: { end_of_school_day: 0 }, proof: ['dropout_report'], suspects: true },
    { step: 5, key: 'persuasion', opens: { after_step_or_due: 4 }, owners: ['village', 'township'], due: { days: 7 }, proof: ['promise_kept'], suspects: false },
  ],
  visit_periods: [{ groups: ['left_behind'], boarding: false, at_risk: false }, { groups: [], boarding: true, at_risk: true, days: 30 }],
  targets: [{ indicator: 'retention_rate', at_least: 96 }],
  risk: { groups: { orphan: 8 } },
  templates: { absence: { 'zh-Hans': '{student}' } },
};

beforeAll(() => speak('en'));
const told = (to: Json): (string | null)[][] => changes(HELD, to).map(({ section, title, label, from, to: then }) => [section, title, label, from, then]);

test('a policy differs from itself in nothing, and what is left out is what it stands for', () => {
  expect(told(HELD)).toEqual([]);
  expect(told(put(HELD, 'ladder[1].suspects', undefined))).toEqual([]);
});

test('a field is said with its step, from and to', () => {
  expect(told(put(HELD, 'ladder[1].due', { days: 9 }))).toEqual([['ladder', 'Step 5: persuasion', 'Due', 'by the end of the day, 7 days on', 'by the end of the day, 9 days on']]);
  expect(told(put(put(HELD, 'first_class', '08:30:00'), 'risk.groups.migrant', 3))).toEqual([
    ['times', '', 'First class', '08:00', '08:30'], ['risk', 'Groups', 'migrant worker’s child', null, '3'],
  ]);
  expect(told(put(HELD, 'visit_periods[0].days', 20))).toEqual([['periods', 'left-behind', 'Once in how many days', 'once a term', 'every 20 days']]);
});

test('what comes and goes in a list moves nothing else', () => {
  const [first, second] = [at(HELD, 'ladder[0]') ?? null, at(HELD, 'ladder[1]') ?? null];
  expect(told(put(HELD, 'ladder', [second, first]))).toEqual([]);
  const found = changes(HELD, put(HELD, 'ladder', [second]));
  expect(found.map(({ title, from, to, path }) => [title, from !== null, to, path])).toEqual([['Step 4: written report', true, null, '']]);
  const more = changes(HELD, put(HELD, 'targets', [{ indicator: 'visits_done', at_least: 90 }, { indicator: 'retention_rate', at_least: 96 }]));
  expect(more.map(({ title, from, path }) => [title, from, path])).toEqual([['Visits done · All students', null, 'targets[0]']]);
});

test('a part that nobody knows is shown and compared as it is', () => {
  const policy = put(HELD, 'later', { a: [1] });
  expect(sections(policy).at(-1)?.name).toBe('other');
  expect(told(policy)).toEqual([['other', '', '', null, expect.stringContaining('{"a":[1]}')]]);
});

test('every section has a place in the policy for each field, once', () => {
  const paths = sections(HELD).flatMap(({ blocks }) => blocks.flatMap(({ fields }) => fields.map(({ path }) => path)));
  expect(new Set(paths).size).toBe(paths.length);
});

test('fields are said by their kind', () => {
  expect(sayField('owners', ['village', { department: 'justice' }])).toBe('village committee, justice department');
  expect(sayField('opens', 'on_absence')).toBe('when the absence begins');
  expect(sayField('due', { end_of_school_day: 0 })).toBe('by the end of the same day');
  expect(sayField('proofs', ['two_tries', 'any_visit'])).toBe('two tries at the door or visit');
  expect(sayField('clock', -150)).toBe('UTC−02:30');
  expect(sayField('due', { never: 'x' })).toBe('{"never":"x"}');
});
