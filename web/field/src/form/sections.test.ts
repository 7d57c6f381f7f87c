// A form is divided by its outermost groups, each knows what is not right yet.
import type { DraftScreen, DraftView, NodeState } from '@doorstep/shared/face';
import { expect, test } from 'vitest';
import { partOf, sectionOf, sectionsOf } from './sections';

const node = (path: string, label: string, kind: NodeState['kind'] = 'text'): NodeState => ({
  path, kind, label, value: null, relevant: true, required: false, read_only: false, wrong: null, hint: '', guidance: '',
  layout: { appearance: '', screen: null, repeat: false }, parameters: {},
});
const screen = (path: string): DraftScreen => ({ path, kind: 'question', questions: [path] });

const NODES = [
  node('/f', '', null),
  node('/f/first', 'First'),
  node('/f/a', 'A', null),
  node('/f/a/in', 'Inner', null),
  node('/f/a/in/x', 'X'),
  node('/f/a/y', 'Y'),
];

test('the outermost group with a name is the section', () => {
  expect(sectionOf(NODES, '/f/a/in/x')?.label).toBe('A');
  expect(sectionOf(NODES, '/f/first')).toBeUndefined();
  expect(sectionOf(NODES, '/f/ab')).toBeUndefined();
});

test('screens, questions and what is open by section', () => {
  const view: Pick<DraftView, 'nodes' | 'screens' | 'problems'> = {
    nodes: NODES,
    screens: ['/f/first', '/f/a/in/x', '/f/a/y'].map(screen),
    problems: [{ path: '/f/a/y', missing: true, message: 'needed' }],
  };
  const sections = sectionsOf(view);
  expect(sections.map((section) => [section.label, section.screens, section.open])).toEqual([
    ['', [0], []],
    ['A', [1, 2], ['/f/a/y']],
  ]);
});

test('how far one is: sections count alike', () => {
  const nodes = [node('/f/a', 'A', null), node('/f/a/x', 'X'), node('/f/a/y', 'Y'), node('/f/b', 'B', null), node('/f/b/z', 'Z')];
  const screens = ['/f/a/x', '/f/a/y', '/f/b/z'].map(screen);
  expect([0, 1, 2, 3].map((at) => partOf({ nodes, screens }, at))).toEqual([0, 0.25, 0.5, 1]);
  expect(partOf({ nodes: NODES, screens: ['/f/first', '/f/a/y'].map(screen) }, 1)).toBe(0.5);
});
