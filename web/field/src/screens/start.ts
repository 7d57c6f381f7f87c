// Starts filling a form, or goes on with the one that was begun: never two of the same for one student.
import { core } from '$core';
import { language } from '$i18n';
import { path } from '../routes';
import { router } from '../router.svelte';

/** Opens the home visit of a student, for a follow-up when there is one. */
export const startVisit = (student: string, followUp: string | null): Promise<void> =>
  open('home_visit', { student, ...(followUp ? { follow_up: followUp } : {}) });

/** Opens a venue report. */
export const startVenueReport = (): Promise<void> => open('venue_report', {});

const open = async (form: string, of: { student?: string; follow_up?: string }): Promise<void> => {
  const drafts = await core.ask('drafts');
  const begun = drafts.find((draft) => draft.form === form && draft.student === (of.student ?? null));
  const draft = begun?.id ?? (await core.ask('draft_begin', { form, language: language(), ...of })).draft;
  router.go(path('visit', { draft }));
};
