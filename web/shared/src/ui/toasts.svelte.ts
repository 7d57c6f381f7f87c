// Short notes at the foot of the screen: one at a time, said politely, with a way to undo where there is one.
import { untrack } from 'svelte';

/** A note that is shown. */
export interface Note {
  readonly text: string;
  /** Undoes what the note tells of. */
  readonly undo: (() => void) | null;
  readonly number: number;
}

const READ_MS = 5_000;
const UNDO_MS = 10_000;

let note = $state.raw<Note | null>(null);
let number = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The notes: what is shown now, and how one is said. */
export const toasts = {
  get now(): Note | null {
    return note;
  },

  /** Shows a note in place of the one before; with a way to undo it stays longer. */
  say(text: string, undo: (() => void) | null = null): void {
    number += 1;
    note = { text, undo, number };
    toasts.wait();
  },

  /** Lets it be read in full while it is touched or focused. */
  hold(): void {
    clearTimeout(timer);
  },

  /** Goes on counting down. */
  wait(): void {
    clearTimeout(timer);
    timer = setTimeout(toasts.close, untrack(() => note?.undo) ? UNDO_MS : READ_MS);
  },

  /** Takes the note away. */
  close(): void {
    clearTimeout(timer);
    note = null;
  },
};
