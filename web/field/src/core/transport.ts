// Carries a call of the sync machine to the server and brings back what came, or says that it was lost.
import type { Call } from '@doorstep/shared/face';

/** What came back, as the machine takes it. */
export type Came =
  | {
      status: number;
      retry_after: number | null;
      content_type: string | null;
      /** The coding that the body still has. */
      encoding: string | null;
      location: string | null;
      upload_offset: number | null;
    }
  | { lost: true };

/** A reply with its body. */
export interface Reply {
  came: Came;
  body: Uint8Array;
}

/** What a carrier is told while it works. */
export interface Carrying {
  fetch: typeof fetch;
  /** Whether `fetch` gives bodies as they came and whole, in the coding that they name; browsers undo it. */
  coded: boolean;
  signal: AbortSignal;
  /** Hears how many further bytes went or came. */
  bytes: (way: 'sent' | 'received', count: number) => void;
}

/** How long the server may think, or a body may stand still. */
const STILL_MS = 30_000;
/** How long it may take where nothing is heard of it in between: what carries it knows better when it is cut. */
const WHOLE_MS = 600_000;
/** The slowest network that is waited for: 2 kB/s. */
const SLOWEST_BYTES_PER_MS = 2;
/** No answer is larger; what is larger is not an answer. */
const MOST_BYTES = 64 << 20;

const LOST: Reply = { came: { lost: true }, body: new Uint8Array() };

/** Headers that a browser keeps for itself: it asks for the codings that it undoes itself. */
const BROWSERS_OWN = new Set(['accept-encoding', 'content-length', 'host', 'connection']);

const whole = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : null;

const read = async (
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  alive: () => void,
  count: (bytes: number) => void,
): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    alive();
    parts.push(value);
    size += value.length;
    count(value.length);
    if (size > MOST_BYTES) throw new Error('too large');
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Makes a call; never throws. */
export const carry = async (call: Call, body: Uint8Array | undefined, carrying: Carrying): Promise<Reply> => {
  const stop = new AbortController();
  const cut = (): void => stop.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (ms = STILL_MS): void => {
    clearTimeout(timer);
    timer = setTimeout(cut, ms);
  };
  carrying.signal.addEventListener('abort', cut);
  if (carrying.signal.aborted) cut();
  try {
    const size = body?.length ?? 0;
    alive(carrying.coded ? WHOLE_MS : STILL_MS + size / SLOWEST_BYTES_PER_MS);
    const response = await carrying.fetch(call.path, {
      method: call.method,
      headers: call.headers.filter(([name]) => carrying.coded || !BROWSERS_OWN.has(name.toLowerCase())),
      ...(body && size > 0 ? { body: new Uint8Array(body) } : {}),
      signal: stop.signal,
      cache: 'no-store',
      credentials: 'omit',
      // A server of ours never sends elsewhere; a village's portal does.
      redirect: 'error',
    });
    alive();
    carrying.bytes('sent', size);
    const came = await read(response.body, alive, (count) => carrying.bytes('received', count));
    const { headers } = response;
    return {
      came: {
        status: response.status,
        retry_after: whole(headers.get('retry-after')),
        content_type: headers.get('content-type'),
        // A browser has undone the coding that the header still names.
        encoding: carrying.coded ? headers.get('content-encoding') : null,
        location: headers.get('location'),
        upload_offset: whole(headers.get('upload-offset')),
      },
      body: came,
    };
  } catch {
    return LOST;
  } finally {
    clearTimeout(timer);
    carrying.signal.removeEventListener('abort', cut);
  }
};
