// The area that everything on the desk is about: chosen in the address's query, else the worker's own.
import { type Who, session } from '$api';
import { type ListedRegion, places } from './places.svelte';
import { router } from './router.svelte';

/** An area as the API is asked for it; empty stands for the caller's own. */
export interface AreaQuery {
  readonly region?: string;
  readonly school?: string;
}

/** The levels by the digits of their codes. */
const LEVELS: Readonly<Record<number, ListedRegion['level']>> = { 2: 'province', 4: 'prefecture', 6: 'county', 9: 'township', 12: 'village' };

class Area {
  /** The chosen area as a query; empty for one's own. */
  readonly query = $derived.by<AreaQuery>(() => {
    const [school, region] = [router.query('school'), router.query('village') || router.query('region')];
    return school ? { school } : region ? { region } : {};
  });

  /** The worker's own region, when there is one. */
  readonly own = $derived(ownRegion(session.who));

  /** The school that is looked at; empty when it is a region. */
  readonly school = $derived(this.query.school ?? (this.query.region ? '' : ownSchool(session.who)));

  /** The region that is looked at; empty when it is a school. */
  readonly region = $derived(this.school ? '' : (this.query.region ?? this.own));

  /** What kind of region that is, by how many digits its code has; nothing for a school. */
  readonly level = $derived(LEVELS[this.region.length] ?? null);

  /** The name of what is looked at; empty until it is known. */
  readonly name = $derived((this.school ? places.schools.get(this.school)?.name : places.regions.get(this.region)?.name) ?? '');
}

/** The area. */
export const area = new Area();

function ownRegion(who: Who | null | undefined): string {
  for (const { scope } of who?.scope ?? []) {
    if ('region' in scope) return scope.region;
    if ('department' in scope && typeof scope.department[0] === 'string') return scope.department[0];
  }
  return '';
}

function ownSchool(who: Who | null | undefined): string {
  for (const { scope } of who?.scope ?? []) if ('school' in scope) return scope.school;
  return '';
}
