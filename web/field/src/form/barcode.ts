// Barcodes, where the browser reads them itself.

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorMaker = new () => Detector;

function maker(): DetectorMaker | null {
  const found: unknown = Object.entries(Object.getOwnPropertyDescriptors(globalThis)).find(
    ([name]) => name === 'BarcodeDetector',
  )?.[1].value;
  return isMaker(found) ? found : null;
}

function isMaker(found: unknown): found is DetectorMaker {
  return typeof found === 'function';
}

/** Tells whether the browser reads barcodes. */
export function canRead(): boolean {
  return maker() !== null;
}

/** Looks at a film until a barcode is seen, for as long as `goesOn`. */
export async function readCodes(video: HTMLVideoElement, goesOn: () => boolean): Promise<string | null> {
  const Made = maker();
  if (!Made) return null;
  const detector = new Made();
  while (goesOn()) {
    const [code] = await detector.detect(video).catch(() => []);
    if (code) return code.rawValue;
    await new Promise((done) => setTimeout(done, 250));
  }
  return null;
}
