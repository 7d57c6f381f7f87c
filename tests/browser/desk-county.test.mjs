// The county at its desks: a supervisor decides, explains, hands over and sees others' acts come in; an administrator moves a class.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, studentsOf } from './kit/desk.mjs';
import { office } from './kit/office.mjs';
import { DESK, serve } from './kit/server.mjs';

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

test('a supervisor approves a change of status that a school has checked', async (t) => {
  const [teacher, principal] = await Promise.all([signIn(server, 'teacher'), signIn(server, 'principal')]);
  const { id } = (await studentsOf(server, 'teacher')).find(({ status }) => status === 'enrolled');
  const request = await teacher.record(id, 'status_request', { to: 'suspended', from: '2026-09-01', reason: '手术后休养' });
  await principal.record(id, 'status_check', { request, granted: true, note: '已看病历' });

  const supervisor = await rooms.sits(t, 'supervisor');
  await supervisor.begins(`student/${id}`);
  await supervisor.press('deed.approve', { within: supervisor.panel('case.status') });
  await supervisor.reads('deed.request_why', { why: '手术后休养' }, supervisor.sheet);
  await supervisor.answers('deed.granted_yes');
  await supervisor.looks('supervisor-approve');
  await supervisor.press('deed.record', { within: supervisor.sheet });
  await supervisor.told('deed.recorded');
  await supervisor.reads('words.status_request.approved', {}, supervisor.panel('case.status'));
  await supervisor.looks('supervisor-approved');
  const { status } = (await (await supervisor.api()).student(id)).state;
  assert.deepEqual([status.now, status.changes.find((one) => one.request === request).state], ['suspended', 'approved']);
});

test('a supervisor explains what is doubtful about a photo', async (t) => {
  const supervisor = await rooms.sits(t, 'supervisor');
  const api = await supervisor.api();
  const { items } = await api.evidence({ doubtful: true, limit: 200 });
  const photo = items.find((one) => one.explanations.length === 0 && !one.withdrawn && one.student);
  const fetched = [];
  supervisor.page.on('request', (request) => /\/(photo|thumb)$/.test(request.url()) && fetched.push(new URL(request.url()).pathname));
  await supervisor.begins(`student/${photo.student}`);
  const doubtful = supervisor.panel('case.photos').getByRole('button', { name: supervisor.words.like('case.photo_doubts', {}, { within: true }) });
  await doubtful.first().click();
  const viewer = supervisor.page.locator('dialog[open]');
  await supervisor.page.waitForFunction(() => [...document.querySelectorAll('dialog[open] img')].some((one) => one.complete && one.naturalWidth > 0));
  await supervisor.looks('supervisor-photo');
  await supervisor.press('case.explain', { within: viewer });
  await supervisor.writes('case.explain_note', '村里没有信号，时间是回校后补的');
  await supervisor.looks('supervisor-explain');
  await supervisor.press('deed.record', { within: supervisor.sheet });
  await supervisor.told('deed.explained');
  const { items: after } = await api.evidence({ student: photo.student });
  assert.ok(after.some(({ explanations }) => explanations.some(({ note }) => note === '村里没有信号，时间是回校后补的')));
  await supervisor.panel('case.photos').getByRole('button', { name: supervisor.words.like('case.photo_explained', {}, { within: true }) }).first().waitFor();
  // Looking at a photo is logged: what was shown already is not looked at again because something else changed.
  const shown = await supervisor.page.locator('main button img').count();
  const thumbs = fetched.filter((path) => path.endsWith('/thumb'));
  assert.ok(thumbs.length <= shown, `${thumbs.length} fetched for ${shown} that are shown`);
});

test('a supervisor hands a follow-up over, and whoever has it now is said', async (t) => {
  const supervisor = await rooms.sits(t, 'supervisor');
  const api = await supervisor.api();
  const work = (await api.followUps({ state: 'overdue' })).find(({ owner }) => owner.startsWith('village:'));
  await supervisor.begins(`student/${work.student.id}`);
  await supervisor.press('deed.reassign', { within: supervisor.card(work, work.owner_name), part: true });
  await supervisor.sheet.getByRole('radio', { name: work.township_name, exact: true }).check();
  await supervisor.writes('deed.hand_why', '村委会换届');
  await supervisor.looks('supervisor-hand-over');
  await supervisor.press('deed.reassign', { within: supervisor.sheet });
  await supervisor.told('deed.handed_on', { name: work.student.name });
  await supervisor.reads('case.handed_to', {});
  const { state } = await api.student(work.student.id);
  const now = state.cases.flatMap((one) => one.follow_ups).find(({ id }) => id === work.id);
  assert.equal(now.owner, `township:${work.village.code.slice(0, 9)}`);
  await supervisor.looks('supervisor-handed-over');
});

