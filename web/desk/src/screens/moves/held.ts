// What a worker holds, as a move names it: a class, a school, a village, or any other owner.
import type { Assignment, Worker } from '$api';

/** What is moved, as the API takes it: one of these. */
export interface What {
  readonly class?: string;
  readonly school?: string;
  readonly village?: string;
  readonly owner?: string;
}

/** Says what an assignment is in a move. */
export function whatOf(scope: Assignment['scope']): What {
  if ('class' in scope) return { class: scope.class };
  if ('school' in scope) return { school: scope.school };
  if ('region' in scope) return regionOf(scope.region);
  return { owner: `department:${scope.department.join('/')}` };
}

function regionOf(code: string): What {
  if (code.length === 12) return { village: code };
  return { owner: `${code.length === 9 ? 'township' : 'county'}:${code}` };
}

/** The owner that a move is about, as owners are written. */
export function ownerOf(what: What): string {
  if (what.class) return `class:${what.class}`;
  if (what.school) return `school:${what.school}`;
  if (what.village) return `village:${what.village}`;
  return what.owner ?? '';
}

/** Finds workers by name or account; those who are disabled last. */
export function found(workers: Iterable<Worker>, text: string, most: number, fits: (worker: Worker) => boolean = () => true): Worker[] {
  const wanted = text.trim().toLowerCase();
  const hits = [...workers].filter((worker) => fits(worker) && (worker.name.toLowerCase().includes(wanted) || worker.username.toLowerCase().includes(wanted)));
  return hits.sort((a, b) => Number(a.disabled) - Number(b.disabled) || a.username.localeCompare(b.username)).slice(0, most);
}
