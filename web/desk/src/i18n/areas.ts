// The desk's message files as types: a new file in `messages/zh-Hans` is named here once. No name of the field app's twice.
import type figures from '../messages/zh-Hans/figures.json';
import type measures from '../messages/zh-Hans/measures.json';
import type overview from '../messages/zh-Hans/overview.json';
import type shell from '../messages/zh-Hans/shell.json';
import type table from '../messages/zh-Hans/table.json';

declare module '@doorstep/shared/i18n/areas.ts' {
  interface Areas {
    figures: typeof figures;
    measures: typeof measures;
    overview: typeof overview;
    shell: typeof shell;
    table: typeof table;
  }
}
