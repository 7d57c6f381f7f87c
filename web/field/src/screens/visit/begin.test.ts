// From a student every form about one, from a follow-up what works on it; a draft that waits is gone on with.
import type { Draft, OfferedForm } from '@doorstep/shared/face';
import { expect, test } from 'vitest';
import { choicesFor } from './begin';

const offered = (form: string, fact: OfferedForm['fact'], fit: OfferedForm['fit'] = { is: 'fills' }): OfferedForm => ({
  form, edition: 1, version: '', title: form, fact, fit,
});
const FORMS = [
  offered('absence_report', 'absence_report'),
  offered('guardian_contact', 'guardian_contact'),
  offered('home_visit', 'visit'),
  offered('next_years', 'visit', { is: 'too_old' }),
  offered('venue_report', 'venue_report'),
];
const draft = (id: string, form: string, student: string | null): Draft => ({
  id, form, student, name: '', edition: 1, follow_up: null, guardian: null, reminder: null, companions: [], language: 'zh', question: '', begun_at: '2026-11-23T01:00:00Z', changed_at: '2026-11-23T01:00:00Z',
});
const names = (from: Parameters<typeof choicesFor>[0]): string[] => choicesFor(from, FORMS, []).forms.map((form) => form.form);

test('what fits', () => {
  expect(names({ student: 's', followUp: null, form: null })).toEqual(['absence_report', 'guardian_contact', 'home_visit']);
  expect(names({ student: 's', followUp: 'f', form: null })).toEqual(['guardian_contact', 'home_visit']);
  expect(names({ student: 's', followUp: 'f', form: 'home_visit' })).toEqual(['home_visit']);
  expect(names({ student: null, followUp: null, form: null })).toEqual(['venue_report']);
});

test('a draft of the same student and form waits', () => {
  const drafts = [draft('1', 'home_visit', 's'), draft('2', 'home_visit', 'other'), draft('3', 'venue_report', null)];
  expect(choicesFor({ student: 's', followUp: null, form: null }, FORMS, drafts).drafts.map((found) => found.id)).toEqual(['1']);
});
