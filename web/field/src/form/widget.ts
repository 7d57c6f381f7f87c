// What every widget of a question is given.
import type { Filling } from './filling.svelte';
import type { State } from './model';

/** The question as it stands, and how its input belongs to its words. */
export interface Asking {
  state: State;
  filling: Filling;
  /** The id of the question's words. */
  labelledby: string;
  /** The ids of hint and error. */
  describedby: string | undefined;
  /** Whether an error is shown. */
  invalid: boolean;
}

/** The attributes that tie an input to its question. */
export function wired(asking: Asking): Record<string, string | undefined> {
  return {
    'aria-labelledby': asking.labelledby,
    'aria-describedby': asking.describedby,
    'aria-invalid': asking.invalid ? 'true' : undefined,
    'aria-required': asking.state.required ? 'true' : undefined,
  };
}
