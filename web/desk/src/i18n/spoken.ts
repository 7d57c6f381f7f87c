// The language as the API is asked for it.
import { language } from '$i18n';

/** Returns the API's word for the language that is spoken. */
export function spoken(): 'en' | 'zh' {
  return language() === 'en' ? 'en' : 'zh';
}
