import { elementCount } from '../dtype.ts';
import type { ValueSink } from './meter.ts';
import { spectrumCost, type Matrix, type Spectrum } from './spectrum.ts';

/** Which rows and columns of a tensor a spectrum is made of. */
export interface SpectrumPlan {
  readonly rows: number;
  readonly columns: number;
  readonly sampledShape: Spectrum['sampledShape'];
  /** Multiplications, see `spectrumCost`. */
  readonly cost: number;
}

/** What one file may cost: counted, not timed, so that every machine gives the same answer; about 2 s on one core. */
export const SPECTRUM_BUDGET = 4e9;

/**
 * A tensor of two dimensions or more, kernels flattened to outputs × rest. Whole up to a short side of 1,024 and 4 M
 * elements while that leaves something for those after it (an eighth of what is left), else a sample of 512 × 512;
 * null for vectors and where not even that is left.
 */
export function planSpectrum(shape: readonly number[], budgetLeft: number): SpectrumPlan | null {
  const [rows = 0, ...rest] = shape;
  const columns = elementCount(rest) ?? 0;
  if (rest.length === 0 || Math.min(rows, columns) < 2) return null;
  const cost = spectrumCost(rows, columns);
  const isSmall = Math.min(rows, columns) <= SHORT_SIDE_MAX && rows * columns <= ELEMENTS_MAX;
  if (isSmall && cost <= budgetLeft / 8) return { rows, columns, cost, sampledShape: null };
  const [fewRows, fewColumns] = [Math.min(rows, SAMPLE_SIDE), Math.min(columns, SAMPLE_SIDE)];
  const sampleCost = spectrumCost(fewRows, fewColumns);
  if (sampleCost > budgetLeft) return null;
  const isWhole = fewRows === rows && fewColumns === columns;
  return { rows, columns, cost: sampleCost, sampledShape: isWhole ? null : [fewRows, fewColumns] };
}

/** Keeps a tensor's planned values as they pass: at most 16 MiB. */
export function collectMatrix(plan: SpectrumPlan): { readonly sink: ValueSink; readonly matrix: Matrix } {
  const [rows, columns] = plan.sampledShape ?? [plan.rows, plan.columns];
  const matrix = { rows, columns, values: new Float32Array(rows * columns) };
  const sink = plan.sampledShape === null ? wholeSink(matrix) : sampleSink(matrix, plan);
  return { sink, matrix };
}

const SHORT_SIDE_MAX = 1024;
const ELEMENTS_MAX = 4 << 20;
const SAMPLE_SIDE = 512;

function wholeSink({ values: kept }: Matrix): ValueSink {
  return (values, count, firstIndex) => kept.set(values.subarray(0, count), firstIndex);
}

function sampleSink(matrix: Matrix, plan: SpectrumPlan): ValueSink {
  const wantedRows = placesAmong(plan.rows, matrix.rows);
  const wantedColumns = placesAmong(plan.columns, matrix.columns);
  let row = 0;
  let column = 0;
  return (values, count, firstIndex) => {
    for (; row < matrix.rows; row++, column = 0) {
      const start = (wantedRows[row] ?? 0) * plan.columns - firstIndex;
      for (; column < matrix.columns; column++) {
        const at = start + (wantedColumns[column] ?? 0);
        if (at >= count) return;
        matrix.values[row * matrix.columns + column] = values[at] ?? 0;
      }
    }
  };
}

/** One place in each of as many equal stretches, drawn by xorshift32 from the size: the same in every reading. */
function placesAmong(size: number, wanted: number): readonly number[] {
  let state = size | 0 || 1;
  return Array.from({ length: wanted }, (_, i) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const [from, to] = [Math.floor((i * size) / wanted), Math.floor(((i + 1) * size) / wanted)];
    return from + ((state >>> 0) % (to - from));
  });
}
