/**
 * Whether a rate printed to `decimals` digits can be k/n of whole items at all (Brown & Heathers 2017),
 * whichever way its printer rounded halves.
 */
export function isGrimConsistent(rate: number, decimals: number, n: number): boolean {
  const half = 0.5 * 10 ** -decimals + 1e-12;
  const nearest = Math.round(rate * n);
  return [nearest - 1, nearest, nearest + 1].some((k) => k >= 0 && k <= n && Math.abs(k / n - rate) <= half);
}
