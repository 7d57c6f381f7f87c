// The regions and schools that the signed-in worker answers for, by code and id: asked for once, for pickers and names.
import { type Refused, type Regions, type Schools, api, asRefused, session } from '$api';

/** A region as it is listed. */
export type ListedRegion = Regions[number];
/** A school as it is listed. */
export type ListedSchool = Schools[number];

class Places {
  /** The regions, by code. */
  regions = $state.raw<ReadonlyMap<string, ListedRegion>>(new Map());
  /** The schools, by id. */
  schools = $state.raw<ReadonlyMap<string, ListedSchool>>(new Map());
  /** Why they could not be had. */
  error = $state.raw<Refused | null>(null);
  #asked: Promise<void> | null = null;
  #of: string | null = null;

  /** Asks for them, unless that was done for this worker. */
  load(): Promise<void> {
    const worker = session.who?.worker.id ?? null;
    if (this.#of !== worker) this.#asked = null;
    this.#of = worker;
    this.#asked ??= this.#load();
    return this.#asked;
  }

  /** The regions right below one. */
  below(code: string): ListedRegion[] {
    return [...this.regions.values()].filter((region) => region.parent === code);
  }

  async #load(): Promise<void> {
    try {
      const [regions, schools] = await Promise.all([api.get('/v1/regions'), api.get('/v1/schools')]);
      this.regions = new Map(regions.map((region) => [region.code, region]));
      this.schools = new Map(schools.map((school) => [school.id, school]));
      this.error = null;
    } catch (error) {
      this.error = asRefused(error);
      this.#asked = null;
    }
  }
}

/** The regions and schools. */
export const places = new Places();
