// Which forms may be begun from where one is, and which drafts wait there already.
import type { Draft, OfferedForm } from '@doorstep/shared/face';

/** What one begins from. */
export interface From {
  student: string | null;
  followUp: string | null;
  /** A form that is wanted. */
  form: string | null;
}

/** What can be chosen. */
export interface Choice {
  forms: OfferedForm[];
  drafts: Draft[];
  titles: Map<string, string>;
}

/** A form about a student, or about none; a follow-up is worked on by a visit or a contact. */
function fits(offered: OfferedForm, from: From): boolean {
  if (offered.fit.is === 'too_old') return false;
  if (from.form !== null) return offered.form === from.form;
  if (from.student === null) return offered.fact === 'venue_report';
  if (from.followUp !== null) return offered.fact === 'visit' || offered.fact === 'guardian_contact';
  return offered.fact !== 'venue_report';
}

/** Finds what fits; a draft of the same student and form is gone on with. */
export function choicesFor(from: From, forms: readonly OfferedForm[], drafts: readonly Draft[]): Choice {
  const fitting = forms.filter((offered) => fits(offered, from));
  const ids = new Set(fitting.map((offered) => offered.form));
  return {
    forms: fitting,
    drafts: drafts.filter((draft) => draft.student === from.student && ids.has(draft.form)),
    titles: new Map(forms.map((offered) => [offered.form, offered.title])),
  };
}
