// A drawn signature as a small picture in text: strokes are thinned until the SVG fits where a text answer fits.

/** A spot on the glass. */
export interface Spot {
  x: number;
  y: number;
}
/** One stroke, from pen down to pen up. */
export type Stroke = readonly Spot[];

/** The most characters that a signature's text has; a text of a record has at most 4,000. */
export const MOST = 3_500;
const HEAD = 'data:image/svg+xml,';

/** Draws strokes as an SVG data URL of at most {@link MOST} characters; coarser the more there is. */
export function drawn(strokes: readonly Stroke[], width: number, height: number): string {
  const kept = strokes.filter((stroke) => stroke.length > 0);
  if (kept.length === 0) return '';
  for (let tolerance = 0.6; ; tolerance *= 1.5) {
    const url = HEAD + encoded(svg(kept.map((stroke) => thinned(stroke, tolerance)), width, height));
    if (url.length <= MOST || tolerance > Math.max(width, height)) return url.length <= MOST ? url : '';
  }
}

/** Tells whether an answer is a signature that was drawn here. */
export function isDrawn(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(HEAD);
}

/** Leaves out spots that lie nearer than `tolerance` to the line between their neighbours (Douglas and Peucker). */
export function thinned(stroke: Stroke, tolerance: number): Spot[] {
  const first = stroke[0];
  const last = stroke[stroke.length - 1];
  if (!first || !last || stroke.length < 3) return [...stroke];
  let farthest = 0;
  let at = 0;
  stroke.forEach((spot, i) => {
    const away = distance(spot, first, last);
    if (away > farthest) [farthest, at] = [away, i];
  });
  if (farthest <= tolerance) return [first, last];
  return [...thinned(stroke.slice(0, at + 1), tolerance).slice(0, -1), ...thinned(stroke.slice(at), tolerance)];
}

/** The path of a stroke: curves through the middles of its lines, so that corners of the sampling are not seen. */
export function path(stroke: Stroke): string {
  const [first, ...rest] = stroke.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  const last = rest.at(-1);
  if (!first) return '';
  if (!last) return `M${first.x} ${first.y}l1 0`;
  let at = first;
  const to = (spot: Spot): string => `${spot.x - at.x} ${spot.y - at.y}`;
  let drawing = `M${first.x} ${first.y}`;
  rest.slice(0, -1).forEach((here, i) => {
    const next = rest[i + 1] ?? last;
    const middle = { x: Math.round((here.x + next.x) / 2), y: Math.round((here.y + next.y) / 2) };
    drawing += `q${to(here)} ${to(middle)}`;
    at = middle;
  });
  return `${drawing}l${to(last)}`.replaceAll(' -', '-');
}

function svg(strokes: readonly Stroke[], width: number, height: number): string {
  const size = `${Math.round(width)} ${Math.round(height)}`;
  const lines = strokes.map(path).join('');
  return (
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${size}'>` +
    `<path d='${lines}' fill='none' stroke='#000' stroke-width='3' stroke-linecap='round' stroke-linejoin='round'/></svg>`
  );
}

/** Writes only what a data URL must not hold as percent codes. */
function encoded(text: string): string {
  return text.replace(/[%#<>?"{}|\\^`\s]/g, (sign) => (sign === ' ' ? ' ' : encodeURIComponent(sign)));
}

function distance(spot: Spot, a: Spot, b: Spot): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(spot.x - a.x, spot.y - a.y);
  return Math.abs(dy * spot.x - dx * spot.y + b.x * a.y - b.y * a.x) / length;
}
