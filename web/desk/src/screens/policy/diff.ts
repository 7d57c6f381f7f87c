// How a proposed policy differs from the one in force: from what to what, in words, by section.
import { type Json, at, same } from '../rules/json';
import { sayField } from './say';
import { type Block, type Field, type FieldKind, type SectionName, sections } from './sections';

/** One difference. */
export interface Change {
  readonly section: SectionName;
  /** Of what: a step, a target; empty where the section says it. */
  readonly title: string;
  /** The field; empty where the whole came or went. */
  readonly label: string;
  /** Its place in the proposed policy; empty where it went. */
  readonly path: string;
  /** What holds; `null` where there is nothing. */
  readonly from: string | null;
  /** What would hold; `null` where there would be nothing. */
  readonly to: string | null;
}

/** What holds where a field is left out. */
const OTHERWISE: { readonly [kind in FieldKind]?: Json } = { flag: false, groups: [], since: 'opened' };

/** Lists every difference between the policy in force and a proposed one. */
export function changes(held: Json, proposed: Json): Change[] {
  const [before, after] = [sections(held), sections(proposed)];
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [had, has] = [before, after].map((all) => all.find((one) => one.name === name)?.blocks ?? []);
    return compare(name, had ?? [], has ?? [], held, proposed);
  });
}

function compare(section: SectionName, had: readonly Block[], has: readonly Block[], held: Json, proposed: Json): Change[] {
  const gone = had.filter(({ key }) => !has.some((block) => block.key === key));
  const found = has.flatMap((block) => {
    const before = had.find(({ key }) => key === block.key);
    if (!before) return whole(section, block, proposed, 'to');
    const rels = [...new Set([...before.fields, ...block.fields].map(({ rel }) => rel))];
    return rels.flatMap((rel) => fieldChange(section, block, before.fields.find((f) => f.rel === rel), block.fields.find((f) => f.rel === rel), held, proposed));
  });
  return [...found, ...gone.flatMap((block) => whole(section, block, held, 'from'))];
}

function fieldChange(section: SectionName, { title }: Block, was: Field | undefined, is: Field | undefined, held: Json, proposed: Json): Change[] {
  const field = is ?? was;
  if (!field) return [];
  const [from, to] = [was && at(held, was.path), is && at(proposed, is.path)];
  const otherwise = OTHERWISE[field.kind];
  if (same(from ?? otherwise, to ?? otherwise)) return [];
  const say = (value: Json | undefined): string | null => (value === undefined && field.kind !== 'period' ? null : sayField(field.kind, value));
  const [before, after] = [say(from), say(to)];
  // What is left out and what is said to be nothing are the same to whoever reads it.
  return before === after ? [] : [{ section, title, label: field.label, path: field.path, from: before, to: after }];
}

function whole(section: SectionName, block: Block, policy: Json, side: 'from' | 'to'): Change[] {
  const filled = block.fields.filter((field) => at(policy, field.path) !== undefined);
  const text = filled.map((field) => `${field.label}: ${sayField(field.kind, at(policy, field.path))}`).join('; ');
  const path = side === 'to' ? (block.item ?? block.fields[0]?.path ?? '') : '';
  return [{ section, title: block.title, label: '', path, from: side === 'from' ? text : null, to: side === 'to' ? text : null }];
}
