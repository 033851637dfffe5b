import type { CountedRun } from './generated/operations.ts';

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** `210 KB`: decimal units, as disks and networks are sold. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 99.5 || unit === 0 ? Math.round(value) : value.toPrecision(2)} ${units[unit]}`;
}

/** `52,138`, `7.2 B`: exact while it is readable. */
export function countText(count: number): string {
  if (count < 1e6) return count.toLocaleString('en');
  if (count < 1e9) return `${(count / 1e6).toPrecision(3)} M`;
  return `${(count / 1e9).toPrecision(3)} B`;
}

/** `52.1 %`, with half the interval's width as `±2.2` where there is one. */
export function percentText(rate: number, interval: Interval | null = null): string {
  const half = interval ? ` ±${((interval.high - interval.low) * 50).toFixed(1)}` : '';
  return `${(rate * 100).toFixed(1)} %${half}`;
}

/** `97.7 % (96.6 to 98.5)`: an interval written out, since it need not be symmetric. */
export function intervalText({ low, high }: Interval): string {
  return `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)} %`;
}

/** A metric's value: a share as percent, anything else as a number. */
export function scoreText({
  metric,
  value,
  sampling,
}: {
  metric: string;
  value: number;
  sampling: Interval | null;
}) {
  if (isShare(metric, value)) return percentText(value, sampling);
  const half = sampling ? ` ±${((sampling.high - sampling.low) / 2).toPrecision(2)}` : '';
  return `${Number(value.toPrecision(5))}${half}`;
}

/** The interval of a metric's value, in its unit. */
export function samplingText({
  metric,
  value,
  sampling,
}: {
  metric: string;
  value: number;
  sampling: Interval;
}) {
  if (isShare(metric, value)) return intervalText(sampling);
  return `${Number(sampling.low.toPrecision(5))} to ${Number(sampling.high.toPrecision(5))}`;
}

function isShare(metric: string, value: number): boolean {
  return /accuracy|rate|exact-match|trigger-success/i.test(metric) && value >= 0 && value <= 1;
}

/** Who reports: an organisation or a name, how it stands to the model's maker, with which harness. */
export function sourceText(source: {
  readonly name: string | null;
  readonly organisation: string | null;
  readonly relationship: string | null;
  readonly harness: string | null;
  readonly harnessVersion: string | null;
}): string {
  const { name, organisation, relationship, harness, harnessVersion } = source;
  const who = [organisation ?? name ?? 'no source told', relationship && wordText(relationship)];
  const how = harness && `with ${harness}${harnessVersion === null ? '' : ` ${harnessVersion}`}`;
  return [...who, how].filter(Boolean).join(', ');
}

/** `FINE_TUNE` as `fine-tune`. */
export function wordText(constant: string): string {
  return constant.toLowerCase().replaceAll('_', '-');
}

/** `2026-11-21 11:13 UTC`, the same for every reader. */
export function timeText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** What a report was counted of, where the hub holds the answers and counted them again. */
export function countedText(run: CountedRun, against: readonly { readonly id: string }[] = []): string {
  const held = against.length > 0 ? `, against ${against.map(({ id }) => id).join(', ')}` : '';
  return `counted of ${run.id} by ${run.evaluator.name}${held}, and again by this hub`;
}

export function dayText(iso: string): string {
  return iso.slice(0, 10);
}

/** The beginning of a digest, enough to compare by eye; the algorithm goes without saying. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:(.{12}).*$/, '$1…');
}

/** For a POSIX shell: left alone where nothing in it is special, else in single quotes. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9@%+=:,./_-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** What is known of a stub: that another place lists it, or its name alone. */
export function stubText({
  imported: [said],
}: {
  readonly imported: readonly { readonly source: string }[];
}): string {
  return said ? `listed at ${said.source}` : 'known by name only';
}
