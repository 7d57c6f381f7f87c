// Where the phone is: a watch that keeps the best fix, and the last one for photos; a phone's app asks its native side.
import { core } from '$core';
import type { Place } from '@doorstep/shared/face';
import type { Point } from './model';

/** Why there is no fix. */
export type NoFix = 'denied' | 'unavailable' | null;

/** How long a fix is good enough to say where a photo was taken, in ms. */
const FRESH_MS = 120_000;

let last: { point: Point; at: number } | null = null;

/** A fix as a place. */
export function pointFrom(coords: GeolocationCoordinates): Point {
  const { latitude, longitude, altitude, accuracy } = coords;
  const cut = (value: number, digits: number): number => Number(value.toFixed(digits));
  return { lat: cut(latitude, 7), lon: cut(longitude, 7), altitude: cut(altitude ?? 0, 1), accuracy: cut(accuracy, 1) };
}

/** A place that the native side knows as one of a form. */
const pointOf = ({ lat, lon, accuracy }: Place): Point => ({ lat, lon, altitude: 0, accuracy });

/** Tells whether a fix is better than the one before: nearer, or the old one is stale. */
export function better(fresh: Point, old: Point | null): boolean {
  return old === null || fresh.accuracy <= old.accuracy;
}

/** The last fix when it is fresh, for photos. */
export function lastPlace(): Place | null {
  if (!last || Date.now() - last.at > FRESH_MS) return null;
  const { lat, lon, accuracy } = last.point;
  return { lat, lon, accuracy };
}

/** A watch on the phone's place; runs from `start` to `stop`. */
export class PlaceWatch {
  /** The best fix since the start. */
  best = $state.raw<Point | null>(null);
  /** The accuracy of the latest fix, in metres. */
  accuracy = $state<number | null>(null);
  trouble = $state<NoFix>(null);
  running = $state(false);
  /** Seconds since the start. */
  seconds = $state(0);
  #watch: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  start(): void {
    if (this.#watch !== null) return;
    this.best = null;
    this.accuracy = null;
    this.trouble = null;
    this.seconds = 0;
    if (core.isNative) return this.#asks();
    if (!('geolocation' in navigator)) {
      this.trouble = 'unavailable';
      return;
    }
    this.running = true;
    this.#timer = setInterval(() => (this.seconds += 1), 1000);
    this.#watch = navigator.geolocation.watchPosition(
      ({ coords }) => this.#take(pointFrom(coords)),
      (error) => {
        if (error.code === error.TIMEOUT) return;
        this.trouble = error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable';
        if (this.trouble === 'denied') this.stop();
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: 30_000 },
    );
  }

  /** The native side has no watch: it is asked every second. */
  #asks(): void {
    this.running = true;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.seconds += 1;
      void core.here().then((seen) => {
        if (seen?.place && this.running) this.#take(pointOf(seen.place));
      });
    }, 1000);
  }

  #take(point: Point): void {
    last = { point, at: Date.now() };
    this.trouble = null;
    this.accuracy = point.accuracy;
    if (better(point, this.best)) this.best = point;
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
    clearInterval(this.#timer);
    this.running = false;
  }
}

/** Asks for a fix in passing, so that a photo taken in a moment knows its place. */
export function warmUp(): void {
  if (core.isNative) {
    void core.here().then((seen) => {
      if (seen?.place) last = { point: pointOf(seen.place), at: Date.now() };
    });
    return;
  }
  if (!('geolocation' in navigator) || lastPlace()) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => (last = { point: pointFrom(coords), at: Date.now() }),
    () => undefined,
    { enableHighAccuracy: true, maximumAge: FRESH_MS, timeout: 20_000 },
  );
}
