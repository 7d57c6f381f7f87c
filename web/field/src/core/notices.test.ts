// Notifications come when the plan says, once each, and not after the app was locked.
import type { Face } from '@doorstep/shared/face';
import { expect, test } from 'vitest';
import { Notices } from './notices';
import { Clock, settle } from './testing';

type Notice = Face['reminder_plan']['answer'][number];

const set = () => {
  const clock = new Clock();
  const shown: { title: string; tag: string; path: string }[] = [];
  const notice = (student: string, ms: number): Notice => ({
    at: new Date(clock.ms + ms).toISOString(),
    title_key: 'notify.visit.due',
    text: '',
    student,
    name: student,
  });
  const plan: Notice[] = [];
  const notices = new Notices({
    plan: () => Promise.resolve([...plan]),
    words: ({ name }) => ({ title: name, body: '' }),
    show: ({ title }, { tag, data }) => Promise.resolve(void shown.push({ title, tag, path: data.path })),
    now: clock.now,
    later: clock.later,
  });
  return { clock, shown, notice, plan, notices };
};

test('each is shown when its time comes', async () => {
  const { clock, shown, notice, plan, notices } = set();
  plan.push(notice('a', 1_000), notice('b', 60_000));
  await notices.plan();
  await clock.pass(999);
  expect(shown).toEqual([]);
  await clock.pass(1);
  expect(shown).toMatchObject([{ title: 'a', path: '/student/a' }]);
  await clock.pass(60_000);
  expect(shown.map(({ title }) => title)).toEqual(['a', 'b']);
});

test('a new plan replaces the old one, and what is past is not shown late', async () => {
  const { clock, shown, notice, plan, notices } = set();
  plan.push(notice('a', 1_000));
  await notices.plan();
  plan.splice(0, 1, notice('b', 2_000), notice('c', -1));
  await notices.plan();
  await clock.pass(10_000);
  expect(shown.map(({ title }) => title)).toEqual(['b']);
});

test('a locked app shows nothing, also when the plan was on its way', async () => {
  const { clock, shown, notice, plan, notices } = set();
  plan.push(notice('a', 1_000));
  const planned = notices.plan();
  notices.stop();
  await planned;
  await clock.pass(10_000);
  await settle();
  expect(shown).toEqual([]);
});
