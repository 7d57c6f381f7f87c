// The draft behind the three taps: begun with the first answer, saved at every one, found again after the tab is gone.
import { core, problemOf, type Problem } from '$core';
import type { Draft, StudentScreen } from '@doorstep/shared/face';
import { language } from '$i18n';
import { changes, type Contact, EMPTY, firstGuardian, fits, NAME, read, RELATION } from './contact';

const FORM = 'guardian_contact';
/** Words are saved when the hand rests. */
const REST_MS = 400;

/** What a contact comes from. */
export interface Origin {
  student: string;
  followUp: string | null;
  reminder: string | null;
  guardian: string | null;
}

/** One contact being filled. */
export class ContactDraft {
  contact = $state<Contact>({ ...EMPTY });
  guardian = $state<string | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The published form asks for something else; it is filled question by question. */
  other = $state(false);
  /** Whether the draft was looked for, so that taps are not lost to it. */
  ready = $state(false);
  draft = $state<string | null>(null);
  #saved: Contact = { ...EMPTY };
  #doing: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly origin: Origin) {}

  /** Takes up a draft about the student, or is ready to begin one. */
  async open(student: StudentScreen): Promise<void> {
    if (this.ready) return;
    const begun = student.drafts.find((d) => this.#isOurs(d));
    const first = firstGuardian(student.student.guardians ?? [], begun?.guardian ?? this.origin.guardian);
    this.guardian = first?.id ?? null;
    if (begun) {
      this.draft = begun.id;
      await this.#look();
    }
    if (!this.contact.channel) this.contact.channel = first?.channel ?? 'call';
    this.ready = true;
  }

  #isOurs(draft: Draft): boolean {
    const { followUp, reminder } = this.origin;
    return draft.form === FORM && (draft.follow_up ?? null) === followUp && (draft.reminder ?? null) === reminder;
  }

  /** Saves what changed, now or when the hand rests. */
  save(later = false): void {
    clearTimeout(this.#timer);
    if (later) this.#timer = setTimeout(() => this.save(), REST_MS);
    else this.#doing = this.#doing.then(() => this.#save());
  }

  /** Finishes it as a record; null when the form asks for more. */
  async finish(student: StudentScreen): Promise<string | null> {
    clearTimeout(this.#timer);
    await this.#doing;
    await this.#save(student);
    if (this.problem || !this.draft) return null;
    try {
      const { id } = await core.ask('draft_finish', { draft: this.draft });
      return id;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      this.other = this.problem.code === 'unfinished';
      return null;
    }
  }

  async #look(): Promise<void> {
    if (!this.draft) return;
    const view = await core.ask('draft_view', { draft: this.draft, language: language() });
    this.other = !fits(view.nodes);
    this.contact = read(view.nodes);
    this.#saved = { ...this.contact };
  }

  async #save(student?: StudentScreen): Promise<void> {
    const now = { ...$state.snapshot(this.contact) };
    this.problem = null;
    try {
      await this.#begin();
      for (const { path, value } of changes(this.#saved, now)) await this.#answer(path, value);
      if (student && now.reached === 'yes') await this.#answerWhom(student);
      this.#saved = now;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    }
  }

  /** Says whom it was with: the roster knows it, nobody is asked. */
  async #answerWhom(student: StudentScreen): Promise<void> {
    const guardian = student.student.guardians?.find((g) => g.id === this.guardian);
    await this.#answer(RELATION, guardian?.relation ?? 'other');
    if (guardian) await this.#answer(NAME, guardian.name);
  }

  async #answer(path: string, value: string | null): Promise<void> {
    if (this.draft) await core.ask('draft_answer', { draft: this.draft, path, value });
  }

  async #begin(): Promise<void> {
    if (this.draft) return;
    const { student, followUp, reminder } = this.origin;
    const begun = await core.ask('draft_begin', {
      form: FORM,
      student,
      language: language(),
      ...(followUp ? { follow_up: followUp } : {}),
      ...(reminder ? { reminder } : {}),
      ...(this.guardian ? { guardian: this.guardian } : {}),
    });
    this.draft = begun.draft;
    const view = await core.ask('draft_view', { draft: begun.draft, language: language() });
    this.other = !fits(view.nodes);
  }
}
