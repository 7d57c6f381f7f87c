// A piece of work in words: the step of the ladder with its number, or the reason.
import { t, word } from '$i18n';

/** Says what a piece of work is. */
export function sayPiece({ step, reason }: { readonly step: number | null; readonly reason: string }): string {
  return step === null ? word('reason', reason) : t('case.step', { n: step, name: word('step_number', String(step)) });
}
