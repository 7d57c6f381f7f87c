// What the page shows of the core, as reactive state.
import { type Standing, UNKNOWN } from './message';

/** Acts that change a form being filled and nothing that another screen shows. */
const QUIET = new Set(['draft_answer', 'draft_add', 'draft_remove', 'draft_go_to', 'draft_accompany']);

class Shown {
  /** How everything stands. */
  standing = $state.raw<Standing>(UNKNOWN);
  readonly phase = $derived(this.standing.phase);
  /** Grows with every change of records. */
  records = $state(0);
  /** Grows with every change at all, answers in drafts included. */
  everything = $state(0);
  /** Whether a new version of the app is ready to be taken. */
  versionReady = $state(false);
  /** How far the app is kept for use without network, 0 to 1; 1 when it is all there. */
  kept = $state(0);

  /** Takes how everything stands; what was open stays in sight while this page takes the core over from another. */
  stands(now: Standing): void {
    const before = this.standing;
    const takesOver = now.phase === 'starting' && before.phase === 'open';
    this.standing = takesOver ? { ...now, phase: before.phase, who: before.who, sync: before.sync } : now;
  }

  /** Notes that the named acts changed something. */
  changed(what: string[]): void {
    this.everything += 1;
    if (what.some((act) => !QUIET.has(act))) this.records += 1;
  }
}

/** The one state of this page. */
export const shown = new Shown();

/** Does something now and whenever what `read` gives changes, for as long as the page lives. */
export const watch = <T>(read: () => T, then: (value: T) => void): void => {
  $effect.root(() => {
    const value = $derived(read());
    $effect(() => then(value));
  });
};
