// Where the worker is, asked once and only on a touch; it is kept in memory and never stored.
import { core } from '$core';
import type { Place } from '@doorstep/shared/face';

/** How the asking stands. */
export type Asking = 'not_asked' | 'asking' | 'known' | 'refused' | 'not_found';

let place = $state.raw<Place | null>(null);
let asking = $state<Asking>('not_asked');

const askNative = async (): Promise<void> => {
  asking = 'asking';
  place = (await core.here())?.place ?? null;
  asking = place ? 'known' : 'not_found';
};

/** The worker's own place. */
export const here = {
  get place(): Place | null {
    return place;
  },
  get asking(): Asking {
    return asking;
  },

  /** Asks the phone; satellites answer without network, only slower. */
  ask(): void {
    if (core.isNative) return void askNative();
    if (!('geolocation' in navigator)) {
      asking = 'not_found';
      return;
    }
    asking = 'asking';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        place = { lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy };
        asking = 'known';
      },
      (error) => (asking = error.code === error.PERMISSION_DENIED ? 'refused' : 'not_found'),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 120_000 },
    );
  },

  /** Goes back to starting from the school. */
  forget(): void {
    place = null;
    asking = 'not_asked';
  },
};
