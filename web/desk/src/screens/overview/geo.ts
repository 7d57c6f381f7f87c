// Regions as a map draws them: GeoJSON of the server, which its description leaves to that format.
import { send } from '$api';

/** A place: longitude first, as GeoJSON has it. */
type Spot = [number, number];

/** Regions with their geometry: imported areas, else a point, else nothing. */
export interface Shapes {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly id: string;
    readonly geometry:
      | { type: 'Point'; coordinates: Spot }
      | { type: 'Polygon'; coordinates: Spot[][] }
      | { type: 'MultiPolygon'; coordinates: Spot[][][] }
      | null;
    readonly properties: { code: string; name: string; level: string; lat: number | null; lon: number | null };
  }[];
}

/** Asks for the regions of a level within one. */
export async function shapesOf(within: string, level: 'township' | 'village', signal: AbortSignal): Promise<Shapes> {
  const response = await send('GET', '/v1/regions.geojson', { query: { within, level }, signal }, 'application/geo+json');
  const shapes: Shapes = await response.json();
  return shapes;
}
