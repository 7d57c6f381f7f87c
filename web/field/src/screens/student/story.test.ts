// Records in words, and what holds after an amendment.
import { describe, expect, it, vi } from 'vitest';

vi.mock('$i18n', () => ({
  t: (key: string, params: Readonly<Record<string, string>> = {}) => [key, ...Object.values(params)].join(' '),
  word: (list: string, value: string) => `${list}.${value}`,
  sayList: (parts: readonly string[]) => parts.join('+'),
}));

const { AMENDABLE, parts } = await import('@doorstep/shared/say/story.ts');
const { holds } = await import('./holds');
const { sayValue } = await import('@doorstep/shared/say/profile.ts');
const saying = { villages: new Map([['533325001201', '官坪村']]) };
const say = (kind: string, payload: Record<string, string | number | boolean | string[] | object>): string[] =>
  parts({ kind, payload: JSON.parse(JSON.stringify(payload)) }, (day) => day, saying).filter(Boolean);

describe('a record', () => {
  it('says what was met, found and promised', () => {
    expect(say('visit', { met: 'child', attends: false, concerns: ['hardship'], promise: { text: '周一返校', by: '2026-11-30' } })).toEqual([
      'met.child', 'story.attends_not', 'concern.hardship', 'story.promised 周一返校 2026-11-30',
    ]);
  });

  it('of a kind never seen shows what words it has, and nothing breaks on odd payloads', () => {
    expect(say('next_year', { note: '新的', days: 7 })).toEqual(['新的']);
    expect(say('visit', { met: 5, promise: 'no' })).toEqual(['met.']);
    expect(say('absence_report', {})).toEqual([]);
  });

  it('names the village of an edit', () => {
    expect(say('profile_edit', { field: 'village', value: '533325001201' })).toEqual(['story.edit_to profile_field.village 官坪村']);
  });
});

it('a value is said by its kind', () => {
  expect(sayValue('boarding', true, saying)).toBe('common.yes');
  expect(sayValue('guardian_away', '', saying)).toBe('story.at_home');
  expect(sayValue('address', null, saying)).toBe('story.not_known');
  expect(sayValue('groups', ['orphan', 'migrant'], saying)).toBe('group.orphan+group.migrant');
  expect(sayValue('home', { lat: 26.4, lon: 99.4, accuracy: 7.6 }, saying)).toBe('story.place 8');
});

it('an amendment holds as a whole', () => {
  const fact = (payload: object): Parameters<typeof holds>[0] => JSON.parse(JSON.stringify({ fact: { payload } }));
  const entry = fact({ kept: false });
  expect(holds(entry, undefined)).toEqual({ kept: false });
  expect(holds(entry, fact({ of: 'x', payload: { kept: true } }))).toEqual({ kept: true });
  expect(Object.values(AMENDABLE).every((fields) => fields.length > 0)).toBe(true);
});
