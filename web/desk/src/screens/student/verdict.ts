// What is said of a photo at a glance: checked, doubtful, explained, or withdrawn; the findings themselves are the server's.
import type { Photo } from '$api';
import { t } from '$i18n';
import type { State } from '$ui/state';

/** Says the verdict in a word, with the colour that goes with it. */
export function verdictOf(photo: Pick<Photo, 'withdrawn' | 'doubts' | 'explanations'>): { word: string; state: State } {
  if (photo.withdrawn) return { word: t('case.photo_withdrawn'), state: 'waiting' };
  if (photo.doubts === 0) return { word: t('case.photo_fine'), state: 'done' };
  if (photo.explanations.length > 0) return { word: t('case.photo_explained'), state: 'due' };
  return { word: t('case.photo_doubts', { n: photo.doubts }), state: 'late' };
}
