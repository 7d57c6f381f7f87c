// Links to the phone's map app.
import { expect, it } from 'vitest';
import { mapLink } from './geo';

const place = { lat: 26.4561234, lon: 99.4 };

it('names the place and survives brackets in a label', () => {
  expect(mapLink(place, '和玉梅 (官坪)', 'Android')).toBe(
    `geo:26.456123,99.400000?q=26.456123,99.400000(${encodeURIComponent('和玉梅  官坪')})`,
  );
});

it("uses the other phone's own form", () => {
  expect(mapLink(place, 'A', 'iPhone')).toBe('maps://?ll=26.456123,99.400000&q=A');
});
