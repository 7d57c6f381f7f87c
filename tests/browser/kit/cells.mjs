// Areas for regions of which only points are known: to each what lies nearest to its point, within a round around them all.

/** How far the areas reach around the middle, of the points' own extent. */
const REACH = 0.78;
/** The corners of what they all lie within. */
const CORNERS = 28;

/** Keeps the part of an outline that lies no further from `own` than from `other`. */
function nearer(outline, own, other) {
  const [x, y] = [(own[0] + other[0]) / 2, (own[1] + other[1]) / 2];
  const beyond = ([px, py]) => (px - x) * (other[0] - own[0]) + (py - y) * (other[1] - own[1]);
  return outline.flatMap((from, at) => {
    const to = outline[(at + 1) % outline.length];
    const [here, there] = [beyond(from), beyond(to)];
    const kept = here <= 0 ? [from] : [];
    if (here * there >= 0) return kept;
    const part = here / (here - there);
    return [...kept, [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]];
  });
}

/** Makes a FeatureCollection of an area for each region with a point, as `POST /v1/imports/shapes` takes it. */
export function cells(regions) {
  const placed = regions.filter(({ lat, lon }) => lat !== null && lon !== null);
  const [lons, lats] = [placed.map(({ lon }) => lon), placed.map(({ lat }) => lat)];
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const frame = Array.from({ length: CORNERS }, (_, at) => {
    const turn = (2 * Math.PI * at) / CORNERS;
    // No county is an ellipse.
    const reach = REACH * (1 + 0.07 * Math.sin(3 * turn) + 0.04 * Math.cos(7 * turn));
    return [(west + east) / 2 + reach * (east - west) * Math.cos(turn), (south + north) / 2 + reach * (north - south) * Math.sin(turn)];
  });
  const features = placed.map(({ code, lat, lon }) => {
    const others = placed.filter((one) => one.code !== code && (one.lat !== lat || one.lon !== lon));
    const outline = others.reduce((area, other) => nearer(area, [lon, lat], [other.lon, other.lat]), frame);
    return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [[...outline, outline[0]]] } };
  });
  return { type: 'FeatureCollection', features };
}
