import type { Cost } from './watch-process.ts';

/** One measurement, whatever its group made of it. */
export interface Measured {
  readonly seconds: number;
  readonly bytes: number;
  /** Costs by who had them: seeder, leecher … */
  readonly costs: Readonly<Record<string, Cost>>;
  /** Further figures by name, as they shall be printed. */
  readonly figures?: Readonly<Record<string, number>>;
}

export interface Row {
  readonly name: string;
  /** What must be installed, by package; the row is left out where it isn't. */
  readonly needs?: readonly Need[];
  /** The row that this one is measured against; more is better. */
  readonly ratioTo?: string;
  readonly aim?: string;
  measure(): Promise<Measured>;
}

export interface Need {
  readonly packageName: string;
  readonly isThere: boolean;
}

/** Measures all rows in turn, as often as asked, so that a busy minute hits each alike; prints the medians. */
export async function report(title: string, rows: readonly Row[], repeats: number): Promise<void> {
  console.log(`\n### ${title}\n`);
  const able = rows.filter((row) => isAble(row));
  const runs = new Map<string, Measured[]>(able.map(({ name }) => [name, []]));
  for (let i = 0; i < repeats; i++)
    for (const row of able) {
      const measured = await row.measure().catch((error: unknown) => {
        console.error(`${row.name}: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      });
      if (measured) runs.get(row.name)?.push(measured);
      console.error(`${row.name} ${i + 1}/${repeats}: ${measured?.seconds.toFixed(2) ?? 'failed'} s`);
    }
  console.log('| what | s | MB/s | ratio | CPU s | peak MiB | further | aim |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const medians = new Map([...runs].map(([name, all]) => [name, median(all)]));
  for (const row of able) console.log(lineOf(row, medians));
}

function isAble({ name, needs = [] }: Row): boolean {
  const missing = needs.filter(({ isThere }) => !isThere).map(({ packageName }) => packageName);
  if (missing.length > 0) console.log(`Left out: ${name} (needs ${missing.join(', ')}).`);
  return missing.length === 0;
}

function median(runs: readonly Measured[]): Measured | undefined {
  return runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor((runs.length - 1) / 2)];
}

function lineOf(row: Row, medians: ReadonlyMap<string, Measured | undefined>): string {
  const measured = medians.get(row.name);
  if (!measured) return `| ${row.name} | failed | | | | | | ${row.aim ?? ''} |`;
  const { seconds, bytes, costs, figures = {} } = measured;
  const unit = row.ratioTo === undefined ? undefined : medians.get(row.ratioTo);
  const ratio = unit ? (unit.seconds / unit.bytes / (seconds / bytes)).toFixed(2) : '';
  const cells = [
    row.name,
    seconds.toFixed(2),
    bytes > 0 ? (bytes / 1e6 / seconds).toFixed(0) : '',
    ratio,
    each(costs, ({ cpuSeconds }) => cpuSeconds.toFixed(1)),
    each(costs, ({ peakMib }) => peakMib.toFixed(0)),
    Object.entries(figures)
      .map(([name, figure]) => `${name} ${Number(figure.toPrecision(4))}`)
      .join(', '),
    row.aim ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

function each(costs: Measured['costs'], text: (cost: Cost) => string): string {
  return Object.entries(costs)
    .map(([who, cost]) => `${who} ${text(cost)}`)
    .join(', ');
}
