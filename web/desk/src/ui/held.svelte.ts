// The focus stays with who works by keys: what had it may be gone from the next answer, and something near has it then.
import { untrack } from 'svelte';

/**
 * Watches what is shown of `answer` in a part of the page; when that takes away what has the focus, `next` says where it goes on.
 * Call it while a component is made.
 */
export function holdFocus(answer: () => unknown, part: () => HTMLElement | undefined, next: () => void): void {
  let held = false;
  $effect.pre(() => {
    void answer();
    held = untrack(part)?.contains(document.activeElement) ?? false;
  });
  $effect(() => {
    void answer();
    if (held && document.activeElement === document.body) untrack(next);
  });
}

/** Puts the focus on the heading of the screen. */
export function toHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
