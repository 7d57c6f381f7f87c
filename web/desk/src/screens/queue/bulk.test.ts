// One act on many follow-ups: in parts of what the server takes, each with its own outcome.
import { expect, test, vi } from 'vitest';

const asked: { act: string; ids: string[] }[] = [];
vi.mock('$api', () => ({
  Refused: class {
    readonly key: string;
    constructor(problem: { code: string }) {
      this.key = problem.code;
    }
  },
  api: {
    post: (_: string, { body }: { body: { act: string; ids: string[] } }) => {
      asked.push(body);
      return Promise.resolve({ results: body.ids.map((id) => (id.endsWith('7') ? { id, problem: { code: 'closed' } } : { id, fact: `f${id}` })) });
    },
  },
}));

const { actOn, recorded } = await import('./bulk');

test('many go in parts of 500, and each has its outcome', async () => {
  const ids = Array.from({ length: 501 }, (_, i) => String(i));
  const outcomes = await actOn(ids, { act: 'reassign', to: 'township:533325001', reason: '' });
  expect(asked.map(({ act, ids: part }) => [act, part.length])).toEqual([['reassign', 500], ['reassign', 1]]);
  expect(outcomes).toHaveLength(501);
  expect(outcomes[7]).toMatchObject({ fact: null, problem: { key: 'closed' } });
  expect(recorded(outcomes)).toHaveLength(451);
  expect(recorded([{ id: 'a', fact: 'f', problem: null }, { id: 'a', fact: 'f', problem: null }])).toEqual(['f']);
});
