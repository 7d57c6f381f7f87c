// The map itself, loaded when it is shown: regions as areas or points in their shades, without tiles from elsewhere.
import { LngLatBounds, Map as View, Marker, NavigationControl, setWorkerUrl, type ExpressionSpecification, type GeoJSONSource } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Shapes } from './geo';

setWorkerUrl(workerUrl);

/** A region as it is drawn. */
export interface Drawn {
  readonly code: string;
  readonly value: number;
  readonly tone: number;
  /** A name and number that stand on the map; only few regions have them. */
  readonly tag?: { readonly text: string; readonly href: string };
}

/** What the map says of itself and asks for. */
export interface Asked {
  readonly title: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  /** What is pointed at; `null` for nothing. */
  onpoint: (code: string | null, x: number, y: number) => void;
  onopen: (code: string) => void;
}

/** A tag that is wanted, and where: above a point, and within an area. */
type Wanted = NonNullable<Drawn['tag']> & { readonly at: { readonly lat: number; readonly lng: number }; readonly above: boolean };

type Colours = Readonly<Record<'paper' | 'line' | 'ink', string>> & { readonly tones: readonly string[] };

/** Reads the colours that hold for an element. */
function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return { paper: of('--paper'), line: of('--edge'), ink: of('--ink'), tones: [0, 1, 2, 3, 4].map((tone) => of(`--a${tone}`)) };
}

type Case = [ExpressionSpecification, string];
type Cases = ['case', ...Case, ...Case[number][], string];

const SOURCE = 'regions';
const LAYERS = ['areas', 'points'] as const;

/** A map in an element. */
export class RegionView {
  readonly #map: View;
  readonly #asked: Asked;
  readonly #ready: Promise<void>;
  #tags: Marker[] = [];
  #wanted: readonly Wanted[] = [];
  #of: Shapes | null = null;

  constructor(element: HTMLElement, asked: Asked) {
    this.#asked = asked;
    const colours = coloursOf(element);
    this.#map = new View({
      container: element, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, cooperativeGestures: false,
      scrollZoom: false, maxZoom: 14, center: [99.4, 26.4], zoom: 7,
      locale: { 'Map.Title': asked.title, 'NavigationControl.ZoomIn': asked.zoomIn, 'NavigationControl.ZoomOut': asked.zoomOut },
      style: { version: 8, sources: {}, layers: [{ id: 'paper', type: 'background', paint: { 'background-color': colours.paper } }] },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.#ready = new Promise((done) => void this.#map.once('load', () => done()));
    void this.#ready.then(() => this.#begin());
  }

