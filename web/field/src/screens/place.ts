// Where the phone believes itself to be, when it may say so and is quick enough; a phone's app asks its native side.
import { core } from '$core';
import type { Place } from '@doorstep/shared/face';

const LONGEST_MS = 8_000;
const FRESH_MS = 60_000;

/** Returns the phone's position; null when it has none, may not say, or takes too long. */
export const place = async (): Promise<Place | null> => {
  if (core.isNative) return (await core.here())?.place ?? null;
  return new Promise((done) => {
    if (!('geolocation' in navigator)) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }),
      () => done(null),
      { enableHighAccuracy: true, timeout: LONGEST_MS, maximumAge: FRESH_MS },
    );
  });
};
