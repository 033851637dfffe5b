// What the self-test's models compute, in plain double precision and no cleverness.

export function matrixProduct(
  x: Float32Array,
  w: Float32Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.trunc(at / columns), at % columns];
    let sum = 0;
    for (let i = 0; i < inner; i++) sum += (x[row * inner + i] ?? 0) * (w[i * columns + column] ?? 0);
    return sum;
  });
}

/** Kernel 3, stride 1, one image. */
export function convolution(
  x: Float32Array,
  w: Float32Array,
  { channels, filters, size, pad }: { channels: number; filters: number; size: number; pad: number },
): Float64Array {
  const out = size - 2 + 2 * pad;
  const pixel = (channel: number, row: number, column: number) =>
    row < 0 || column < 0 || row >= size || column >= size
      ? 0
      : (x[(channel * size + row) * size + column] ?? 0);
  return Float64Array.from({ length: filters * out * out }, (_, at) => {
    const [filter, row, column] = [Math.trunc(at / (out * out)), Math.trunc(at / out) % out, at % out];
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      for (let k = 0; k < 9; k++)
        sum +=
          pixel(channel, row - pad + Math.trunc(k / 3), column - pad + (k % 3)) *
          (w[(filter * channels + channel) * 9 + k] ?? 0);
    return sum;
  });
}

/** The greatest of each 2×2 of `planes` squares. */
export function maxPool(x: Float32Array, planes: number, size: number): Float64Array {
  const half = size / 2;
  return Float64Array.from({ length: planes * half * half }, (_, at) => {
    const [plane, row, column] = [Math.trunc(at / (half * half)), Math.trunc(at / half) % half, at % half];
    const first = (plane * size + 2 * row) * size + 2 * column;
    return Math.max(...[first, first + 1, first + size, first + size + 1].map((i) => x[i] ?? 0));
  });
}

export function channelMeans(x: Float32Array, planes: number, size: number): Float64Array {
  const area = size * size;
  return Float64Array.from({ length: planes }, (_, plane) =>
    x.subarray(plane * area, (plane + 1) * area).reduce((sum, value) => sum + value / area, 0),
  );
}

export function softmax(x: Float32Array, width: number): Float64Array {
  const powers = Float64Array.from(x, Math.exp);
  return powers.map((power, at) => {
    const start = at - (at % width);
    return power / powers.subarray(start, start + width).reduce((sum, each) => sum + each, 0);
  });
}
