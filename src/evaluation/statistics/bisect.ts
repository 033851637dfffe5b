/** The point of [low, high] where an increasing function reaches `target`, to the last bit a double can tell. */
export function bisect(increasing: (x: number) => number, target: number, low: number, high: number): number {
  for (let step = 0; step < STEPS_MAX; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (increasing(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// 1,100 halvings pass every exponent of a double, so only a NaN could ever use them up.
const STEPS_MAX = 1100;
