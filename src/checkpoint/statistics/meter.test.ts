import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dtype } from '../dtype.ts';
import { patternTable } from './element-values.ts';
import { openMeter } from './meter.ts';
import type { TensorStatistics } from './tensor-statistics.ts';

const PROBABILITIES = [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999];

function measure(dtype: Dtype, bytes: Uint8Array, count: number, chunkBytes = 1 << 20): TensorStatistics {
  const meter = openMeter(dtype, count);
  if (meter === null) throw new Error(`${dtype} has no meter`);
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) meter.update(bytes.slice(at, at + chunkBytes));
  return meter.done();
}

function bytesOfFloats(values: readonly number[]): Uint8Array {
  return new Uint8Array(new Float32Array(values).buffer);
}

/** Two passes in F64 over the finite values, as a textbook has them. */
function naive(all: readonly number[]) {
  const values = all.filter(Number.isFinite).sort((a, b) => a - b);
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const power = (exponent: number) => values.reduce((sum, value) => sum + (value - mean) ** exponent, 0) / n;
  const at = (rank: number) => values[rank] ?? Number.NaN;
  return {
    mean,
    standardDeviation: Math.sqrt(power(2)),
    skewness: power(3) / power(2) ** 1.5,
    excessKurtosis: power(4) / power(2) ** 2 - 3,
    min: at(0),
    max: at(n - 1),
    l2Norm: Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)),
    quantiles: PROBABILITIES.map((probability) => {
      const rank = probability * (n - 1);
      const [low, high] = [at(Math.floor(rank)), at(Math.ceil(rank))];
      return low + (high - low) * (rank - Math.floor(rank));
    }),
  };
}

/** The sum of two xorshift numbers: lopsided, of both signs, the same on every machine. */
function lopsided(count: number, scale = 1, shift = 0): number[] {
  let state = 20_240_611;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return Array.from({ length: count }, () => Math.fround(shift + scale * (next() ** 2 - 0.4 * next())));
}

function expectClose(received: TensorStatistics, values: readonly number[]): void {
  const { quantiles, ...figures } = naive(values);
  for (const [name, figure] of Object.entries(figures))
    expect(Number(received[name as keyof TensorStatistics]), name).toBeCloseTo(figure, 7);
  expect(received.quantiles?.map((value) => Number(value.toFixed(7)))).toEqual(
    quantiles.map((value) => Number(value.toFixed(7))),
  );
}

