// The desk's messages in English, with the words that both applications share, as one chunk.
import type { Files } from '@doorstep/shared/i18n/message.ts';

export const files: Files = import.meta.glob(
  ['../../../shared/src/messages/en/{common,story,words}.json', '../messages/en/*.json'],
  { eager: true, import: 'default' },
);
