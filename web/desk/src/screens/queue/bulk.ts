// One act on many follow-ups: sent in parts, and what became of each.
import { api, Refused } from '$api';
import { parts } from './asked';

/** An act on many. */
export type Act =
  | { readonly act: 'accept' }
  | { readonly act: 'send_back'; readonly reason: string }
  | { readonly act: 'reassign'; readonly to: string; readonly reason: string };

/** What became of one. */
export interface Outcome {
  readonly id: string;
  /** The fact that was recorded. */
  readonly fact: string | null;
  readonly problem: Refused | null;
}

/** The most that the server takes at once. */
const MOST = 500;

/** Does an act on many; a part that the server refuses as a whole counts for each of its follow-ups. */
export async function actOn(ids: readonly string[], act: Act): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const part of parts(ids, MOST)) {
    const { results } = await api.post('/v1/follow-ups/bulk', { body: { ...act, ids: part } });
    for (const { id, fact, problem } of results) outcomes.push({ id, fact: fact ?? null, problem: problem ? new Refused(problem) : null });
  }
  return outcomes;
}

/** The facts that were recorded, each once. */
export function recorded(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.flatMap(({ fact }) => (fact ? [fact] : [])))];
}
