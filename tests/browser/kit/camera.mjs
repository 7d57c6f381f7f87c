// What the phone's camera sees: films for Chromium's fake camera, made by the test.
import { writeFile } from 'node:fs/promises';

/**
 * Writes a film of a scene that moves a little, uncompressed as Chromium plays it (YUV4MPEG2): a sky, a house, and noise
 * from a seed, so that no two scenes make the same picture.
 */
export async function film(file, { width = 1280, height = 720, seed = 1, frames = 2 } = {}) {
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`)];
  for (let frame = 0; frame < frames; frame++) {
    parts.push(Buffer.from('FRAME\n'), ...picture(width, height, seed, frame));
  }
  await writeFile(file, Buffer.concat(parts));
  return file;
}

function picture(width, height, seed, frame) {
  const luma = Buffer.alloc(width * height);
  const [half, low] = [width >> 1, height >> 1];
  const [blue, red] = [Buffer.alloc(half * low), Buffer.alloc(half * low)];
  let noise = (seed * 2654435761) >>> 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      noise = (noise * 1664525 + 1013904223) >>> 0;
      const isHouse = x > width / 4 + frame * 4 && x < (width * 3) / 4 && y > height / 3;
      const light = isHouse ? 70 + ((x >> 5) + (y >> 5)) % 2 * 50 : 200 - (y * 80) / height;
      luma[y * width + x] = light + (noise >>> 28);
    }
  }
  for (let y = 0; y < low; y++) {
    for (let x = 0; x < half; x++) {
      const isHouse = x > half / 4 && x < (half * 3) / 4 && y > low / 3;
      blue[y * half + x] = isHouse ? 110 + (seed % 8) : 150;
      red[y * half + x] = isHouse ? 150 - (seed % 8) : 115;
    }
  }
  return [luma, blue, red];
}
