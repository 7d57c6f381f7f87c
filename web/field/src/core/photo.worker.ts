// The worker of one photo: it answers once and is thrown away.
import type { Prepared } from '@doorstep/shared/face';
import init, { prepare } from '../wasm/photo/photo.js';
import address from '../wasm/photo/photo_bg.wasm?url';
import type { PhotoAnswer } from './photo';

self.onmessage = async ({ data }: MessageEvent<Uint8Array>): Promise<void> => {
  let answer: PhotoAnswer;
  let transfer: Transferable[] = [];
  // A program that does not load is told by the worker's error; the picture is not to blame.
  await init({ module_or_path: address });
  try {
    const { json, photo, thumb } = prepare(data);
    const read = JSON.parse(json) as Prepared | { problem: unknown };
    answer = 'problem' in read ? read : { made: read, photo, thumb };
    transfer = 'problem' in read ? [] : [photo.buffer, thumb.buffer];
  } catch {
    // A picture that the program does not survive is one that cannot be used.
    const problem = { code: 'bad_photo', key: 'problem.photo_damaged', field: null, retryable: false };
    answer = { problem };
  }
  self.postMessage(answer, { transfer });
};
