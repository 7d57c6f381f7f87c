// Where the next act of a piece of work is done.
import { expect, it, vi } from 'vitest';

vi.mock('$core', () => ({ core: {} }));
vi.mock('$i18n', () => ({ language: () => 'zh-Hans' }));
vi.mock('../../router.svelte', () => ({ router: {} }));

const { whereNext } = await import('./start');
const work = { student: 's', kind: 'follow_up', subject: 'f' } as const;

it('begins a form first for a visit', () => {
  expect(whereNext({ ...work, next: 'visit' })).toBeNull();
  expect(whereNext({ ...work, next: 'joint_visit' })).toBeNull();
});

it('names the follow-up or the reminder that is worked on', () => {
  expect(whereNext({ ...work, next: 'persuade' })).toBe('/contact/s?follow_up=f');
  expect(whereNext({ ...work, kind: 'reminder', next: 'contact' })).toBe('/contact/s?reminder=f');
  expect(whereNext({ ...work, next: 'report_absence' })).toBe('/student/s?act=report_absence&follow_up=f');
});

it("opens the student's screen for an act that it does not know", () => {
  expect(whereNext({ ...work, next: 'of_a_later_version' })).toBe('/student/s');
  expect(whereNext({ ...work, subject: null, next: 'watch' })).toBe('/student/s');
});
