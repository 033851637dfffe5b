/** Fewest insertions, deletions and substitutions that make one sequence of tokens the other (Levenshtein, 1966). */
export function editDistance(from: readonly number[], to: readonly number[]): number {
  let above = Array.from({ length: to.length + 1 }, (_, i) => i);
  from.forEach((token, row) => {
    const line = [row + 1];
    to.forEach((other, column) => {
      const changed = (above[column] ?? 0) + (token === other ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    });
    above = line;
  });
  return above[to.length] ?? 0;
}
