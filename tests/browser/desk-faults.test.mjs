// What goes wrong at a desk: a session that ends, an act that is refused, a server that is away. Nothing that was typed is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, studentsOf } from './kit/desk.mjs';
import { office } from './kit/office.mjs';
import { DESK, PASSWORD, serve } from './kit/server.mjs';

const TWO_DAYS = 2 * 24 * 3_600_000;

/** Runs in the page: its clock of durations is a day further, so that the token it holds is old. */
function DAY_LATER() {
  const now = performance.now.bind(performance);
  performance.now = () => now() + 24 * 3_600_000;
}

let server;
let rooms;

before(async () => {
  server = await serve({ desk: DESK });
  rooms = await office(server);
});

after(async () => {
  await rooms?.closes();
  await server?.remove();
});

test('a session that ends leads to the sign-in and back to where it was; what was typed waits for its author alone', async (t) => {
  const [{ id, name }] = await studentsOf(server, 'teacher');
  const teacher = await rooms.sits(t, 'teacher');
  let token = '';
  teacher.page.on('request', (request) => (token = request.headers().authorization ?? token));
  await teacher.begins(`student/${id}?from=link`);
  const types = async (seat) => {
    await seat.press('deed.guardian_contact');
    await seat.answers('deed.reached_no');
    return seat.sheet.getByLabel(seat.words.like('deed.said', {}, { within: true }));
  };
  await (await types(teacher)).fill('手机关机，明天再打');
  await fetch(`${server.url}/v1/sign-out`, { method: 'POST', headers: { authorization: token } });
  await teacher.page.evaluate(DAY_LATER);
  await teacher.press('deed.record', { within: teacher.sheet });
  await teacher.reads('shell.ended');
  await teacher.looks('session-ended');
  assert.ok(teacher.page.url().endsWith(`/desk/student/${id}?from=link`));
  await teacher.signsIn();
  await teacher.page.getByRole('heading', { name, level: 1 }).waitFor();
  assert.equal(await (await types(teacher)).inputValue(), '手机关机，明天再打');
  await teacher.page.keyboard.press('Escape');
  await teacher.find('button', 'shell.account', { part: true }).click();
  await teacher.press('shell.sign_out');
  await teacher.signsIn({ username: 'principal' });
  await teacher.page.getByRole('heading', { name, level: 1 }).waitFor();
  assert.equal(await (await types(teacher)).inputValue(), '', 'the next one does not read it');
});

test('a refused act says in words what is wrong, beside the field, and loses nothing', async (t) => {
  const [{ id }] = await studentsOf(server, 'teacher');
  const teacher = await rooms.sits(t, 'teacher', { ahead: TWO_DAYS });
  await teacher.begins(`student/${id}`);
  await teacher.press('deed.guardian_contact');
  await teacher.answers('deed.reached_no');
  await teacher.writes('deed.said', '没有人在家');
  await teacher.answers('deed.when_before');
  const time = teacher.sheet.getByLabel(teacher.words.like('deed.when_time', {}, { within: true })).and(teacher.page.locator('input'));
  await time.fill('12:00');
  await teacher.press('deed.record', { within: teacher.sheet });
  await teacher.reads('deed.wrong_from_the_future', {}, teacher.sheet);
  assert.equal(await time.getAttribute('aria-invalid'), 'true');
  const words = await time.evaluate((element) => document.getElementById(element.getAttribute('aria-describedby'))?.innerText ?? '');
  assert.ok(words.includes(teacher.words.say('deed.wrong_from_the_future')), words);
  await teacher.looks('refused-field');
  await teacher.answers('deed.when_now');
  await teacher.press('deed.record', { within: teacher.sheet });
  await teacher.told('deed.recorded');
  await teacher.page.getByText('没有人在家').first().waitFor();
});

test('a promise for a day before its contact is refused at its day, and recorded once that is right', async (t) => {
  const [{ id }] = await studentsOf(server, 'teacher');
  const teacher = await rooms.sits(t, 'teacher');
  await teacher.begins(`student/${id}`);
  await teacher.press('deed.guardian_contact');
  await teacher.answers('deed.reached_yes');
  await teacher.answers('deed.promise_back');
  const day = teacher.sheet.locator('input[type=date]');
  const right = await day.inputValue();
  await day.fill('2024-03-01');
  await teacher.press('deed.record', { within: teacher.sheet });
  await teacher.reads('deed.wrong_before_contact', {}, teacher.sheet);
  assert.equal(await day.getAttribute('aria-invalid'), 'true');
  await teacher.looks('refused-promise');
  await day.fill(right);
  await teacher.press('deed.record', { within: teacher.sheet });
  await teacher.told('deed.recorded');
});

test('work that another finished meanwhile is said to be over', async (t) => {
  const committee = await rooms.sits(t, 'committee');
  const api = await committee.api();
  const work = (await api.followUps({ state: 'open' })).find(({ required }) => required.includes('contact_reached'));
  await committee.begins(`student/${work.student.id}`);
  await committee.press('deed.send_back', { within: committee.card(work), part: true });
  await committee.writes('deed.why_back', '已经搬走');
  await api.record(work.student.id, 'guardian_contact', { channel: 'call', reached: true, said: '周一返校' });
  await committee.press('deed.send_back', { within: committee.sheet });
  await committee.reads('problems.closed', {}, committee.sheet);
  await committee.looks('refused-closed');
  assert.equal(await committee.sheet.locator('textarea').inputValue(), '已经搬走');
});

test('a server that is away is said to be; what was typed is recorded when it is back', async (t) => {
  const [{ id }] = await studentsOf(server, 'teacher');
  const teacher = await rooms.sits(t, 'teacher');
  await teacher.begins(`student/${id}`);
  await teacher.page.locator('header .sign:not(.lost)').waitFor();
  await teacher.press('deed.guardian_contact');
  await teacher.answers('deed.reached_no');
  await teacher.writes('deed.said', '停电，电话打不通');
  await server.kill();
  await teacher.press('deed.record', { within: teacher.sheet });
  await teacher.reads('problems.no_network', {}, teacher.sheet);
  await teacher.page.locator('header .sign.lost').waitFor();
  await teacher.looks('server-away');
  await server.start();
  await teacher.press('deed.record', { within: teacher.sheet });
  await teacher.told('deed.recorded');
  await teacher.page.locator('header .sign:not(.lost)').waitFor();
  await teacher.page.getByText('停电，电话打不通').first().waitFor();
  const { timeline } = await (await signIn(server, 'teacher', PASSWORD)).student(id);
  assert.equal(timeline.filter(({ payload }) => payload.said === '停电，电话打不通').length, 1);
});
