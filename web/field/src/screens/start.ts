// Starts filling a form, or goes on with the one that was begun: never two of the same for one student.
import { core } from '$core';
import { language } from '$i18n';
import { router } from '../router.svelte';

/** Opens the home visit of a student, for a follow-up when there is one. */
export const startVisit = async (student: string, followUp: string | null): Promise<void> => {
  const drafts = await core.ask('drafts');
  const begun = drafts.find((draft) => draft.form === 'home_visit' && draft.student === student);
  const draft = begun?.id ?? (await begin('home_visit', { student, ...(followUp ? { follow_up: followUp } : {}) }));
  router.go(`/visit/${draft}`);
};

/** Opens a venue report. */
export const startVenueReport = async (): Promise<void> => {
  const drafts = await core.ask('drafts');
  const begun = drafts.find((draft) => draft.form === 'venue_report');
  router.go(`/visit/${begun?.id ?? (await begin('venue_report', {}))}`);
};

const begin = async (form: string, of: { student?: string; follow_up?: string }): Promise<string> => {
  const { draft } = await core.ask('draft_begin', { form, language: language(), ...of });
  return draft;
};
