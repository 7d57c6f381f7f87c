// Geometry of the sketch map: metres on a flat plane to the picture, points kept apart, the scale bar, zoom.

/** A point in metres: x to the east, y to the north. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What of the plane the picture shows: the middle and how many metres a unit of the picture is. */
export interface View {
  readonly cx: number;
  readonly cy: number;
  readonly metres: number;
}

/** The picture's size. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The least ground that a picture shows, so that two neighbours do not fill it. */
const LEAST_METRES = 300;
const CLOSEST = 0.25;

/** The view that shows every point with a border of so many units of the picture. */
export function fit(points: readonly Point[], size: Size, border: number): View {
  if (points.length === 0) return { cx: 0, cy: 0, metres: LEAST_METRES / size.width };
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.max(1, size.width - 2 * border);
  const tall = Math.max(1, size.height - 2 * border);
  const metres = Math.max((right - left) / wide, (high - low) / tall, LEAST_METRES / size.width);
  return { cx: (left + right) / 2, cy: (low + high) / 2, metres };
}

/** Where a point is in the picture; north is up. */
export function place(point: Point, view: View, size: Size): Point {
  return {
    x: size.width / 2 + (point.x - view.cx) / view.metres,
    y: size.height / 2 - (point.y - view.cy) / view.metres,
  };
}

/** The view nearer (`by` above 1) or farther, never farther than `whole`; the point under `at` stays where it is. */
export function zoom(view: View, by: number, at: Point, size: Size, whole: View): View {
  const metres = Math.min(whole.metres, Math.max(CLOSEST, view.metres / by));
  const moved = view.metres - metres;
  const next = {
    cx: view.cx + (at.x - size.width / 2) * moved,
    cy: view.cy - (at.y - size.height / 2) * moved,
    metres,
  };
  return within(next, whole, size);
}

/** The view moved by so many units of the picture. */
export function pan(view: View, dx: number, dy: number, size: Size, whole: View): View {
  return within({ ...view, cx: view.cx - dx * view.metres, cy: view.cy + dy * view.metres }, whole, size);
}

/** Keeps the view on the ground that the whole view shows. */
function within(view: View, whole: View, size: Size): View {
  const x = ((whole.metres - view.metres) * size.width) / 2;
  const y = ((whole.metres - view.metres) * size.height) / 2;
  return {
    cx: Math.min(whole.cx + x, Math.max(whole.cx - x, view.cx)),
    cy: Math.min(whole.cy + y, Math.max(whole.cy - y, view.cy)),
    metres: view.metres,
  };
}

/** Pushes points apart until each is `apart` from every other, as far as a few rounds bring them. */
export function spread(points: readonly Point[], apart: number): Point[] {
  const moved = points.map((p) => ({ x: p.x, y: p.y }));
  for (let round = 0; round < 24; round += 1) {
    let still = true;
    moved.forEach((a, i) => {
      for (const b of moved.slice(i + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const away = Math.hypot(dx, dy);
        if (away >= apart) continue;
        still = false;
        // Points that are one are parted along a direction of their own.
        const turn = away > 0.01 ? Math.atan2(dy, dx) : i * 2.4;
        const push = (apart - away) / 2 + 0.01;
        a.x -= Math.cos(turn) * push;
        a.y -= Math.sin(turn) * push;
        b.x += Math.cos(turn) * push;
        b.y += Math.sin(turn) * push;
      }
    });
    if (still) break;
  }
  return moved;
}

/** The longest of 1, 2 or 5 times a power of ten metres that is at most `most` units of the picture. */
export function scaleBar(view: View, most: number): { metres: number; length: number } {
  const metres = most * view.metres;
  const ten = 10 ** Math.floor(Math.log10(metres));
  const times = [5, 2, 1].find((n) => n * ten <= metres) ?? 1;
  return { metres: times * ten, length: (times * ten) / view.metres };
}
