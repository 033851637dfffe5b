/**
 * The eigenvalues of a symmetric matrix of n rows, lowest first; the matrix is used up. Householder's reduction to
 * three diagonals, then QL with implicit shifts (EISPACK's tred1 and tql1, Wilkinson & Reinsch 1971).
 */
export function eigenvaluesOf(matrix: Float64Array, n: number): Float64Array {
  const { diagonal, beside } = reduceToTridiagonal(matrix, n);
  iterate(diagonal, beside);
  return diagonal.sort();
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** `beside[i]` stands between the diagonal's i and i + 1; the last is 0. */
  readonly beside: Float64Array;
}

/** Works on the lower triangle's rows from the last one up. */
function reduceToTridiagonal(a: Float64Array, n: number): Tridiagonal {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  for (let i = n - 1; i > 0; i--) {
    const row = a.subarray(i * n, i * n + i);
    beside[i - 1] = reflect(a, n, i, row);
  }
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i] ?? 0;
  return { diagonal, beside };
}

/** Turns a row left of the diagonal into one number by a reflection of all rows above; gives that number. */
function reflect(a: Float64Array, n: number, i: number, row: Float64Array): number {
  const last = row[i - 1] ?? 0;
  const scale = row.reduce((sum, value) => sum + Math.abs(value), 0);
  if (i === 1 || scale === 0 || scale === Math.abs(last)) return last;
  let square = 0;
  for (let k = 0; k < i; k++) square += ((row[k] ?? 0) / scale) ** 2;
  const norm = scale * Math.sqrt(square) * (last > 0 ? -1 : 1);
  row[i - 1] = last - norm;
  // The reflection is I − u·uᵀ/h with u the changed row.
  const h = norm * norm - last * norm;
  const p = symmetricProduct(a, n, row).map((value) => value / h);
  let overlap = 0;
  for (let k = 0; k < i; k++) overlap += (row[k] ?? 0) * (p[k] ?? 0);
  for (let k = 0; k < i; k++) p[k] = (p[k] ?? 0) - (overlap / (2 * h)) * (row[k] ?? 0);
  subtractPair(a, n, row, p);
  return norm;
}

/** The leading block times a vector, of which only the lower triangle is read. */
function symmetricProduct(a: Float64Array, n: number, vector: Float64Array): Float64Array {
  const size = vector.length;
  const product = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    const at = j * n;
    const factor = vector[j] ?? 0;
    let sum = (a[at + j] ?? 0) * factor;
    for (let k = 0; k < j; k++) {
      const value = a[at + k] ?? 0;
      sum += value * (vector[k] ?? 0);
      product[k] = (product[k] ?? 0) + value * factor;
    }
    product[j] = (product[j] ?? 0) + sum;
  }
  return product;
}

/** A − u·qᵀ − q·uᵀ, lower triangle. */
function subtractPair(a: Float64Array, n: number, u: Float64Array, q: Float64Array): void {
  for (let j = 0; j < u.length; j++) {
    const at = j * n;
    const [fromU, fromQ] = [u[j] ?? 0, q[j] ?? 0];
    for (let k = 0; k <= j; k++) a[at + k] = (a[at + k] ?? 0) - fromU * (q[k] ?? 0) - fromQ * (u[k] ?? 0);
  }
}

/** More never helped one: EISPACK gives up after 30. */
const SWEEPS_MAX = 60;

/** QL sweeps until nothing is left beside the diagonal. A value that is not finite ends them. */
function iterate(diagonal: Float64Array, beside: Float64Array): void {
  const n = diagonal.length;
  for (let low = 0; low < n; low++)
    for (let sweeps = 0; sweeps < SWEEPS_MAX; sweeps++) {
      const high = endOfBlock(diagonal, beside, low);
      if (high === low) break;
      sweep(diagonal, beside, low, high);
    }
}

function endOfBlock(diagonal: Float64Array, beside: Float64Array, low: number): number {
  let high = low;
  while (high < diagonal.length - 1) {
    const size = Math.abs(diagonal[high] ?? 0) + Math.abs(diagonal[high + 1] ?? 0);
    if (!(Math.abs(beside[high] ?? 0) > Number.EPSILON * size)) break;
    high++;
  }
  return high;
}

function sweep(d: Float64Array, e: Float64Array, low: number, high: number): void {
  const edge = e[low] ?? 0;
  const slope = ((d[low + 1] ?? 0) - (d[low] ?? 0)) / (2 * edge);
  const root = Math.hypot(slope, 1) * (slope < 0 ? -1 : 1);
  let g = (d[high] ?? 0) - (d[low] ?? 0) + edge / (slope + root);
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = sine * (e[i] ?? 0);
    const b = cosine * (e[i] ?? 0);
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] = (d[i + 1] ?? 0) - shift;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    const above = (d[i + 1] ?? 0) - shift;
    const turn = ((d[i] ?? 0) - above) * sine + 2 * cosine * b;
    shift = sine * turn;
    d[i + 1] = above + shift;
    g = cosine * turn - b;
  }
  d[low] = (d[low] ?? 0) - shift;
  e[low] = g;
  e[high] = 0;
}
