/** Of at least one value; NaN of none. Summed from left to right, so that equal values give equal bits. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
