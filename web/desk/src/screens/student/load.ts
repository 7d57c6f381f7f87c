// Asks for everything that the case page shows of the case; photos come on their own.
import { api, Refused } from '$api';
import type { Page } from './page';

/** Loads the student, the open case and what lies in the reader's queues. */
export async function load(id: string, signal: AbortSignal): Promise<Page> {
  const student = await api.get('/v1/students/{id}', { path: { id }, signal });
  const open = student.state.cases.findLast((one) => one.closed_at === null);
  const number = student.student.student_number ?? student.student.name;
  const [told, listed] = await Promise.all([
    open ? api.get('/v1/cases/{id}', { path: { id: open.id }, signal }) : null,
    open ? api.get('/v1/follow-ups', { query: { text: number, limit: 200 }, signal }).catch(nothing) : null,
  ]);
  const queued = new Map((listed?.rows ?? []).filter((row) => row.student.id === id).map((row) => [row.id, row]));
  return { student, told, queued };
}

/** A worker without queues has none of the student's either. */
function nothing(error: unknown): null {
  if (error instanceof Refused && error.problem.status === 404) return null;
  throw error;
}
