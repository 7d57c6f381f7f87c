// The desk's message files as types: a new file in `messages/zh-Hans` is named here once. No name of the field app's twice.
import type accounts from '../messages/zh-Hans/accounts.json';
import type audit from '../messages/zh-Hans/audit.json';
import type calendar from '../messages/zh-Hans/calendar.json';
import type cases from '../messages/zh-Hans/case.json';
import type deed from '../messages/zh-Hans/deed.json';
import type exports from '../messages/zh-Hans/exports.json';
import type figures from '../messages/zh-Hans/figures.json';
import type forms from '../messages/zh-Hans/forms.json';
import type intake from '../messages/zh-Hans/intake.json';
import type ledgers from '../messages/zh-Hans/ledgers.json';
import type measures from '../messages/zh-Hans/measures.json';
import type moves from '../messages/zh-Hans/moves.json';
import type overview from '../messages/zh-Hans/overview.json';
import type papers from '../messages/zh-Hans/papers.json';
import type phones from '../messages/zh-Hans/phones.json';
import type policy from '../messages/zh-Hans/policy.json';
import type retention from '../messages/zh-Hans/retention.json';
import type roster from '../messages/zh-Hans/roster.json';
import type rules from '../messages/zh-Hans/rules.json';
import type schools from '../messages/zh-Hans/schools.json';
import type shell from '../messages/zh-Hans/shell.json';
import type table from '../messages/zh-Hans/table.json';
import type work from '../messages/zh-Hans/work.json';

declare module '@doorstep/shared/i18n/areas.ts' {
  interface Areas {
    accounts: typeof accounts;
    audit: typeof audit;
    calendar: typeof calendar;
    case: typeof cases;
    deed: typeof deed;
    exports: typeof exports;
    figures: typeof figures;
    forms: typeof forms;
    intake: typeof intake;
    ledgers: typeof ledgers;
    measures: typeof measures;
    moves: typeof moves;
    overview: typeof overview;
    papers: typeof papers;
    phones: typeof phones;
    policy: typeof policy;
    retention: typeof retention;
    roster: typeof roster;
    rules: typeof rules;
    schools: typeof schools;
    shell: typeof shell;
    table: typeof table;
    work: typeof work;
  }
}
