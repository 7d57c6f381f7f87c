// A village, its township and a department at their desks: work is accepted, proved, sent back, handed over and answered.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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

/** The follow-up as the student's case has it now. */
async function stands(api, { id, student }) {
  const { state } = await api.student(student.id);
  return state.cases.flatMap((one) => one.follow_ups).find((one) => one.id === id);
}

test('a committee accepts a follow-up that only a contact proves, completes another, and sends a third back', async (t) => {
  const committee = await rooms.sits(t, 'committee');
  const api = await committee.api();
  const { worker } = await api.me();
  const queue = await api.followUps({ state: 'open' });
  const work = queue.find(({ required }) => required.includes('contact_reached') && !required.includes('word'));
  await api.record(work.student.id, 'guardian_contact', { channel: 'call', reached: false, said: '没有人接' });
  await committee.begins(`student/${work.student.id}`);
  await committee.press('deed.accept', { within: committee.card(work), part: true });
  await committee.told('deed.accepted', { name: work.student.name });
  await committee.reads('case.accepted_by', { name: worker.name });
  assert.equal((await stands(api, work)).state, 'accepted');
  assert.equal(await committee.find('button', 'deed.accept', { within: committee.card(work), part: true }).count(), 0);

  await committee.press('deed.complete', { within: committee.card(work), part: true });
  const record = committee.find('button', 'deed.record', { within: committee.sheet });
  assert.equal(await record.getAttribute('aria-disabled'), 'true', 'it is said what proves it');
  await committee.sheet.getByRole('radio', { name: /没有人接/ }).first().check();
  await committee.looks('committee-complete');
  await record.click();
  await committee.told('deed.not_proved');
  assert.notEqual((await stands(api, work)).state, 'done', 'a call that reached nobody proves nothing');
  await committee.press('deed.guardian_contact');
  await committee.answers('deed.reached_yes');
  await committee.writes('deed.said', '奶奶说他在县城');
  await committee.press('deed.record', { within: committee.sheet });
  await committee.told('deed.recorded');
  assert.equal((await stands(api, work)).state, 'done', 'a contact that reached a guardian proves it by itself');

  const left = (await api.followUps({ state: 'open' })).filter(({ student }) => student.id !== work.student.id);
  const told = left.find(({ required }) => required.includes('word'));
  await api.record(told.student.id, 'guardian_contact', { channel: 'wechat', reached: false, said: '已留言' });
  await committee.opens(`student/${told.student.id}`);
  await committee.press('deed.complete', { within: committee.card(told), part: true });
  await committee.sheet.getByRole('radio', { name: /已留言/ }).first().check();
  await committee.writes('deed.what_was_done', '已看过，学习用品由村里解决');
  await committee.press('deed.record', { within: committee.sheet });
  await committee.told('deed.completed', { name: told.student.name });
  const proved = await stands(api, told);
  assert.equal(proved.state, 'done');

  const other = left.find(({ student }) => student.id !== told.student.id);
  await committee.opens(`student/${other.student.id}`);
  await committee.press('deed.send_back', { within: committee.card(other), part: true });
  await committee.press('deed.back_not_found', { within: committee.sheet });
  await committee.looks('committee-back');
  await committee.press('deed.send_back', { within: committee.sheet });
  await committee.told('deed.sent_back', { name: other.student.name });
  const reason = committee.words.say('deed.back_not_found');
  await committee.reads('case.sent_back', { reason });
  await committee.looks('committee-sent-back');
  assert.equal((await stands(api, other)).sent_back, reason);
});