test('what others do comes in without a reload, and what is half typed is still there', async (t) => {
  const supervisor = await rooms.sits(t, 'supervisor');
  const api = await supervisor.api();
  const committee = await signIn(server, 'committee');
  const mine = (await committee.followUps({ state: 'overdue' })).filter(({ required }) => required.includes('contact_reached'));
  const [first] = mine;
  const second = mine.find(({ student }) => student.id !== first.student.id);
  const count = async () => (await api.board((await api.me()).county)).rows.find(({ key }) => key === first.village.code);

  await supervisor.begins();
  const row = supervisor.rows.filter({ hasText: first.village.name }).first();
  await row.waitFor();
  await supervisor.page.evaluate(() => (globalThis.stays = true));
  const shown = await row.innerText();
  const { overdue } = await count();
  await committee.record(first.student.id, 'guardian_contact', { channel: 'call', reached: true, said: '答应周一返校' });
  await supervisor.page.waitForFunction(([name, was]) => {
    const found = [...document.querySelectorAll('[role=grid] [role=row][data-at]')].find((one) => one.innerText.includes(name));
    return found !== undefined && found.innerText !== was;
  }, [first.village.name, shown]);
  const now = await count();
  assert.ok(now.overdue < overdue);
  assert.ok((await row.innerText()).includes(String(now.overdue)));

  const [work] = (await api.followUps({ text: second.student.name })).filter(({ student }) => student.id === second.student.id);
  await supervisor.page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/desk/student/${work.student.id}`);
  await supervisor.press('deed.reassign', { within: supervisor.panel('case.must_act'), part: true });
  await supervisor.writes('deed.hand_why', '村里说已经搬到');
  await committee.record(second.student.id, 'guardian_contact', { channel: 'call', reached: true, said: '奶奶说搬到了县城' });
  await supervisor.page.getByText('奶奶说搬到了县城').first().waitFor({ state: 'attached' });
  const field = supervisor.sheet.getByLabel(supervisor.words.like('deed.hand_why', {}, { within: true }));
  assert.equal(await field.inputValue(), '村里说已经搬到');
  assert.ok(await field.evaluate((element) => element === document.activeElement), 'the focus stays where it is typed');
  await supervisor.page.keyboard.type('县城');
  assert.equal(await field.inputValue(), '村里说已经搬到县城');
  assert.ok(await supervisor.page.evaluate(() => globalThis.stays), 'the page is still the same');
});

test('an administrator looks at a move before it is made, sees where the class still is, and cuts a phone off', async (t) => {
  const administrator = await rooms.sits(t, 'admin');
  const api = await administrator.api();
  const from = await api.worker('teacher');
  const { workers } = await api.get('/v1/workers?limit=500');
  const to = workers.find((one) => one.role === 'teacher' && one.id !== from.id && !one.disabled);
  await administrator.begins('moves');
  const picks = async (key, { username, name }, given = {}) => {
    await administrator.page.getByLabel(administrator.words.like(key, given, { within: true })).fill(username);
    await administrator.page.getByRole('button', { name: new RegExp(`^${name} .* ${username}$`) }).click();
  };
  await picks('moves.from', from);
  await picks('moves.to', to, { role: administrator.words.say('words.role.teacher') });
  await administrator.press('moves.why_leave');
  await administrator.press('moves.look');
  await administrator.reads('moves.phones');
  await administrator.looks('administrator-look');
  assert.equal((await api.get('/v1/moves')).moves.length, 0, 'a look changes nothing');
  await administrator.press('moves.do');
  await administrator.told('moves.done', { name: to.name });
  const [made] = (await api.get('/v1/moves')).moves;
  assert.equal(made.to.id, to.id);
  const [still] = made.still_on;
  await administrator.reads('moves.still', { n: still.students });
  await administrator.reads('moves.still_on', { name: from.name, phone: still.name });
  await administrator.looks('administrator-moved');

  await administrator.opens('phones');
  const row = administrator.rows.filter({ has: administrator.page.getByRole('button') }).first();
  await row.waitFor();
  const whose = (await row.locator('.strong').innerText()).trim();
  await administrator.press('phones.revoke', { within: row, part: true });
  const cut = administrator.find('button', 'phones.revoke', { within: administrator.sheet });
  assert.equal(await cut.getAttribute('aria-disabled'), 'true', 'what is lost is to be known');
  await administrator.sheet.getByRole('checkbox').check();
  await administrator.looks('administrator-revoke');
  await cut.click();
  await administrator.told('phones.revoked_now', { name: whose });
  const devices = (await api.get('/v1/devices?limit=500')).devices.filter((one) => one.worker_name === whose && one.has_key);
  assert.ok(devices.some((one) => one.revoked_at));
  await administrator.looks('administrator-revoked');
});
