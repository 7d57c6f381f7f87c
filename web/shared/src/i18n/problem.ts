// Problems in words: what happened and what to do, found by the key that the core gives.
import { find, t } from './index.svelte';

/** The part of a problem that its words are found by. */
export interface Keyed {
  /** `problem.not_permitted`, `problem.invalid.too_long`; without its last part it is a wider problem. */
  readonly key: string;
}

/** Says a problem; one that has no words of its own is said by the wider one, at last as any problem. */
export function sayProblem(problem: Keyed | null | undefined): string {
  return sayProblemKey(problem?.key ?? '');
}

/** Says a problem by its key or by its bare code, as receipts and notes carry it. */
export function sayProblemKey(key: string): string {
  const parts = key.replace(/^problem\./, '').split('.');
  for (let end = parts.length; end > 0; end -= 1) {
    const found = find(`problems.${parts.slice(0, end).join('.')}`);
    if (found !== null) return found;
  }
  return t('problems.other');
}
