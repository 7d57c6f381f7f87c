// The four states that have a colour; a word always says the state too.

/** How something stands; `waiting` is calm, `done` is finished. The core says which. */
export type State = 'late' | 'due' | 'done' | 'waiting';
