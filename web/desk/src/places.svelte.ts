// The regions and schools that the signed-in worker answers for, by code and id: asked for once, for pickers and names.
import { Refused, asRefused, session } from '$api';
import { type ListedRegion, type ListedSchool, ahead } from '$desk/api/ahead';

export type { ListedRegion, ListedSchool } from '$desk/api/ahead';

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
      const [regions, schools] = await Promise.all([
        ahead<ListedRegion[]>('/v1/regions', {}),
        ahead<ListedSchool[]>('/v1/schools', {}),
      ]);
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
