// The desk's message files as types: a new file in `messages/zh-Hans` is named here once. No name of the field app's twice.
import type cases from '../messages/zh-Hans/case.json';
import type deed from '../messages/zh-Hans/deed.json';
import type figures from '../messages/zh-Hans/figures.json';
import type overview from '../messages/zh-Hans/overview.json';
import type shell from '../messages/zh-Hans/shell.json';
import type work from '../messages/zh-Hans/work.json';
import type table from '../messages/zh-Hans/table.json';

declare module '@doorstep/shared/i18n/areas.ts' {
  interface Areas {
    case: typeof cases;
    deed: typeof deed;
    figures: typeof figures;
    overview: typeof overview;
    shell: typeof shell;
    table: typeof table;
    work: typeof work;
  }
}
