/** How far apart two ratings are: equal or not, by rank, by difference, or by relative difference. */
export type Measure = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's α: agreement of several observers beyond chance, with gaps (null). 1 is perfect, 0 is chance; null
 * where nothing can disagree. `ratings` has a row for each observer and a column for each unit.
 */
export function krippendorff(
  ratings: readonly (readonly (number | null)[])[],
  measure: Measure,
): number | null {
  const units = pairableUnits(ratings);
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  const totals = values.map((value) => units.flat().filter((rating) => rating === value).length);
  const count = totals.reduce((sum, total) => sum + total, 0);
  const distance = distanceOf(measure, values, totals);
  const observed = units.reduce(
    (sum, unit) => sum + sumOfPairs(unit, values, distance) / (unit.length - 1),
    0,
  );
  let expected = 0;
  for (let i = 0; i < values.length; i++)
    for (let j = 0; j < values.length; j++) expected += (totals[i] ?? 0) * (totals[j] ?? 0) * distance(i, j);
  return expected === 0 ? null : 1 - ((count - 1) * observed) / expected;
}

// A unit that one observer alone rated says nothing about agreement.
function pairableUnits(ratings: readonly (readonly (number | null)[])[]): readonly (readonly number[])[] {
  const width = Math.max(0, ...ratings.map((row) => row.length));
  return Array.from({ length: width }, (_, i) => ratings.flatMap((row) => row[i] ?? [])).filter(
    (unit) => unit.length >= 2,
  );
}

function sumOfPairs(
  unit: readonly number[],
  values: readonly number[],
  distance: (i: number, j: number) => number,
): number {
  const places = unit.map((value) => values.indexOf(value));
  return places.reduce((sum, i) => sum + places.reduce((inner, j) => inner + distance(i, j), 0), 0);
}

function distanceOf(
  measure: Measure,
  values: readonly number[],
  totals: readonly number[],
): (i: number, j: number) => number {
  const at = (list: readonly number[], i: number) => list[i] ?? 0;
  switch (measure) {
    case 'nominal':
      return (i, j) => Number(i !== j);
    case 'ordinal':
      return (i, j) => {
        const [low, high] = [Math.min(i, j), Math.max(i, j)];
        const between = totals.slice(low, high + 1).reduce((sum, total) => sum + total, 0);
        return (between - (at(totals, i) + at(totals, j)) / 2) ** 2;
      };
    case 'interval':
      return (i, j) => (at(values, i) - at(values, j)) ** 2;
    case 'ratio':
      return (i, j) => {
        const sum = at(values, i) + at(values, j);
        return sum === 0 ? 0 : ((at(values, i) - at(values, j)) / sum) ** 2;
      };
  }
}