describe('the figures of an F32 tensor', () => {
  test('equal two naive passes', () => {
    const values = lopsided(10_000);
    const statistics = measure('F32', bytesOfFloats(values), values.length);
    expectClose(statistics, values);
    expect(statistics).toMatchObject({ count: 10_000, nanCount: 0, infinityCount: 0, zeroCount: 0 });
    expect(statistics.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  });

  test('do not lose digits to a mean far from 0', () => {
    const values = lopsided(9_999, 1e-3, 1000);
    const { skewness, excessKurtosis, standardDeviation } = naive(values);
    const statistics = measure('F32', bytesOfFloats(values), values.length);
    expect(Number(statistics.standardDeviation) / standardDeviation).toBeCloseTo(1, 9);
    expect(Number(statistics.skewness)).toBeCloseTo(skewness, 6);
    expect(Number(statistics.excessKurtosis)).toBeCloseTo(excessKurtosis, 6);
  });

  test('of a large one have moments as exact, and quantiles within 0.8 %', () => {
    const values = lopsided(100_003);
    const statistics = measure('F32', bytesOfFloats(values), values.length);
    const { quantiles, ...figures } = naive(values);
    expect(Number(statistics.excessKurtosis)).toBeCloseTo(figures.excessKurtosis, 9);
    expect(statistics).toMatchObject({ min: figures.min, max: figures.max });
    for (const [i, quantile] of quantiles.entries())
      expect(Math.abs((statistics.quantiles?.[i] ?? 0) - quantile)).toBeLessThanOrEqual(
        0.008 * Math.abs(quantile) + 1e-6,
      );
  });

  test('of a large one spread a histogram that is right to a bin’s neighbour and loses nothing', () => {
    const values = lopsided(100_003);
    const { histogram, min, max } = measure('F32', bytesOfFloats(values), values.length);
    const exact = Array.from({ length: 64 }, () => 0);
    for (const value of values) {
      const bin = Math.min(63, Math.floor(((value - Number(min)) / (Number(max) - Number(min))) * 64));
      exact[bin] = (exact[bin] ?? 0) + 1;
    }
    const counts = histogram?.counts ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100_003);
    let [given, wanted] = [0, 0];
    for (const [i, count] of counts.entries()) {
      const before = wanted;
      given += count;
      wanted += exact[i] ?? 0;
      expect(given).toBeGreaterThanOrEqual(before);
      expect(given).toBeLessThanOrEqual(wanted + (exact[i + 1] ?? 0));
    }
  });

  test('leave NaN and infinities out, and count them', () => {
    const values = lopsided(5000);
    const spoilt = [Number.NaN, ...values, Number.POSITIVE_INFINITY, 0, -0, Number.NEGATIVE_INFINITY];
    const statistics = measure('F32', bytesOfFloats(spoilt), spoilt.length);
    expectClose(statistics, spoilt);
    expect(statistics).toMatchObject({ count: 5005, nanCount: 1, infinityCount: 2, zeroCount: 2 });
  });

  test('are null where nothing finite is left, and where there is nothing', () => {
    const nothing = { mean: null, min: null, quantiles: null, histogram: null };
    expect(measure('F32', bytesOfFloats([Number.NaN]), 1)).toMatchObject({ nanCount: 1, ...nothing });
    expect(measure('F32', new Uint8Array(0), 0)).toMatchObject({ count: 0, ...nothing });
  });

  test('of equal values have no skewness and one bin', () => {
    expect(measure('F32', bytesOfFloats([2, 2, 2]), 3)).toMatchObject({
      mean: 2,
      standardDeviation: 0,
      skewness: null,
      excessKurtosis: null,
      distinctInSample: 1,
      histogram: { min: 2, max: 2, counts: [3] },
    });
  });

  test('show few different values where a tensor was quantised', () => {
    const rounded = lopsided(3000).map((value) => Math.round(value * 8) / 8);
    expect(measure('F32', bytesOfFloats(rounded), 3000).distinctInSample).toBe(
      new Set(rounded.slice(0, 1024)).size,
    );
    expect(measure('F32', bytesOfFloats(lopsided(3000)), 3000).distinctInSample).toBeGreaterThan(1000);
  });
});

describe('every numeric type', () => {
  const small = [-3, -1, 0, 1, 2, 3, 1, 1];
  test.each<[Dtype, ArrayBufferView]>([
    ['I8', Int8Array.from(small)],
    ['I16', Int16Array.from(small)],
    ['I32', Int32Array.from(small)],
    ['I64', BigInt64Array.from(small, BigInt)],
    ['F32', Float32Array.from(small)],
    ['F64', Float64Array.from(small)],
    ['BF16', Uint16Array.from(small, (value) => bits32(value) >>> 16)],
    ['F16', Uint16Array.from([0xc200, 0xbc00, 0, 0x3c00, 0x4000, 0x4200, 0x3c00, 0x3c00])],
    ['F8_E4M3', Uint8Array.from([0xc4, 0xb8, 0, 0x38, 0x40, 0x44, 0x38, 0x38])],
    ['F8_E5M2', Uint8Array.from([0xc2, 0xbc, 0, 0x3c, 0x40, 0x42, 0x3c, 0x3c])],
    ['F8_E4M3FNUZ', Uint8Array.from([0xcc, 0xc0, 0, 0x40, 0x48, 0x4c, 0x40, 0x40])],
    ['F8_E5M2FNUZ', Uint8Array.from([0xc6, 0xc0, 0, 0x40, 0x44, 0x46, 0x40, 0x40])],
  ])('%s gives the same figures of the same values', (dtype, view) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const statistics = measure(dtype, bytes, small.length);
    expectClose(statistics, small);
    expect(statistics).toMatchObject({ count: 8, zeroCount: 1, nanCount: 0, infinityCount: 0 });
  });

  test('unsigned types and truth values have no sign', () => {
    const ones = new Uint8Array(8).fill(0xff);
    expect(measure('U8', ones, 8).max).toBe(255);
    expect(measure('U16', ones, 4).max).toBe(65_535);
    expect(measure('U32', ones, 2).max).toBe(2 ** 32 - 1);
    expect(measure('U64', ones, 1).max).toBe(2 ** 64);
    expect(measure('BOOL', ones, 8)).toMatchObject({ mean: 1, distinctInSample: 1 });
  });

  test.each<[Dtype, number, number, number]>([
    ['F8_E4M3', 448, 2, 0],
    ['F8_E5M2', 57_344, 6, 2],
    ['F8_E4M3FNUZ', 240, 1, 0],
    ['F8_E5M2FNUZ', 57_344, 1, 0],
    ['F8_E8M0', 2 ** 127, 1, 0],
  ])('%s reaches %d with %i NaN and %i infinities among its patterns', (dtype, max, nans, infinities) => {
    const every = Uint8Array.from({ length: 256 }, (_, pattern) => pattern);
    expect(measure(dtype, every, 256)).toMatchObject({ max, nanCount: nans, infinityCount: infinities });
  });

  test('the 16-bit tables agree with F32 on every pattern', () => {
    const bfloat = patternTable('BF16')?.values ?? [];
    const float = new Float32Array(1);
    const word = new Uint32Array(float.buffer);
    for (let pattern = 0; pattern < 65_536; pattern++) {
      word[0] = pattern << 16;
      expect(bfloat[pattern] === float[0] || Number.isNaN(float[0])).toBe(true);
    }
    const half = patternTable('F16')?.values ?? [];
    expect([half[0x7bff], half[1], half[0x8400], half[0x7c00]]).toEqual([
      65_504,
      2 ** -24,
      -(2 ** -14),
      Number.POSITIVE_INFINITY,
    ]);
  });

  test.each<Dtype>(['C64', 'C128', 'STRING', 'F4', 'I4', 'F6_E2M3'])('%s has no meter', (dtype) => {
    expect(openMeter(dtype, 8)).toBeNull();
  });

  test('figures past the range of F64 are null, never infinite', () => {
    const huge = new Uint8Array(Float64Array.from([1e300, -1e300, 1e308, -1e308]).buffer);
    const { excessKurtosis, histogram, quantiles, max } = measure('F64', huge, 4);
    expect({ excessKurtosis, histogram, max }).toEqual({ excessKurtosis: null, histogram: null, max: 1e308 });
    expect(quantiles?.every((value) => Number.isFinite(value))).toBe(true);
  });
});

