// What a caller is told when something cannot be done: the core's problems and those of the page around it.
import type { Problem as CoreProblem } from '@doorstep/shared/face';

/** Codes of the page side, beside those of the core. */
export type PageCode =
  | 'wrong_pin'
  | 'pin_wait'
  | 'pin_short'
  | 'vault_lost'
  | 'no_vault'
  | 'locked'
  | 'no_network'
  | 'not_recognised'
  | 'platform'
  | 'wrong_credentials'
  | 'throttled'
  | 'server_busy'
  | 'server_refused'
  | 'device_taken'
  | 'app_failed'
  | 'unsupported';

/** A problem as a screen shows it: `key` is its key in the message files. */
export interface Problem extends Omit<CoreProblem, 'code'> {
  code: CoreProblem['code'] | PageCode;
  /** When to try again at the earliest, in ms since 1970. */
  until?: number;
  /** How many tries are left before a wait, for a wrong PIN. */
  tries_left?: number;
}

/** Makes a problem of the page side. */
export const problem = (code: PageCode, more: Partial<Problem> = {}): Problem => ({
  code,
  key: `problem.${code}`,
  field: null,
  retryable: false,
  ...more,
});

/** Thrown by every call that was refused; nothing was changed and nothing lost. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly problem: Problem) {
    super(problem.field ? `${problem.key} at ${problem.field}` : problem.key);
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'key' in value;

/** Reads what was thrown as a problem: the wasm throws problems as JSON text, the page throws {@link Refused}. */
export const problemOf = (thrown: unknown): Problem => {
  if (thrown instanceof Refused) return thrown.problem;
  if (isProblem(thrown)) return thrown;
  const text = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : '';
  if (text.startsWith('{')) {
    try {
      const read: unknown = JSON.parse(text);
      if (isProblem(read)) return read;
    } catch {
      // Not a problem in JSON: it is told as a failure of the app.
    }
  }
  return problem('app_failed', { retryable: true });
};
