// The focus stays with who works by keys: what had it may be gone from the next answer, and something near has it then.
import { untrack } from 'svelte';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

const inside = (part: HTMLElement): HTMLElement[] => [...part.querySelectorAll<HTMLElement>(FOCUSABLE)];

/**
 * Watches what is shown of `answer` in a part of the page; when that takes away what has the focus, `next` says where it goes on,
 * else what is in its place has it. Call it while a component is made.
 */
export function holdFocus(answer: () => unknown, part: () => HTMLElement | undefined, next?: () => void): void {
  /** The place of what has the focus among all that can have it; -1 when none of them has. */
  let held = -1;
  $effect.pre(() => {
    void answer();
    const now = untrack(part);
    const focus = document.activeElement;
    held = now && focus instanceof HTMLElement && now.contains(focus) ? inside(now).indexOf(focus) : -1;
  });
  $effect(() => {
    void answer();
    if (held < 0 || document.activeElement !== document.body) return;
    untrack(next ?? (() => near(part(), held)));
  });
}

function near(part: HTMLElement | undefined, at: number): void {
  const all = part ? inside(part) : [];
  const found = all[Math.min(at, all.length - 1)];
  if (found) found.focus();
  else toHeading();
}

/** Puts the focus on the heading of the screen. */
export function toHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
