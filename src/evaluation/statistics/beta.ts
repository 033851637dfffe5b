import { invariant } from '../../base/errors.ts';
import { bisect } from './bisect.ts';
import { logGamma } from './gamma.ts';

/** The x in [0, 1] below which Beta(a, b) holds the share p; for 0 < p < 1 and a, b > 0 up to about 1e6. */
export function betaQuantile(p: number, a: number, b: number): number {
  invariant(p > 0 && p < 1, `betaQuantile needs 0 < p < 1, got ${p}`);
  return bisect((x) => regularizedBeta(x, a, b), p, 0, 1);
}

/** I_x(a, b), the share of Beta(a, b) below x. */
function regularizedBeta(x: number, a: number, b: number): number {
  invariant(a > 0 && b > 0, `Beta needs a, b > 0, got ${a}, ${b}`);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(x, a, b)) / a;
  return 1 - (front * fraction(1 - x, b, a)) / b;
}

/** Lentz's method for the continued fraction of the incomplete beta function. */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m < TERMS_MAX; m++) {
    for (const term of [evenTerm(m, x, a, b), oddTerm(m, x, a, b)]) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      product *= d * c;
    }
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return product;
}

function evenTerm(m: number, x: number, a: number, b: number): number {
  return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
}

function oddTerm(m: number, x: number, a: number, b: number): number {
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

const TINY = 1e-300;
const PRECISION = 1e-16;
const TERMS_MAX = 100_000;
