const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** Sizes in powers of 1000, as disks and networks count. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? value.toFixed(0) : value.toFixed(1)} ${UNITS[power]}`;
}

export function secondsText(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 record`, `1,005 records`. */
export function nounText(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Rows as aligned columns, two spaces apart. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A proportion in percent with the half width of its interval: `90.4 % ±1.3`. */
export function percentText(value: number, interval: { low: number; high: number } | null): string {
  const percent = `${(value * 100).toFixed(1)} %`;
  return interval ? `${percent} ±${(((interval.high - interval.low) / 2) * 100).toFixed(1)}` : percent;
}

/** A metric's value with the half width of its interval: a share in percent, `2.5312 ±0.0119` for anything else. */
export function valueText(
  metric: string,
  value: number,
  interval: { low: number; high: number } | null,
): string {
  if (isShare(metric)) return percentText(value, interval);
  const half = interval ? ` ±${((interval.high - interval.low) / 2).toPrecision(2)}` : '';
  return `${Number(value.toPrecision(6))}${half}`;
}

/** `91.5 to 92.5 %`, or `2.519 to 2.543`. */
export function intervalText(metric: string, { low, high }: { low: number; high: number }): string {
  if (isShare(metric)) return `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)} %`;
  return `${Number(low.toPrecision(5))} to ${Number(high.toPrecision(5))}`;
}

/** As imported claims have them, by any name. */
function isShare(metric: string): boolean {
  return /accuracy|rate|exact-match|trigger-success/i.test(metric);
}

/** A name that a stranger may have chosen: without what moves a terminal's cursor or turns its text around. */
export function plainName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}
