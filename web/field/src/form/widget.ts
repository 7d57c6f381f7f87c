// What every widget of a question is given.
import type { Filling } from './filling.svelte';
import type { State } from './model';

/** The question as it stands, and how its input belongs to its words. */
export interface Asking {
  state: State;
  filling: Filling;
  /** Whether it is the only question of its screen. */
  alone: boolean;
  /** The id of the question's words. */
  labelledby: string;
  /** The ids of hint and error. */
  describedby: string | undefined;
  /** Whether an error is shown. */
  invalid: boolean;
}

/** The attributes that tie several inputs to their question. */
export interface Grouped {
  'aria-labelledby': string;
  'aria-describedby': string | undefined;
}

/** The attributes that tie an input to its question. */
export interface Wired extends Grouped {
  'aria-invalid': 'true' | undefined;
  'aria-required': 'true' | undefined;
}

/** Ties a group of inputs to its question. */
export function grouped(asking: Asking): Grouped {
  return { 'aria-labelledby': asking.labelledby, 'aria-describedby': asking.describedby };
}

/** Ties an input to its question. */
export function wired(asking: Asking): Wired {
  return {
    ...grouped(asking),
    'aria-invalid': asking.invalid ? 'true' : undefined,
    'aria-required': asking.state.required ? 'true' : undefined,
  };
}
