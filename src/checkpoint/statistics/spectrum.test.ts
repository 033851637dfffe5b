import { describe, expect, test } from 'vitest';
import { eigenvaluesOf } from './eigenvalues.ts';
import { collectMatrix, planSpectrum, SPECTRUM_BUDGET } from './matrix-collector.ts';
import { openMeter } from './meter.ts';
import { fitPowerLaw } from './power-law.ts';
import { spectrumOf, type Matrix } from './spectrum.ts';

function matrixOf(rows: number, columns: number, value: (i: number, j: number) => number): Matrix {
  const values = Float32Array.from({ length: rows * columns }, (_, at) =>
    value(Math.floor(at / columns), at % columns),
  );
  return { rows, columns, values };
}

function scrambled(i: number, j: number): number {
  return ((i * 7919 + j * 104_729 + i * j * 31 + ((i * i * j) % 97) * 13) % 1009) / 1009 - 0.5;
}

describe('the spectrum', () => {
  // numpy 1.24: linalg.svd in F64 of the same F32 matrix, and the fit of WeightWatcher's paper over its σ².
  test.each([
    [60, 90, 5.047565542592863, 17.465983097469177, 6.2839987371697745, 1.6709471162909906],
    [90, 60, 4.855003452227083, 18.386359707973885, 3.8198099662727962, 0.6646355829363014],
    [64, 130, 5.604813233553005, 22.057369565213982, 4.8120305445445855, 0.9530076361361464],
  ])('of %i × %i equals numpy’s', (rows, columns, norm, stableRank, alpha, deviation) => {
    const spectrum = spectrumOf(matrixOf(rows, columns, scrambled), null);
    expect(spectrum?.spectralNorm).toBeCloseTo(norm, 9);
    expect(spectrum?.stableRank).toBeCloseTo(stableRank, 8);
    expect(spectrum?.alpha).toBeCloseTo(alpha, 6);
    expect(spectrum?.alphaDeviation).toBeCloseTo(deviation, 6);
    expect(spectrum?.weightedAlpha).toBeCloseTo(alpha * Math.log10(norm ** 2), 5);
  });

  test('of a small matrix has no exponent', () => {
    const spectrum = spectrumOf(matrixOf(7, 5, scrambled), null);
    expect(spectrum?.spectralNorm).toBeCloseTo(1.0791301813793004, 9);
    expect(spectrum).toMatchObject({ alpha: null, alphaDeviation: null, weightedAlpha: null });
  });

  test('of an outer product has a stable rank of 1', () => {
    const spectrum = spectrumOf(
      matrixOf(80, 70, (i, j) => (i + 1) * (j - 3)),
      null,
    );
    expect(spectrum?.stableRank).toBeCloseTo(1, 9);
  });

  test('of a scaled identity is flat', () => {
    const spectrum = spectrumOf(
      matrixOf(65, 65, (i, j) => (i === j ? 3 : 0)),
      null,
    );
    expect(spectrum).toMatchObject({ spectralNorm: 3, stableRank: 65, alpha: null });
  });

  test('of zeros, and of values that are not finite, is null', () => {
    expect(
      spectrumOf(
        matrixOf(60, 60, () => 0),
        null,
      ),
    ).toBeNull();
    expect(
      spectrumOf(
        matrixOf(60, 60, (i) => (i === 7 ? Number.NaN : 1)),
        null,
      ),
    ).toBeNull();
    expect(
      spectrumOf(
        matrixOf(60, 60, (i) => (i === 7 ? Number.POSITIVE_INFINITY : 1)),
        null,
      ),
    ).toBeNull();
  });

  test('of values at the ends of F32 stays finite', () => {
    for (const scale of [1e-40, 1e38]) {
      const norm = spectrumOf(
        matrixOf(51, 52, (i, j) => scale * scrambled(i, j)),
        null,
      )?.spectralNorm;
      expect(Number(norm) / scale).toBeGreaterThan(1);
      expect(Number(norm) / scale).toBeLessThan(10);
    }
  });
});

test('eigenvalues of a second-difference matrix are those of the textbook', () => {
  const n = 40;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) matrix[i * n + j] = i === j ? 2 : Number(Math.abs(i - j) === 1) * -1;
  for (const [k, value] of eigenvaluesOf(matrix, n).entries())
    expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 12);
});

test('the fit finds the exponent of a pure power law', () => {
  const values = Float64Array.from(
    { length: 2000 },
    (_, i) => ((2000 - i - 0.5) / 2000) ** (-1 / 1.5),
  ).sort();
  const fit = fitPowerLaw(values);
  expect(fit?.alpha).toBeCloseTo(2.5, 1);
  expect(fitPowerLaw(values.slice(0, 49))).toBeNull();
  expect(fitPowerLaw(values.map((value) => value * 1e-9))).toBeNull();
});

describe('the plan', () => {
  test('takes small matrices whole, kernels flattened, and leaves vectors alone', () => {
    expect(planSpectrum([64, 3, 5, 5], SPECTRUM_BUDGET)).toMatchObject({
      rows: 64,
      columns: 75,
      sampledShape: null,
    });
    for (const shape of [[], [9], [1, 9], [9, 1], [0, 9], [9, 0]])
      expect(planSpectrum(shape, SPECTRUM_BUDGET)).toBeNull();
  });

  test('samples what is too large, and says so', () => {
    expect(planSpectrum([4096, 4096], SPECTRUM_BUDGET)?.sampledShape).toEqual([512, 512]);
    expect(planSpectrum([50_257, 768], SPECTRUM_BUDGET)?.sampledShape).toEqual([512, 512]);
    expect(planSpectrum([2 ** 26, 2 ** 26], SPECTRUM_BUDGET)?.sampledShape).toEqual([512, 512]);
  });

  test('samples when the budget runs low and stops when it is spent', () => {
    const { cost = 0 } = planSpectrum([1024, 1024], 1e12) ?? {};
    expect(planSpectrum([1024, 1024], cost * 8)?.sampledShape).toBeNull();
    expect(planSpectrum([1024, 1024], cost * 7)?.sampledShape).toEqual([512, 512]);
    expect(planSpectrum([1024, 1024], 1e6)).toBeNull();
  });
});

describe('the collected matrix', () => {
  test.each([
    [[600, 700], 2 ** 40],
    [[600, 700], 2e9],
    [[3000, 90], 1e9],
    [[40, 9000], 1e8],
  ])('of %j holds the planned rows and columns', (shape, budget) => {
    const [rows = 0, columns = 0] = shape;
    const plan = planSpectrum(shape, budget);
    if (plan === null) throw new Error('no plan');
    const { sink, matrix } = collectMatrix(plan);
    const meter = openMeter('F32', rows * columns, sink);
    const cells = Float32Array.from({ length: rows * columns }, (_, at) => at);
    meter?.update(new Uint8Array(cells.buffer));
    meter?.done();
    for (let i = 0; i < matrix.rows; i++)
      for (let j = 0; j < matrix.columns; j++) {
        const row = Math.floor((matrix.values[i * matrix.columns] ?? -1) / columns);
        const column = (matrix.values[j] ?? -1) % columns;
        if (matrix.values[i * matrix.columns + j] !== row * columns + column)
          throw new Error(`${i}, ${j} is not where its row and column say`);
      }
    const firsts = Array.from({ length: matrix.rows }, (_, i) => matrix.values[i * matrix.columns] ?? -1);
    expect(new Set(firsts).size).toBe(matrix.rows);
    expect(firsts.toSorted((a, b) => a - b)).toEqual(firsts);
  });
});
