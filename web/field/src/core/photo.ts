// Makes a picture small and fit as evidence, in a worker that is thrown away afterwards to give its memory back.
import type { Prepared } from '@doorstep/shared/face';
import { Refused, problem, problemOf } from './problem';

/** A picture that is ready to be taken into a draft or added to a record. */
export interface PreparedPhoto {
  /** Everything that is known of it but its bytes. */
  made: Prepared;
  photo: Uint8Array;
  thumb: Uint8Array;
}

/** What the worker answers. */
export type PhotoAnswer = PreparedPhoto | { problem: unknown };

/** What the queue needs of a worker. */
export interface PhotoPort {
  postMessage(message: Uint8Array, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<PhotoAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A weak phone takes some seconds for a picture; a minute is none. */
const TOO_LONG_MS = 60_000;

const once = async (make: () => PhotoPort, blob: Blob): Promise<PreparedPhoto> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const port = make();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const answer = await new Promise<PhotoAnswer>((done, fail) => {
      const failed = (): void => fail(new Refused(problem('app_failed', { retryable: true })));
      timer = setTimeout(failed, TOO_LONG_MS);
      port.onmessage = ({ data }) => done(data);
      port.onerror = failed;
      port.postMessage(bytes, [bytes.buffer]);
    });
    if ('problem' in answer) throw new Refused(problemOf(answer.problem));
    return answer;
  } finally {
    clearTimeout(timer);
    port.terminate();
  }
};

/** Returns a function that prepares pictures one after the other, each in a worker of its own. */
export const photoQueue = (make: () => PhotoPort): ((blob: Blob) => Promise<PreparedPhoto>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (blob) => {
    const mine = last.then(() => once(make, blob));
    last = mine.catch(() => undefined);
    return mine;
  };
};