test('a township hands several over together, serves a notice, and explains what it has no record of', async (t) => {
  const township = await rooms.sits(t, 'township');
  const api = await township.api();
  const { scope: [{ scope: { region } }] } = await api.me();
  const own = await api.followUps({ owner: `township:${region}` });
  const order = own.find(({ required }) => required.includes('order_served'));
  const known = own.find(({ student, required }) => required.includes('promise_kept') && student.id !== order.student.id);
  const open = await api.followUps({ state: 'open' });
  const many = open.filter(({ id, student }) => ![order.student.id, known.student.id].includes(student.id) && ![order.id, known.id].includes(id)).slice(0, 2);
  assert.equal(many.length, 2);

  await township.begins('queue?state=open');
  const before = new Map(open.map((row) => [row.id, row.owner]));
  for (const { student } of many) {
    const row = township.rows.filter({ has: township.page.locator(`a[href="/desk/student/${student.id}"]`) }).locator('visible=true');
    await row.locator('input[type=checkbox]:not(:checked)').first().check();
  }
  await township.reads('work.chosen', { n: 2 });
  await township.press('deed.reassign', { within: township.page.getByRole('region', { name: township.words.say('work.chosen_acts') }) });
  const villages = await api.get(`/v1/regions?within=${region}&level=village`);
  const to = (villages.regions ?? villages).find(({ code }) => !many.some((row) => row.owner === `village:${code}` || row.village.code === code));
  await township.writes('deed.owner_search', to.name);
  await township.sheet.getByRole('radio', { name: to.name }).first().check();
  await township.writes('deed.hand_why', '孩子暂住外婆家');
  await township.looks('township-hand-over');
  await township.press('deed.reassign', { within: township.sheet });
  await township.told('work.did_reassign', { n: 2 });
  await township.looks('township-handed-over');
  const moved = (await api.followUps()).filter(({ id, owner }) => owner === `village:${to.code}` && before.has(id) && before.get(id) !== owner);
  assert.equal(moved.length, 2);

  await township.opens(`student/${order.student.id}`);
  await township.press('deed.notice_served');
  await township.answers('words.notice.order_to_rectify');
  await township.writes('deed.notice_number', '通政教改〔2026〕7号');
  await township.writes('deed.notice_receipt', '父亲本人签字');
  await township.looks('township-notice');
  await township.press('deed.record', { within: township.sheet });
  await township.told('deed.recorded', { name: order.student.name });
  assert.equal((await stands(api, order)).state, 'done');

  await township.opens(`student/${known.student.id}`);
  await township.press('deed.complete', { within: township.card(known), part: true });
  await township.answers('deed.no_proof');
  await township.writes('deed.what_was_done', '父亲在广东，已约定下周视频');
  await township.looks('township-explain');
  await township.press('deed.record', { within: township.sheet });
  await township.told('deed.not_proved', { name: known.student.name });
  await township.page.getByText('父亲在广东，已约定下周视频').first().waitFor();
  assert.notEqual((await stands(api, known)).state, 'done', 'words alone keep it in the queue');
});

test('a department finds the child that was referred to it, and answers', async (t) => {
  const department = await rooms.sits(t, 'department');
  const api = await department.api();
  const { items } = await api.students({ limit: 200 });
  const referred = await Promise.all(items.map(({ id }) => api.student(id)));
  const waits = referred.find(({ state }) => state.referrals.some((one) => one.state === 'sent'));
  const { id, name } = waits.student;
  const referral = waits.state.referrals.find((one) => one.state === 'sent');
  await department.begins();
  await department.page.waitForURL(/\/desk\/students$/);
  await department.rows.first().waitFor();
  await department.looks('department-students');
  await department.page.getByRole('searchbox').fill(name);
  await department.page.locator(`a[href="/desk/student/${id}"]`).click();
  const panel = department.panel('case.referrals');
  await department.press('deed.answer', { within: panel });
  await department.answers('words.referral.in_progress');
  await department.writes('deed.answer_note', '已上门核对收入，下周上会');
  await department.looks('department-answer');
  await department.press('deed.record', { within: department.sheet });
  await department.told('deed.recorded');
  await department.reads('words.referral.in_progress', {}, panel);
  await department.looks('department-answered');
  const answered = (await api.student(id)).state.referrals.find((one) => one.id === referral.id);
  assert.deepEqual([answered.state, answered.note], ['in_progress', '已上门核对收入，下周上会']);
});
