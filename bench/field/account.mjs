// An account with as many students as a phone may hold: a teacher of whole schools, given them as an administrator does.
import { signIn } from '../../tests/browser/kit/desk.mjs';
import { PASSWORD } from '../../tests/browser/kit/server.mjs';

/** Makes a teacher of the largest schools that together have at least so many students. */
export async function teacherOf(server, atLeast, username = 'field-bench') {
  const [admin, supervisor] = await Promise.all([signIn(server, 'admin'), signIn(server, 'supervisor')]);
  const sizes = await students(supervisor);
  const { workers } = await admin.get('/v1/workers?limit=500');
  const schools = workers
    .filter((worker) => worker.role === 'principal' && worker.username.startsWith('principal-'))
    .map(({ username: name, scope: [held] }) => ({ code: name.slice('principal-'.length), size: sizes.get(held?.scope.school) ?? 0 }))
    .toSorted((a, b) => b.size - a.size);
  const taken = [];
  let count = 0;
  for (const school of schools) {
    if (count >= atLeast) break;
    taken.push(`school:${school.code}`);
    count += school.size;
  }
  if (count < atLeast) throw new Error(`the county has ${count} students in schools of their own, fewer than ${atLeast}`);
  await admin.call('POST', '/v1/workers', { username, name: '白云', role: 'teacher', scope: taken, password: PASSWORD });
  return { username, students: count };
}

/** Counts the students of each school. */
async function students(supervisor) {
  const sizes = new Map();
  let after;
  do {
    const page = await supervisor.students({ limit: '200', ...(after ? { after } : {}) });
    for (const { school } of page.items) if (school) sizes.set(school.id, (sizes.get(school.id) ?? 0) + 1);
    after = page.next;
  } while (after);
  return sizes;
}
