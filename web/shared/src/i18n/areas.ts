// The message files there are, as types: a new file in `messages/zh-Hans` is named here once.
import type absence from '../messages/zh-Hans/absence.json';
import type attention from '../messages/zh-Hans/attention.json';
import type common from '../messages/zh-Hans/common.json';
import type contact from '../messages/zh-Hans/contact.json';
import type notify from '../messages/zh-Hans/notify.json';
import type patrol from '../messages/zh-Hans/patrol.json';
import type problems from '../messages/zh-Hans/problems.json';
import type queue from '../messages/zh-Hans/queue.json';
import type reminders from '../messages/zh-Hans/reminders.json';
import type settings from '../messages/zh-Hans/settings.json';
import type start from '../messages/zh-Hans/start.json';
import type story from '../messages/zh-Hans/story.json';
import type student from '../messages/zh-Hans/student.json';
import type sync from '../messages/zh-Hans/sync.json';
import type today from '../messages/zh-Hans/today.json';
import type visit from '../messages/zh-Hans/visit.json';
import type words from '../messages/zh-Hans/words.json';

/** The messages by area. */
export interface Areas {
  absence: typeof absence;
  attention: typeof attention;
  common: typeof common;
  contact: typeof contact;
  notify: typeof notify;
  patrol: typeof patrol;
  problems: typeof problems;
  queue: typeof queue;
  reminders: typeof reminders;
  settings: typeof settings;
  start: typeof start;
  story: typeof story;
  student: typeof student;
  sync: typeof sync;
  today: typeof today;
  visit: typeof visit;
  words: typeof words;
}

/** Every key there is: `area.key`. */
export type Key = { [A in keyof Areas]: `${A}.${keyof Areas[A] & string}` }[keyof Areas];
