// Documents on the desk: their kinds, and who is offered to draw them up; whether they may, the server decides.
import type { Answer } from '$desk/api/shapes';

/** A document as it is listed. */
export type Paper = Answer<'/v1/papers', 'get'>['rows'][number];
/** A kind of document. */
export type Kind = Paper['kind'];

/** Every kind. */
export const KINDS = ['order', 'visit_record', 'case_file', 'monthly_report'] as const satisfies readonly Kind[];

/** What a document is to be drawn up about. */
export type About =
  | { readonly kind: 'order' | 'case_file'; readonly student: string; readonly name: string; readonly guardians: readonly string[] }
  | { readonly kind: 'visit_record'; readonly student: string; readonly visit: string; readonly name: string }
  | { readonly kind: 'monthly_report'; readonly school: string; readonly name: string };

/** The months that a report can be about, the last first: this one and the eleven before. */
export function months(today: string): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return Array.from({ length: 12 }, (_, i) => {
    const at = new Date(Date.UTC(year, month - 1 - i, 1));
    return at.toISOString().slice(0, 7);
  });
}
