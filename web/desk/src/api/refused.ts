// What the server did not do, and why: a problem as RFC 9457 says it, or that nothing answered.
import type { Problem } from './types';

/** A request that came to nothing. `key` finds its words: `sayProblem(refused)`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }

  /** The problem's code, by which its words are found. */
  get key(): string {
    return this.problem.code;
  }

  /** Whether asking again can help. */
  get retryable(): boolean {
    return this.problem.retryable;
  }
}

/** Makes the problem of a request that nobody answered. */
export function unanswered(detail: string): Refused {
  return new Refused({ type: 'about:blank', title: 'No answer', status: 0, code: 'no_network', detail, retryable: true });
}

/** Makes the problem of an answer that is no success. */
export async function refusedBy(response: Response): Promise<Refused> {
  const said: unknown = await response.json().catch(() => null);
  if (isProblem(said)) return new Refused(said);
  const code = response.status >= 500 ? 'server_busy' : 'server_refused';
  const retryable = response.status >= 500;
  return new Refused({ type: 'about:blank', title: response.statusText, status: response.status, code, detail: '', retryable });
}

/** Makes any thrown thing a refusal, so that a screen has words for it. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new Refused({ type: 'about:blank', title: 'Fault', status: 0, code: 'fault', detail, retryable: true });
}

function isProblem(said: unknown): said is Problem {
  return typeof said === 'object' && said !== null && typeof Reflect.get(said, 'code') === 'string';
}
