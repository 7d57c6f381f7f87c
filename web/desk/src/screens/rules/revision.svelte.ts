// A revision of the policy or the calendar: one draft, whether it is changed by fields or as text, that outlives the page.
import { lasting } from '$desk/draft.svelte';
import { type Json, type JsonObject, at, isObject, put, readObject } from './json';

interface Kept {
  /** The version that was in force when it was begun. */
  base: number;
  /** What is proposed; `null` while nothing is. */
  value: JsonObject | null;
  /** The text as it was typed, where it is not what `value` is written as. */
  text: string | null;
  /** What was typed into fields and is no value, by path. */
  typed: Record<string, string>;
}

const empty = (): Kept => ({ base: 0, value: null, text: null, typed: {} });

function fits(given: unknown): given is Kept {
  if (!isObject(given)) return false;
  const { base, value, text, typed } = given;
  return typeof base === 'number' && isObject(value) && (text === null || typeof text === 'string') && isObject(typed);
}

/** A revision that is being written. */
export class Revision {
  readonly #kept: Kept;

  constructor(name: string) {
    this.#kept = lasting(name, empty(), fits, (now) => now.value === null);
  }

  /** What is proposed; `null` while nothing is. */
  get value(): JsonObject | null {
    return this.#kept.value;
  }

  /** The version that was in force when it was begun. */
  get base(): number {
    return this.#kept.base;
  }

  /** The text as it was typed, else as it is written. */
  get text(): string {
    return this.#kept.text ?? (this.#kept.value ? JSON.stringify(this.#kept.value, null, 2) : '');
  }

  /** What is wrong with the text as JSON; `null` when nothing is. */
  get broken(): string | null {
    if (this.#kept.text === null) return null;
    const read = readObject(this.#kept.text);
    return 'wrong' in read ? read.wrong : null;
  }

  /** The places at which something was typed that is no value. */
  get unread(): readonly string[] {
    return Object.keys(this.#kept.typed);
  }

  /** Begins with what is in force. */
  begin(held: JsonObject, version: number): void {
    Object.assign(this.#kept, { base: version, value: structuredClone(held), text: null, typed: {} });
  }

  /** Lets it go. */
  discard(): void {
    Object.assign(this.#kept, empty());
  }

  /** What stands at a place. */
  at(path: string): Json | undefined {
    return at(this.#kept.value ?? undefined, path);
  }

  /** What was typed at a place, where it is no value. */
  typed(path: string): string | undefined {
    return this.#kept.typed[path];
  }

  /** Puts something at a place; `undefined` takes it away. A text that can't be read is kept as it is. */
  put(path: string, value: Json | undefined): void {
    if (!this.#kept.value || this.broken !== null) return;
    const next = put(this.#kept.value, path, value);
    if (!isObject(next)) return;
    this.#kept.value = next;
    this.#kept.text = null;
    // A place of a list that is taken away moves the others: what was typed there belongs to nothing any more.
    if (value === undefined) this.#kept.typed = {};
    else delete this.#kept.typed[path];
  }

  /** Keeps what was typed at a place and is no value. */
  keep(path: string, typed: string): void {
    this.#kept.typed[path] = typed;
  }

  /** Takes the whole as it is typed; it is proposed as soon as it can be read. */
  write(text: string): void {
    this.#kept.text = text;
    const read = readObject(text);
    if (!('value' in read)) return;
    this.#kept.value = read.value;
    this.#kept.typed = {};
  }
}