describe('the pieces in which bytes come', () => {
  test.each<Dtype>(['F32', 'F64', 'F16', 'I8', 'I64'])('never change a figure of %s', (dtype) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 0, maxLength: 4000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1 }),
        (bytes, repeats, cuts) => {
          const whole = Buffer.concat(Array.from({ length: repeats }, () => bytes));
          const count = Math.floor(
            whole.byteLength / { F32: 4, F64: 8, F16: 2, I8: 1, I64: 8 }[dtype as 'F32'],
          );
          const meter = openMeter(dtype, count);
          const reused = new Uint8Array(9000);
          for (let at = 0, turn = 0; at < whole.byteLength; turn++) {
            const length = Math.min(cuts[turn % cuts.length] ?? 1, whole.byteLength - at);
            reused.set(whole.subarray(at, at + length));
            meter?.update(reused.subarray(0, length));
            at += length;
          }
          expect(meter?.done()).toEqual(measure(dtype, whole, count));
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  test('past the announced elements are ignored', () => {
    expect(measure('F32', bytesOfFloats([1, 2, 3]), 2)).toMatchObject({ count: 2, max: 2 });
  });

  test('may end early: what came is measured', () => {
    expect(measure('F32', bytesOfFloats([1, 2, 3]).slice(0, 11), 9)).toMatchObject({ count: 2, max: 2 });
  });
});

test('values are handed on in order, a block at a time', () => {
  const values = lopsided(10_000);
  for (const [dtype, bytes] of [
    ['F32', bytesOfFloats(values)],
    ['BF16', new Uint8Array(Uint16Array.from(values, (value) => bits32(value) >>> 16).buffer)],
  ] as const) {
    const got: number[] = [];
    const meter = openMeter(dtype, 10_000, (block, count, first) => {
      expect(first).toBe(got.length);
      got.push(...block.subarray(0, count));
    });
    meter?.update(bytes);
    meter?.done();
    expect(got).toEqual(values.map((value) => (dtype === 'F32' ? value : cut(value))));
  }
});

function bits32(value: number): number {
  return new Uint32Array(new Float32Array([value]).buffer)[0] ?? 0;
}

function cut(value: number): number {
  return new Float32Array(new Uint32Array([bits32(value) & 0xffff_0000]).buffer)[0] ?? 0;
}
