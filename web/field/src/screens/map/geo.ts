// Links that hand a place over to the phone's own map app; they work without network.

/** A place in degrees. */
export interface Degrees {
  readonly lat: number;
  readonly lon: number;
}

/** Returns a link that the phone's map app opens: `geo:` where it is known, Apple's form on Apple's phones. */
export function mapLink(place: Degrees, label: string, agent: string): string {
  const at = `${place.lat.toFixed(6)},${place.lon.toFixed(6)}`;
  const name = encodeURIComponent(label.replace(/[()]/g, ' ').trim());
  if (/iPhone|iPad|Macintosh/.test(agent)) return `maps://?ll=${at}&q=${name}`;
  return `geo:${at}?q=${at}(${name})`;
}