  /** Draws regions; where they are other ones than before, the map moves to them. */
  async draw(shapes: Shapes, drawn: readonly Drawn[]): Promise<void> {
    await this.#ready;
    const source = this.#map.getSource<GeoJSONSource>(SOURCE);
    if (!source) return;
    const by = new Map(drawn.map((one) => [one.code, one]));
    const features = shapes.features.map((feature) => {
      const one = by.get(feature.properties.code);
      return { ...feature, properties: { code: feature.properties.code, value: one?.value ?? 0, tone: one?.tone ?? 0 } };
    });
    source.setData({ type: 'FeatureCollection', features: features.flatMap((one) => (one.geometry ? [{ ...one, geometry: one.geometry }] : [])) });
    this.recolour();
    if (this.#of !== shapes) this.#fit(shapes);
    this.#of = shapes;
    this.#tag(shapes, by);
  }

  /** Takes the colours anew, after the light has changed. */
  recolour(): void {
    const map = this.#map;
    if (!map.getLayer('points')) return;
    const { paper, line, ink, tones } = coloursOf(map.getContainer());
    const [none = line, ...strong] = tones;
    const fill: ExpressionSpecification = ['case', ...strong.flatMap((colour, i): Case => [['==', ['get', 'tone'], i + 1], colour]), none] as Cases;
    map.setPaintProperty('paper', 'background-color', paper);
    map.setPaintProperty('areas', 'fill-color', fill);
    map.setPaintProperty('borders', 'line-color', paper);
    map.setPaintProperty('points', 'circle-color', fill);
    map.setPaintProperty('points', 'circle-stroke-color', ['case', ['>', ['get', 'value'], 0], ink, line]);
  }

  /** Ends it. */
  remove(): void {
    this.#map.remove();
  }

  #begin(): void {
    const map = this.#map;
    const isPoint: ['==', ['geometry-type'], string] = ['==', ['geometry-type'], 'Point'];
    map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    map.addLayer({ id: 'areas', type: 'fill', source: SOURCE, filter: ['!', isPoint], paint: { 'fill-opacity': .9 } });
    map.addLayer({ id: 'borders', type: 'line', source: SOURCE, filter: ['!', isPoint], paint: { 'line-width': 1 } });
    map.addLayer({
      id: 'points', type: 'circle', source: SOURCE, filter: isPoint, layout: { 'circle-sort-key': ['get', 'value'] },
      paint: { 'circle-radius': ['interpolate', ['linear'], ['get', 'tone'], 0, 4, 4, 11], 'circle-stroke-width': .75 },
    });
    map.on('zoomend', () => this.#place());
    for (const layer of LAYERS) {
      map.on('mousemove', layer, ({ features, point }) => {
        map.getCanvas().classList.add('pointing');
        this.#asked.onpoint(codeOf(features), point.x, point.y);
      });
      map.on('mouseleave', layer, () => {
        map.getCanvas().classList.remove('pointing');
        this.#asked.onpoint(null, 0, 0);
      });
      map.on('click', layer, ({ features }) => {
        const code = codeOf(features);
        if (code) this.#asked.onopen(code);
      });
    }
  }

  #tag(shapes: Shapes, by: ReadonlyMap<string, Drawn>): void {
    const worst = [...shapes.features].sort((a, b) => valueIn(by, b) - valueIn(by, a));
    this.#wanted = worst.flatMap(({ geometry, properties: { code, lat, lon } }) => {
      const tag = by.get(code)?.tag;
      return tag && lat !== null && lon !== null ? [{ ...tag, at: { lat, lng: lon }, above: geometry?.type === 'Point' }] : [];
    });
    this.#place();
  }

  /** Puts the tags on the map, the worst first; one that would lie on another is left out until there is room. */
  #place(): void {
    for (const tag of this.#tags) tag.remove();
    this.#tags = [];
    const taken: DOMRect[] = [];
    for (const { text, href, at, above } of this.#wanted) {
      const element = Object.assign(document.createElement('a'), { className: 'map-tag', href, textContent: text });
      const tag = new Marker({ element, ...(above ? { anchor: 'bottom', offset: [0, -12] } : { anchor: 'center' }) }).setLngLat(at).addTo(this.#map);
      const box = element.getBoundingClientRect();
      if (taken.some((other) => meet(box, other))) tag.remove();
      else {
        taken.push(box);
        this.#tags.push(tag);
      }
    }
  }

  #fit(shapes: Shapes): void {
    const bounds = new LngLatBounds();
    for (const { geometry } of shapes.features) {
      if (geometry?.type === 'Point') bounds.extend(geometry.coordinates);
      else if (geometry?.type === 'Polygon') for (const at of geometry.coordinates.flat()) bounds.extend(at);
      else if (geometry) for (const at of geometry.coordinates.flat(2)) bounds.extend(at);
    }
    if (!bounds.isEmpty()) this.#map.fitBounds(bounds, { padding: { top: 44, bottom: 24, left: 40, right: 40 }, maxZoom: 12, animate: false });
  }
}

function valueIn(by: ReadonlyMap<string, Drawn>, { properties }: Shapes['features'][number]): number {
  return by.get(properties.code)?.value ?? 0;
}

/** Tells whether two boxes lie on each other, or so near that a finger can't tell them apart. */
function meet(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right + 2 && b.left < a.right + 2 && a.top < b.bottom + 2 && b.top < a.bottom + 2;
}

function codeOf(features: readonly { properties: Record<string, unknown> }[] | undefined): string | null {
  const code = features?.[0]?.properties['code'];
  return typeof code === 'string' ? code : null;
}
