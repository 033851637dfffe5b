import { expect, test } from 'vitest';
import { drills } from '../../scripts/drills/drills.ts';

// A slice of each; the whole is run by hand, its numbers stand in bench/results.md.
test.each(drills.map((drill) => [drill.id, drill.claim, drill] as const))('%s: %s', async (_, __, drill) => {
  const { figures, violations, skipped } = await drill.run('SLICE');
  expect(violations).toEqual([]);
  if (skipped === undefined) expect(Object.values(figures).some((figure) => figure > 0)).toBe(true);
});
