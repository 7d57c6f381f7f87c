// What the server says of proposed rules before they hold: their faults by place, and what they would change.
import { api, asRefused, type Refused } from '$api';
import type { Answer } from '$desk/api/shapes';
import { find, t } from '$i18n';
import { type JsonObject, pathAt } from './json';

/** What is tried: the policy or the calendar. */
export type Kind = 'policy' | 'calendar';
/** What would change. */
export type Trial = Answer<'/v1/rules/trial', 'post'>;

/** Something wrong at a place; an empty place is the whole. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Asks what is wrong with proposed rules; nothing is changed. */
export async function faultsOf(kind: Kind, value: JsonObject, signal: AbortSignal): Promise<Fault[]> {
  const { errors } = await api.post('/v1/imports/{kind}', { path: { kind }, query: { dry_run: true }, body: value, signal });
  return errors.map(({ column, code, message }) => ({ path: placeOf(column, value), code, message }));
}

/** Asks what proposed rules would change; nothing is changed. */
export async function tried(kind: Kind, value: JsonObject, signal: AbortSignal): Promise<Trial> {
  return api.post('/v1/rules/trial', { body: { [kind]: value }, signal });
}

/** Puts rules in force; returns what is wrong with them when they were not taken. */
export async function force(kind: Kind, value: JsonObject): Promise<Fault[]> {
  const { applied, errors } = await api.post('/v1/imports/{kind}', { path: { kind }, query: { dry_run: false }, body: value });
  return applied ? [] : errors.map(({ column, code, message }) => ({ path: placeOf(column, value), code, message }));
}

/** The faults that a refusal names; `null` when it was refused for another reason. */
export function faultsIn(kind: Kind, problem: unknown): Fault[] | null {
  const { violations }: Refused['problem'] = asRefused(problem).problem;
  if (!violations || violations.length === 0) return null;
  return violations.map(({ field, code, message }) => ({ path: field === kind ? '' : field.replace(new RegExp(`^${kind}\\.`), ''), code, message }));
}

/** A place as the import names it: a path, or a byte of the line that was sent. */
export function placeOf(column: string, value: JsonObject): string {
  const [, byte] = /^line 1, column (\d+)$/.exec(column) ?? [];
  return byte === undefined ? column : pathAt(value, Number(byte));
}

/** Says a fault: by its place and kind, else by its kind, else in the server's words. */
export function sayFault({ path, code, message }: Fault): string {
  const field = path.startsWith('templates') ? 'templates' : ((path.match(/[a-z]\w*/g) ?? []).at(-1) ?? '');
  return find(`rules.fault_${code}_${field}`) ?? find(`rules.fault_${code}`, { message: message.replace(/ at line \d+ column \d+$/, '') }) ?? t('rules.fault_other', { message });
}

/** Whether a fault lies at a place or within it. */
export const isAt = (fault: Fault, path: string): boolean => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`);
