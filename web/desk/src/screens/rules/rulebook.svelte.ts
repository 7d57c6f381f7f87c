// The policy or the calendar as it is in force, beside a draft of another: what both screens know before they lay it out.
import { api, session } from '$api';
import type { Answer } from '$desk/api/shapes';
import { live } from '$live';
import { router } from '$desk/router.svelte';
import type { Kind } from './check';
import { isObject, type JsonObject } from './json';
import { Revision } from './revision.svelte';
import { type Watched, watched } from './watched.svelte';

/** Since when rules hold or held, and who put them in force. */
export type Version = Answer<'/v1/rules', 'get'>['policy_history'][number];

/** Rules of one kind. Make it while a component is made. */
export class Rulebook {
  readonly kind: Kind;
  /** The tab on which the draft is laid out. */
  readonly laid: string;
  readonly revision: Revision;
  readonly faults: Watched;
  readonly rules = live((signal) => api.get('/v1/rules', { signal }));

  /** What is in force; `null` until it is known. */
  readonly held = $derived.by((): JsonObject | null => {
    const given: unknown = this.rules.value?.[this.kind];
    return isObject(given) ? given : null;
  });
  /** The tab that is open: without a draft there is only what is in force. */
  readonly tab = $derived.by((): string => (this.revision.value ? (this.tabs.find((one) => one === router.query('tab')) ?? 'held') : 'held'));
  /** Whether others were put in force since the draft was begun. */
  readonly stale = $derived.by((): boolean => this.revision.value !== null && this.held !== null && this.version !== this.revision.base);

  constructor(kind: Kind, laid: string) {
    this.kind = kind;
    this.laid = laid;
    this.revision = new Revision(`${kind} ${session.who?.county ?? ''}`);
    this.faults = watched(kind, () => (this.revision.broken === null ? this.revision.value : null));
  }

  /** The tabs of a draft. */
  get tabs(): readonly string[] {
    return ['held', this.laid, 'text', 'changes'];
  }

  /** Which version is in force. */
  get version(): number {
    return this.rules.value?.[`${this.kind}_version`] ?? 0;
  }

  /** The versions that are or were in force, the newest first. */
  get history(): readonly Version[] {
    return this.rules.value?.[`${this.kind}_history`] ?? [];
  }

  /** Goes on with the draft, or begins one with what is in force. */
  begin(): void {
    if (!this.held) return;
    if (!this.revision.value) this.revision.begin(this.held, this.version);
    router.choose({ tab: this.laid });
  }

  /** Lets the draft go and shows what is in force. */
  leave(): void {
    this.revision.discard();
    router.choose({ tab: null, section: null });
  }
}
