// The desk's messages in simplified Chinese, with the words that both applications share, as one chunk.
import type { Files } from '@doorstep/shared/i18n/message.ts';

export const files: Files = import.meta.glob(
  ['../../../shared/src/messages/zh-Hans/{common,story,words}.json', '../messages/zh-Hans/*.json'],
  { eager: true, import: 'default' },
);
