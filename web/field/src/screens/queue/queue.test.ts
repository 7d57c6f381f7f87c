// Tests of the queue's parts and of where its next act leads.
import type { QueueWork } from '@doorstep/shared/face';
import { describe, expect, it } from 'vitest';
import { partOf, stateOf, wayOf } from './queue';

const work = (name: string, when: QueueWork['when'], state: string): QueueWork =>
  ({ name, when, state, next: 'contact', student: 's1', subject: 'f1' }) as QueueWork;

describe('the queue', () => {
  const all = [work('a', 'late', 'open'), work('b', 'today', 'accepted'), work('c', 'later', 'open')];
  const names = (part: Parameters<typeof partOf>[0]): string => partOf(part, all).map((w) => w.name).join('');

  it('keeps the core’s order in every part', () => {
    expect(['all', 'late', 'today', 'accepted'].map((part) => names(part as 'all'))).toEqual(['abc', 'a', 'b', 'b']);
  });

  it('has a colour for late and for today, and a calm one for the rest', () => {
    expect(all.map(stateOf)).toEqual(['late', 'due', 'waiting']);
  });

  it('leads to the contact with the follow-up, and nowhere for what its sheet does', () => {
    expect(wayOf(all[0] as QueueWork)).toBe('/contact/s1?follow_up=f1');
    expect(wayOf({ next: 'joint_visit', student: 's1', subject: 'f1' })).toBeNull();
  });
});
