import type { CurvePoint } from './curve.tsx';

/** Where a point stands in a box of 100 by 100, its interval with it; `y` grows downwards. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

export interface Scale {
  /** Steps that grow by factors are as far apart as those that grow by sums would be. */
  readonly isLogarithmic: boolean;
  readonly steps: readonly [number, number];
  readonly values: readonly [number, number];
  place(point: CurvePoint): Placed;
}

/** A training of which a quarter is saved within the first hundredth of its steps is saved by factors, as many are. */
const CROWDED = 100;

export function scaleOf(points: readonly CurvePoint[]): Scale {
  const steps = points.map(({ step }) => step).toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [steps[0], steps.at(-1)];
  const isLogarithmic = last > CROWDED * (steps[Math.floor(steps.length / 4)] ?? last);
  const along = (step: number) => (isLogarithmic ? Math.log1p(step) : step);
  const ends = points.flatMap(({ value, interval }) =>
    interval ? [value, interval.low, interval.high] : [value],
  );
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const x = (step: number) => 100 * shareOf(along(step), along(first), along(last));
  const y = (value: number) => 100 - 100 * shareOf(value, least, most);
  return {
    isLogarithmic,
    steps: [first, last],
    values: [least, most],
    place: ({ step, value, interval }) => ({
      x: x(step),
      y: y(value),
      low: y(interval?.low ?? value),
      high: y(interval?.high ?? value),
    }),
  };
}

// Where all are one they stand in the middle.
function shareOf(value: number, from: number, to: number): number {
  return to === from ? 0.5 : (value - from) / (to - from);
}
