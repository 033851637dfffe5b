/**
 * EigenTrust (Kamvar et al. 2003): t = (1 − a)·Cᵀt + a·p, for ranking who vouches for whom. Never part of a score:
 * vouching is free, and audits cost compute. `local[i][j]` is how much i vouches for j; who vouches for nobody is
 * taken to vouch as `pretrust` does.
 */
export function eigenTrust(
  local: readonly (readonly number[])[],
  pretrust: readonly number[],
  a: number,
): readonly number[] {
  const rows = local.map((row) => normalised(row) ?? pretrust);
  let trust = pretrust;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const next = pretrust.map(
      (own, j) => (1 - a) * rows.reduce((sum, row, i) => sum + (row[j] ?? 0) * (trust[i] ?? 0), 0) + a * own,
    );
    const moved = next.reduce((sum, value, i) => sum + Math.abs(value - (trust[i] ?? 0)), 0);
    trust = next;
    if (moved < PRECISION) break;
  }
  return trust;
}

// Each round leaves at most 1 − a of the error: with a = .15 about 200 rounds to the last bit.
const ROUNDS_MAX = 10_000;
const PRECISION = 1e-15;

function normalised(row: readonly number[]): readonly number[] | null {
  const sum = row.reduce((total, value) => total + Math.max(0, value), 0);
  return sum === 0 ? null : row.map((value) => Math.max(0, value) / sum);
}
