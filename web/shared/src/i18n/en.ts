// Every message in English, as one chunk that is loaded when the language is chosen.
import type { Files } from './message';

export const files: Files = import.meta.glob('../messages/en/*.json', { eager: true, import: 'default' });
