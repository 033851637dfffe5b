import { hardshipOf } from '../../evaluation/hardship.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import type { Store } from '../../store/store.ts';

/** What models are compared on: a dataset published here, asked in one way, or a name that others report on. */
export interface BenchmarkRow {
  readonly benchmark: string;
  readonly metric: string;
  /** What is done to the items before the question; empty where nothing is, and of what others report. */
  readonly hardship: string;
  readonly isMeasuredHere: boolean;
  readonly results: number;
  readonly models: number;
}

/** Those measured here first, each kind by how much is known of it. */
export async function loadBenchmarks(
  store: Store,
  search: string,
  first: number,
): Promise<readonly BenchmarkRow[]> {
  const asked = await store.evaluations.askedHere(search, PROTOCOLS_MAX);
  const rows = asked.map(({ body, ...counts }) => {
    const protocol = parseProtocol(body);
    return {
      ...counts,
      metric: protocol.metric.id,
      hardship: hardshipOf(protocol),
      isMeasuredHere: true,
    };
  });
  const here = [...Map.groupBy(rows, keyOf).values()].map(summed).sort((a, b) => b.models - a.models);
  const reported = await store.reported.benchmarks(search, first);
  const elsewhere = reported.map((row) => ({ ...row, hardship: '', isMeasuredHere: false }));
  return [...here, ...elsewhere].slice(0, first);
}

// A protocol has a row for each way its images are prepared, which is no other question.
function keyOf({ benchmark, metric, hardship }: BenchmarkRow): string {
  return JSON.stringify([benchmark, metric, hardship]);
}

function summed(rows: readonly BenchmarkRow[]): BenchmarkRow {
  const sum = (of: (row: BenchmarkRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return { ...rows[0]!, results: sum(({ results }) => results), models: sum(({ models }) => models) };
}

const PROTOCOLS_MAX = 1000;
