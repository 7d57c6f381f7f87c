// Coming to a screen: its heading gets the focus, and a screen that was left is found where it was scrolled to.

/** How long a screen may take until its heading is there and it is long enough. */
const PATIENCE_MS = 2_000;

/** Waits for the screen in `main`, then scrolls and moves the focus; returns what gives up. */
export function arrive(main: HTMLElement, scroll: number | null, focus: boolean): () => void {
  let focused = !focus;
  let scrolled = false;
  if (scroll === null) {
    scrollTo(0, 0);
    scrolled = true;
  }
  const settle = (): void => {
    const heading = main.querySelector<HTMLElement>('h1');
    if (!focused && heading) {
      focused = true;
      // A screen that put the focus somewhere itself knows better.
      if (!main.contains(document.activeElement) || document.activeElement === main) heading.focus({ preventScroll: true });
    }
    if (!scrolled && scroll !== null && document.documentElement.scrollHeight >= scroll + innerHeight) {
      scrolled = true;
      scrollTo(0, scroll);
    }
    if (focused && scrolled) stop();
  };
  const changes = new MutationObserver(settle);
  const timer = setTimeout(() => stop(), PATIENCE_MS);
  const stop = (): void => {
    changes.disconnect();
    clearTimeout(timer);
  };
  changes.observe(main, { childList: true, subtree: true });
  settle();
  return stop;
}
