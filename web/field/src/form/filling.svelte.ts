// A form being filled, as the screen holds it: what the core last said, where we are, and what is still being saved.
import { type Problem, core, problemOf } from '$core';
import { language } from '$i18n';
import type { Answer, DraftView, Offered, OpenRepeat, Screen, State } from './model';

/** How long a tapped answer is shown before the next question comes, in ms. */
const SEEN_MS = 160;

/** A draft on the screen; every step is sent to the core one after the other. */
export class Filling {
  /** What the core last said. */
  view = $state.raw<DraftView | null>(null);
  /** Why the last step was refused. */
  problem = $state.raw<Problem | null>(null);
  /** Steps on their way. */
  saving = $state(0);
  /** The screen shown, counted from 0. */
  at = $state(0);
  /** Questions whose errors are shown, because someone tried to go on. */
  tried = $state.raw<ReadonlySet<string>>(new Set());
  /** Counts screens shown, so that the focus follows. */
  turn = $state(0);

  readonly draft: string;
  readonly #states = $derived(new Map(this.view?.nodes.map((state) => [state.path, state])));
  readonly #choices = new Map<string, Promise<Offered[]>>();
  readonly #flushes = new Set<() => void>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(draft: string) {
    this.draft = draft;
  }

  /** Reads the draft as it was left. */
  async open(): Promise<void> {
    try {
      this.#show(await core.ask('draft_view', { draft: this.draft, language: language() }));
      this.at = this.view?.at ?? 0;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    }
  }

  get screens(): readonly Screen[] {
    return this.view?.screens ?? [];
  }

  get screen(): Screen | undefined {
    return this.screens[this.at];
  }

  /** What is shown of a node now. */
  state(path: string): State | undefined {
    return this.#states.get(path);
  }

  /** The repeat that a person adds to, by its path. */
  repeat(path: string): OpenRepeat | undefined {
    return this.view?.repeats.find((repeat) => repeat.path === path);
  }

  /** What is wrong with a question, when it is time to say so: a broken answer at once, a missing one after trying to go on. */
  wrong(path: string): string | undefined {
    const problem = this.view?.problems.find((found) => found.path === path);
    return problem && (!problem.missing || this.tried.has(path)) ? problem.message : undefined;
  }

  /** The choices that a question offers now; asked once for as long as nothing was answered. */
  choices(path: string): Promise<Offered[]> {
    const known = this.#choices.get(path);
    if (known) return known;
    const asked = this.#last.then(() =>
      core.ask('draft_choices', { draft: this.draft, path, language: language() }),
    );
    asked.catch(() => this.#choices.delete(path));
    this.#choices.set(path, asked);
    return asked;
  }

  /** Saves an answer; `null` takes it back. */
  answer(path: string, value: Answer): Promise<void> {
    return this.step(() => core.ask('draft_answer', { draft: this.draft, path, value, language: language() }));
  }

  /** Adds an instance of a repeat and goes there. */
  async add(path: string): Promise<void> {
    await this.step(() => core.ask('draft_add', { draft: this.draft, path, language: language() }));
    if (!this.problem) this.#jump(this.view?.at ?? this.at);
  }

  /** Takes an instance of a repeat away. */
  remove(path: string, index: number): Promise<void> {
    return this.step(() => core.ask('draft_remove', { draft: this.draft, path, index, language: language() }));
  }

  /** Takes a step after those before it, and shows what it changed. */
  step(act: () => Promise<{ view?: DraftView | null | undefined }>): Promise<void> {
    this.saving += 1;
    const mine = this.#last.then(async () => {
      try {
        const { view } = await act();
        this.#choices.clear();
        this.#show(view ?? (await core.ask('draft_view', { draft: this.draft, language: language() })));
        this.problem = null;
      } catch (thrown) {
        this.problem = problemOf(thrown);
      } finally {
        this.saving -= 1;
      }
    });
    this.#last = mine;
    return mine;
  }

  /** Hears when what is typed must be sent; returns what ends that. */
  onflush(flush: () => void): () => void {
    this.#flushes.add(flush);
    return () => this.#flushes.delete(flush);
  }

  /** Sends what is typed and waits until everything is saved. */
  async settle(): Promise<void> {
    for (const flush of this.#flushes) flush();
    await this.#last;
  }

  /** Goes to the next screen unless something is wrong on this one; tells whether it went. */
  async next(anyway = false): Promise<boolean> {
    await this.settle();
    const wrong = this.problemsHere();
    if (wrong.length > 0 && !anyway) {
      this.tried = new Set([...this.tried, ...wrong]);
      return false;
    }
    this.#jump(this.at + 1);
    return true;
  }

  /** Goes on from a question that was just answered, once the answer was seen; stays when anything else happened since. */
  async goOn(path: string): Promise<void> {
    const { turn } = this;
    await new Promise((seen) => setTimeout(seen, SEEN_MS));
    const isLast = this.at + 1 >= this.screens.length;
    if (turn === this.turn && this.screen?.path === path && !isLast && this.problem === null) await this.next();
  }

  async back(): Promise<void> {
    await this.settle();
    this.#jump(this.at - 1);
  }

  /** Goes to the screen that holds a question; shows what is wrong there. */
  async goTo(path: string): Promise<void> {
    await this.settle();
    const holds = (screen: Screen): boolean =>
      screen.path === path || screen.questions.includes(path) || screen.path.startsWith(`${path}/`);
    const at = this.screens.findIndex(holds);
    this.tried = new Set([...this.tried, path]);
    if (at >= 0) this.#jump(at);
  }

  /** Goes to the review behind the last screen. */
  async toReview(): Promise<void> {
    await this.settle();
    this.#jump(this.screens.length);
  }

  /** The questions of this screen that are not right yet. */
  problemsHere(): string[] {
    const here = new Set(this.screen?.questions);
    return (this.view?.problems ?? []).map((problem) => problem.path).filter((path) => here.has(path));
  }

  #jump(at: number): void {
    this.at = Math.max(0, Math.min(at, this.screens.length));
    this.turn += 1;
    this.problem = null;
    const path = this.screen?.path;
    if (path === undefined) return;
    const noted = this.#last.then(() => core.ask('draft_go_to', { draft: this.draft, path }));
    this.#last = noted.catch(() => undefined);
    const ahead = this.screens[this.at + 1]?.questions ?? [];
    for (const question of ahead) if (offers(this.state(question))) void this.choices(question).catch(() => undefined);
  }

  /** Shows what the core said; the screen stays the same one though others come and go before it. */
  #show(view: DraftView): void {
    const here = this.screen?.path;
    this.view = view;
    if (here === undefined) return;
    const at = view.screens.findIndex((screen) => screen.path === here);
    this.at = at >= 0 ? at : Math.min(this.at, view.screens.length);
  }
}

/** Tells whether a question has choices. */
export function offers(state: State | undefined): boolean {
  const kind = state?.kind;
  return typeof kind === 'object' && kind !== null && !('meta' in kind);
}
