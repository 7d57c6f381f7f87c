// Amounts as people say them: bytes, distances and parts of a hundred.
import { language, n, t } from './index.svelte';

/** Says an amount of bytes: 640 KB, 3.1 MB. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return t('common.bytes', { n: bytes });
  if (bytes < 1_000_000) return t('common.kilobytes', { n: Math.round(bytes / 1000) });
  if (bytes < 1_000_000_000) return t('common.megabytes', { n: round(bytes / 1_000_000) });
  return t('common.gigabytes', { n: round(bytes / 1_000_000_000) });
}

/** Says a distance in metres: 80 米, 1.2 公里. */
export function sayDistance(metres: number): string {
  if (metres < 1000) return t('common.metres', { n: Math.round(metres / 10) * 10 });
  return t('common.kilometres', { n: round(metres / 1000) });
}

/** Says how long something is, in its largest fitting unit: 20 分钟, 5 小时, 1 天. */
export function sayLong(ms: number): string {
  const [unit, size] = ms < 7_200_000 ? ['minute', 60_000] as const : ms < 86_400_000 ? ['hour', 3_600_000] as const : ['day', 86_400_000] as const;
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(ms / size);
}

/** Says a part of one as a percentage. */
export function sayPart(part: number): string {
  return `${n(Math.floor(part * 100), 0)}%`;
}

function round(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
