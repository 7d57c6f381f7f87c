// What a keeper needs of the browser around it, in a worker as in a page.
import type { Face } from '@doorstep/shared/face';

/** What browsers tell of the network, where they do. */
interface Connection {
  saveData?: boolean;
  type?: string;
}

/** Calls back later; returns how to call it off. */
export const later = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Lets messages that wait be handled first. */
export const pause = (): Promise<void> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });

/** Which kind of network there is. */
export const network = (): Face['sync_next']['ask']['network'] => {
  const connection: Connection | undefined =
    'connection' in navigator ? (navigator.connection as Connection) : undefined;
  return connection?.saveData || connection?.type === 'cellular' ? 'metered' : 'unmetered';
};
