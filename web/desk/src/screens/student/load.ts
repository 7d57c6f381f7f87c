// Asks for everything that the case page shows of the case; photos come on their own.
import { api } from '$api';
import type { Page } from './page';

/** Loads the student and the open case. */
export async function load(id: string, signal: AbortSignal): Promise<Page> {
  const student = await api.get('/v1/students/{id}', { path: { id }, signal });
  const open = student.state.cases.findLast((one) => one.closed_at === null);
  return { student, told: open ? await api.get('/v1/cases/{id}', { path: { id: open.id }, signal }) : null };
}
