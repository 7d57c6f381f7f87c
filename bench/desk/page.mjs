// What runs in the page to measure the desk: until something is painted and the page answers again.

/** Runs in every page before its own scripts. */
export function PAGE() {
  /** How long the page may be busy and still count as answering, in ms: what a person takes for at once. */
  const AT_ONCE = 50;
  /** How often in a row it has to. */
  const TIMES = 3;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const there = (selector) =>
    new Promise((done) => {
      if (document.querySelector(selector)) return done();
      const observer = new MutationObserver(() => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        done();
      });
      observer.observe(document, { subtree: true, childList: true });
    });
  /** Returns when it was painted, once the page is no longer busy with it: the moment that it first answered at once. */
  const answers = async (selector) => {
    await there(selector);
    await frame();
    let since = performance.now();
    for (let good = 0; good < TIMES; ) {
      const asked = performance.now();
      await new Promise((done) => setTimeout(done, 0));
      const now = performance.now();
      if (now - asked <= AT_ONCE) good += 1;
      else [good, since] = [0, now];
    }
    return since;
  };
  let enter = 0;
  addEventListener('keydown', (event) => event.key === 'Enter' && (enter = event.timeStamp), { capture: true });
  globalThis.measured = {
    /** From the start of the navigation. */
    until: answers,
    /** From the key that signs in. */
    afterEnter: async (selector) => (await answers(selector)) - enter,
  };
}
