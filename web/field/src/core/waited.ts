// A wait that ends early when the network comes back.

/** Comes back after so many ms, or when the browser says that there is a network. */
export const waited = (ms: number): Promise<void> =>
  new Promise((done) => {
    const go = (): void => {
      clearTimeout(timer);
      removeEventListener('online', go);
      done();
    };
    const timer = setTimeout(go, ms);
    addEventListener('online', go);
  });
