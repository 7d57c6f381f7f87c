// The worker of photos: its program is loaded when it starts, and each picture is answered once.
import type { Prepared } from '@doorstep/shared/face';
import init, { prepare } from '../wasm/photo/photo.js';
import address from '../wasm/photo/photo_bg.wasm?url';
import type { PhotoAnswer } from './photo';
import { problem } from './problem';

let loading: Promise<unknown> | undefined;

const load = (): Promise<unknown> => (loading ??= init({ module_or_path: address }));

const made = (picture: Uint8Array): { answer: PhotoAnswer; transfer: Transferable[] } => {
  try {
    const { json, photo, thumb } = prepare(picture);
    const read = JSON.parse(json) as Prepared | { problem: unknown };
    if ('problem' in read) return { answer: read, transfer: [] };
    return { answer: { made: read, photo, thumb }, transfer: [photo.buffer, thumb.buffer] };
  } catch {
    // A picture that the program does not survive is one that cannot be used.
    return { answer: { problem: { code: 'bad_photo', key: 'problem.photo_damaged', field: null, retryable: false } }, transfer: [] };
  }
};

self.onmessage = async ({ data }: MessageEvent<Uint8Array>): Promise<void> => {
  try {
    await load();
  } catch {
    // A program that does not load is no fault of the picture.
    self.postMessage({ problem: problem('app_failed', { retryable: true }) } satisfies PhotoAnswer);
    return;
  }
  const { answer, transfer } = made(data);
  self.postMessage(answer, { transfer });
};

/** Prepares an empty picture, so that the first real one does not wait for the browser to compile each function. */
const warm = async (): Promise<void> => {
  const canvas = new OffscreenCanvas(1600, 1200);
  canvas.getContext('2d');
  const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
  prepare(new Uint8Array(await blob.arrayBuffer()));
};

load().then(
  () => warm().catch(() => undefined),
  () => (loading = undefined),
);
