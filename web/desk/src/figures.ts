// How numbers are said: with their unit, their target and how they stand to it. Whether a target is met, the server says.
import type { Indicator } from '$api';
import { n, t } from '$i18n';

/** Says a value with its unit; a part of a hundred never rounds up to all of it. */
export function sayValue({ value, unit }: Pick<Indicator, 'value' | 'unit'>): string {
  if (value === null) return t('figures.none');
  return unit === 'percent' ? t('figures.percent', { n: n(Math.floor(value * 10) / 10) }) : t('figures.days', { n: Math.round(value * 10) / 10 });
}

/** Says a target: 目标 96% 以上; empty when there is none. */
export function sayTarget({ target, unit, wants }: Pick<Indicator, 'target' | 'unit' | 'wants'>): string {
  if (target === null || wants === null) return '';
  const value = sayValue({ value: target, unit });
  if (unit === 'percent' && target >= 100 && wants === 'most') return t('figures.target', { target: value });
  return t(wants === 'most' ? 'figures.target_most' : 'figures.target_least', { target: value });
}

/** Says a change with its sign: +9, −3; empty for none. */
export function sayChange(change: number): string {
  return change === 0 ? '' : `${change > 0 ? '+' : '−'}${n(Math.abs(change), 0)}`;
}
