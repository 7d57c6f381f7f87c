// The sections of a form: its outermost groups, with what each asks now and what is still missing.
import type { DraftView, Screen, State } from './model';

/** A section as the list of sections and the review show it. */
export interface Section {
  path: string;
  label: string;
  /** Its screens that are asked now, as places in the list of screens. */
  screens: number[];
  /** Its questions that are asked now. */
  questions: string[];
  /** Those that are not right yet. */
  open: string[];
}

const depth = (path: string): number => path.split('/').length;

/** Finds the outermost group around a path. */
export function sectionOf(nodes: readonly State[], path: string): State | undefined {
  const groups = nodes.filter((node) => node.kind === null && path.startsWith(`${node.path}/`) && node.label !== '');
  return groups.sort((a, b) => depth(a.path) - depth(b.path))[0];
}

/** Divides the screens of a form into its sections; what stands in no group is a section without a name. */
export function sectionsOf(view: Pick<DraftView, 'nodes' | 'screens' | 'problems'>): Section[] {
  const wrong = new Set(view.problems.map((problem) => problem.path));
  const found: Section[] = [];
  view.screens.forEach((screen: Screen, at) => {
    const group = sectionOf(view.nodes, screen.path);
    const path = group?.path ?? '';
    let section = found.at(-1);
    if (!section || section.path !== path) {
      section = { path, label: group?.label ?? '', screens: [], questions: [], open: [] };
      found.push(section);
    }
    section.screens.push(at);
    section.questions.push(...screen.questions);
    section.open.push(...screen.questions.filter((question) => wrong.has(question)));
  });
  return found;
}

/** How far a screen is into the form, from 0 to 1: sections count alike, so that it never jumps back as questions come and go. */
export function partOf(view: Pick<DraftView, 'nodes' | 'screens'>, at: number): number {
  if (at >= view.screens.length) return 1;
  const groups = view.nodes.filter((node) => node.kind === null && node.label !== '' && sectionOf(view.nodes, node.path) === undefined);
  const places = view.screens.map((screen) => groups.findIndex((group) => screen.path.startsWith(`${group.path}/`)));
  const here = places[at] ?? -1;
  if (groups.length < 2 || here < 0) return at / Math.max(1, view.screens.length);
  const within = places.flatMap((place, screen) => (place === here ? [screen] : []));
  return (here + within.indexOf(at) / within.length) / groups.length;
}
