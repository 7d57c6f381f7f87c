// Makes the shared `t` speak the desk's messages.
import type {} from './areas';
import { speakFrom } from '$i18n';

speakFrom({ 'zh-Hans': () => import('./zh-Hans'), en: () => import('./en') });
