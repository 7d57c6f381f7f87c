// The case page put together: steps in their order, what is missing first among the rest, owners by the student's places.
import type { CaseAnswer, CaseFollowUp, StudentAnswer } from '$api';
import { expect, test } from 'vitest';
import { ownerName, owners, pieces } from './page';

const followUp = (id: string, step: number | null, state: CaseFollowUp['state'], opened: string): CaseFollowUp => ({
  id, step, state, case: 'c', student: 's', owner: 'county:533325', reason: 'ladder', opened_at: opened, due_at: opened, required: [],
  accepted_by: null, closed_at: null, proof: null, sent_back: null,
});
const told: CaseAnswer = {
  as_of: '2026-11-26T00:00:00Z', names: { class: null, school: null, township: null, village: null }, promises: [], referrals: [],
  status: 'enrolled', student: { id: 's', name: '和小明' },
  missing: [{ follow_up: 'b', step: 3, owner: 'county:533325', any_of: ['joint_visit'], overdue: true, days_late: 2, may: [] },
    { follow_up: 'd', step: null, owner: 'county:533325', any_of: ['word'], overdue: false, days_late: 0, may: ['accept'] }],
  case: {
    id: 'c', student: 's', opened_at: '2026-11-01T00:00:00Z', opened_by: 'f', closed_at: null, step: 3, absent_since: null, watched_until: null,
    concerns: [], risk: { total: 0, parts: [] },
    follow_ups: [
      followUp('b', 3, 'open', '2026-11-03T00:00:00Z'), followUp('a', 1, 'done', '2026-11-01T00:00:00Z'),
      followUp('c', null, 'done', '2026-11-01T00:00:00Z'), followUp('d', null, 'open', '2026-11-04T00:00:00Z'),
    ],
  },
};

test('what is late and what is due is the word of the server', () => {
  const { ladder, others } = pieces(told);
  expect(ladder.map((one) => [one.followUp.id, one.state])).toEqual([['a', 'done'], ['b', 'late']]);
  expect(others.map((one) => [one.followUp.id, one.state])).toEqual([['d', 'due'], ['c', 'done']]);
});

test('owners have the names of the student’s own places, others none', () => {
  const of = {
    student: { class: 'k', school: 'm', village: '533325204208', county: '533325' },
    names: { class: '中学 7.1', school: '中学', village: '扎局村', township: '兔峨乡' },
  } as Pick<StudentAnswer, 'student' | 'names'>;
  expect(owners(of).map((owner) => ownerName(of, owner))).toEqual(['中学 7.1', '中学', '扎局村', '兔峨乡', '']);
  expect(ownerName(of, 'village:533325204209')).toBe('');
});
