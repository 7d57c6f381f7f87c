// The sketch map's geometry.
import { describe, expect, it } from 'vitest';
import { fit, pan, place, scaleBar, spread, zoom } from './sketch';

const size = { width: 320, height: 240 };

describe('the view that shows every point', () => {
  it('keeps a border and has north up', () => {
    const points = [{ x: 0, y: 0 }, { x: 4000, y: 1000 }];
    const view = fit(points, size, 40);
    const [a, b] = points.map((p) => place(p, view, size));
    expect(a?.x).toBeCloseTo(40);
    expect(b?.x).toBeCloseTo(280);
    expect(b!.y).toBeLessThan(a!.y);
  });

  it('shows some ground around a single home, and around none', () => {
    expect(fit([{ x: 5, y: 5 }], size, 40).metres * size.width).toBeCloseTo(300);
    expect(fit([], size, 40).metres * size.width).toBeCloseTo(300);
  });
});

describe('zooming', () => {
  const whole = fit([{ x: 0, y: 0 }, { x: 4000, y: 1000 }], size, 40);

  it('keeps what is under the finger there', () => {
    const at = { x: 200, y: 100 };
    const near = zoom(whole, 2, at, size, whole);
    const ground = { x: whole.cx + (200 - 160) * whole.metres, y: whole.cy - (100 - 120) * whole.metres };
    const after = place(ground, near, size);
    expect(after.x).toBeCloseTo(200);
    expect(after.y).toBeCloseTo(100);
  });

  it('goes no farther than the whole and never leaves it', () => {
    expect(zoom(whole, 0.5, { x: 0, y: 0 }, size, whole)).toEqual(whole);
    const near = zoom(whole, 4, { x: 160, y: 120 }, size, whole);
    const far = pan(near, 100_000, 0, size, whole);
    expect(far.cx).toBeCloseTo(whole.cx - ((whole.metres - near.metres) * size.width) / 2);
  });
});

it('parts points that are too near, also when they are one', () => {
  const parted = spread([{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 5, y: 0 }, { x: 200, y: 0 }], 30);
  parted.forEach((a, i) =>
    parted.slice(i + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(29)),
  );
  expect(parted[3]).toEqual({ x: 200, y: 0 });
});

it('draws a scale bar of a round length', () => {
  expect(scaleBar({ cx: 0, cy: 0, metres: 12 }, 80)).toEqual({ metres: 500, length: 500 / 12 });
  expect(scaleBar({ cx: 0, cy: 0, metres: 1 }, 80).metres).toBe(50);
});
