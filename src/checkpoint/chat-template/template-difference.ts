/** One line of two templates laid beside each other. */
export interface DifferenceLine {
  readonly kind: 'SAME' | 'REMOVED' | 'ADDED';
  readonly line: string;
}

/**
 * What was taken out of a parent's template and what was put in, line by line, by the longest common subsequence. Two
 * texts too long for that (more than 4 million pairs of lines between equal ends) are shown as all out and all in.
 */
export function templateDifference(before: string, after: string): readonly DifferenceLine[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const start = commonStart(old, fresh);
  const end = commonStart(old.slice(start).toReversed(), fresh.slice(start).toReversed());
  const middle = [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)] as const;
  return [
    ...lines('SAME', old.slice(0, start)),
    ...(middle[0].length * middle[1].length > PAIRS_MAX ? replaced(...middle) : aligned(...middle)),
    ...lines('SAME', old.slice(old.length - end)),
  ];
}

const PAIRS_MAX = 4_000_000;

function lines(kind: DifferenceLine['kind'], texts: readonly string[]): readonly DifferenceLine[] {
  return texts.map((line) => ({ kind, line }));
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a[length] === b[length]) length++;
  return length;
}

function replaced(old: readonly string[], fresh: readonly string[]): readonly DifferenceLine[] {
  return [...lines('REMOVED', old), ...lines('ADDED', fresh)];
}

function aligned(old: readonly string[], fresh: readonly string[]): readonly DifferenceLine[] {
  const width = fresh.length + 1;
  const lengths = commonLengths(old, fresh);
  const found: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    const isOut = (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0);
    if (old[i] === fresh[j]) {
      found.push({ kind: 'SAME', line: old[i++] ?? '' });
      j++;
    } else if (isOut) found.push({ kind: 'REMOVED', line: old[i++] ?? '' });
    else found.push({ kind: 'ADDED', line: fresh[j++] ?? '' });
  }
  return [...found, ...replaced(old.slice(i), fresh.slice(j))];
}

/** At i, j: how many lines the rests of both have in common, in order. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint32Array {
  const width = fresh.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] =
        old[i] === fresh[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  return lengths;
}
