import type { Matrix } from './spectrum.ts';

/** W·Wᵀ or Wᵀ·W, whichever is smaller; symmetric, row-major. */
export function gramOf(matrix: Matrix): Float64Array {
  const wide = matrix.rows <= matrix.columns ? matrix : transposed(matrix);
  const { rows, columns } = wide;
  const gram = new Float64Array(rows * rows);
  // A strip of columns of all rows stays in the cache while every pair of rows passes over it.
  for (let start = 0; start < columns; start += STRIP)
    addStrip(gram, wide, start, Math.min(start + STRIP, columns));
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) gram[j * rows + i] = gram[i * rows + j] ?? 0;
  return gram;
}

const STRIP = 256;

/** Two by two rows at a time: four products for four loads. */
function addStrip(gram: Float64Array, { rows, columns, values }: Matrix, start: number, end: number): void {
  for (let i = 0; i < rows; i += 2) {
    const a = i * columns;
    const b = Math.min(i + 1, rows - 1) * columns;
    for (let j = 0; j <= i; j += 2) {
      const c = j * columns;
      const d = Math.min(j + 1, rows - 1) * columns;
      let ac = 0;
      let ad = 0;
      let bc = 0;
      let bd = 0;
      for (let k = start; k < end; k++) {
        const fromA = values[a + k] ?? 0;
        const fromB = values[b + k] ?? 0;
        const fromC = values[c + k] ?? 0;
        const fromD = values[d + k] ?? 0;
        ac += fromA * fromC;
        ad += fromA * fromD;
        bc += fromB * fromC;
        bd += fromB * fromD;
      }
      add(gram, rows, i, j, ac);
      if (i + 1 < rows) add(gram, rows, i + 1, j, bc);
      if (j + 1 < i + 1) add(gram, rows, i, j + 1, ad);
      if (i + 1 < rows && j + 1 < rows) add(gram, rows, i + 1, j + 1, bd);
    }
  }
}

function add(gram: Float64Array, rows: number, i: number, j: number, value: number): void {
  gram[i * rows + j] = (gram[i * rows + j] ?? 0) + value;
}

function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float32Array(values.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j] ?? 0;
  return { rows: columns, columns: rows, values: turned };
}
