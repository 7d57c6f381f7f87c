// Whoever is led to the queue for one follow-up finds it open; one that is gone is said to be.
import { after, before, test } from 'node:test';
import { worker } from './kit/app.mjs';
import { signIn } from './kit/desk.mjs';
import { serve } from './kit/server.mjs';

let server;

before(async () => {
  server = await serve();
});

after(() => server?.remove());

test('an address with a follow-up opens its sheet, once', async (t) => {
  const committee = await worker(t, 'committee', { server });
  await committee.signIn();
  const desk = await signIn(server, 'committee');
  const { items } = await desk.queue('village:533325104203');
  const [{ id, student: { name } }] = items;
  const sheet = committee.page.getByRole('dialog', { name });
  await committee.goes(`/queue?follow_up=${id}`);
  await sheet.waitFor();
  await sheet.getByRole('button', { name: committee.words.say('common.close') }).click();
  await sheet.waitFor({ state: 'hidden' });
  await committee.sees('queue.title');
});

test('a follow-up that is gone is said to be', async (t) => {
  const committee = await worker(t, 'committee', { server });
  await committee.signIn();
  await committee.goes('/queue?follow_up=00000000-0000-7000-8000-000000000000');
  await committee.reads('queue.gone');
});
