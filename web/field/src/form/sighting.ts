// Where a photo is taken: as a phone's native side says it, with whether that is invented, or as the browser knows it.
import { core } from '$core';
import type { Place, Sighting } from '@doorstep/shared/face';

/** What is noted with a photo. */
export const sighting = async (known: () => Place | null | Promise<Place | null>): Promise<Sighting> => {
  const seen = core.isNative ? await core.here() : { place: await known() };
  return { place: seen?.place ?? null, mock: seen?.mock ?? false };
};
