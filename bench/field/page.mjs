// What runs in the page to measure it: from an event that the browser stamped to the frame that shows the answer.

/** How long anything may take before it is given up, in ms. */
export const PATIENCE = 30_000;

/** Runs in every page before its own scripts. */
export function PAGE() {
  const painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(null);
      });
    });
  const texts = (selector) => [...document.querySelectorAll(selector)].map((found) => found.textContent.trim());
  const holds = {
    /** The pad for the code. */
    pad: () => texts('main button').filter((text) => /^\d$/.test(text)).length === 10,
    /** Today's list: its first rows. */
    today: () => document.querySelector('main section[aria-labelledby^="part-"] li') !== null,
    /** Another screen of a form, its choices with it. */
    question: ({ before, choosing }) => {
      const heads = [...document.querySelectorAll('main h2')];
      if (heads.length === 0 || heads.map((head) => head.textContent.trim()).join('|') === before) return false;
      const chooses = (head) => choosing.some((label) => head.textContent.trim().startsWith(label));
      return heads.every((head) => !chooses(head) || head.closest('section')?.querySelector('input') !== null);
    },
    /** Another list of students. */
    found: ({ before }) => seen.list() !== before,
  };
  const seen = {
    questions: () => texts('main h2').join('|'),
    list: () => [...texts('main h2'), ...texts('main li').slice(0, 12)].join('|'),
  };
  let click = 0;
  addEventListener('click', (event) => (click = event.timeStamp), { capture: true });
  const changes = (check) =>
    new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (!check()) return;
        observer.disconnect();
        done();
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  const measured = {
    seen,
    workers: [],
    /** When the pad for the code was painted, from the start of the navigation. */
    pad: changes(holds.pad).then(painted),
    /** From the last touch before it to what is waited for. */
    afterLastTouch: (name) => changes(() => holds[name]()).then(painted).then((at) => at - click),
    /** From the next event of some kinds to what is waited for. */
    afterNext: (kinds, name, given) =>
      new Promise((done) => {
        const heard = (event) => {
          for (const kind of kinds) removeEventListener(kind, heard, { capture: true });
          void changes(() => holds[name](given)).then(painted).then((at) => done(at - event.timeStamp));
        };
        for (const kind of kinds) addEventListener(kind, heard, { capture: true });
      }),
  };
  globalThis.measured = measured;
  // Workers of photos say how long each picture took, from its handing over to its answer.
  globalThis.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      if (options?.name !== 'doorstep-photo') return;
      const one = { url: String(url), ms: [], ended: false };
      measured.workers.push(one);
      let at = 0;
      const post = this.postMessage.bind(this);
      this.postMessage = (...given) => {
        at = performance.now();
        post(...given);
      };
      this.addEventListener('message', () => one.ms.push(performance.now() - at));
      const terminate = this.terminate.bind(this);
      this.terminate = () => {
        one.ended = true;
        terminate();
      };
    }
  };
}

/** Begins a measurement in the page, does what it is about, and returns the milliseconds; `null` when nothing came. */
export async function timed(page, [way, ...given], act, patience = PATIENCE) {
  await page.evaluate(([name, args]) => {
    globalThis.measured.now = globalThis.measured[name](...args);
  }, [way, given]);
  await act();
  return page.evaluate(
    (ms) => Promise.race([globalThis.measured.now, new Promise((done) => setTimeout(() => done(null), ms))]),
    patience,
  );
}
