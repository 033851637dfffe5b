import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { withoutCycles, type Step } from './without-cycles.ts';

const step = (childId: number, parentId: number): Step => ({ childId, parentId });

describe('edges that arrive in an order', () => {
  test('are accepted while they close no cycle', () => {
    const edges = [step(2, 1), step(3, 2), step(1, 3), step(1, 4)];
    expect(withoutCycles(edges, [])).toEqual({
      accepted: [step(2, 1), step(3, 2), step(1, 4)],
      refused: [step(1, 3)],
    });
  });

  test('count what is already above them', () => {
    expect(withoutCycles([step(1, 3)], [step(3, 2), step(2, 1)]).refused).toHaveLength(1);
    expect(withoutCycles([step(1, 1)], []).refused).toHaveLength(1);
  });

  test('never make a cycle, and leave out none without need', () => {
    const node = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node)), (pairs) => {
        const edges = pairs.map(([child, parent]) => step(child, parent));
        const { accepted, refused } = withoutCycles(edges, []);
        expect(hasCycle(accepted)).toBe(false);
        for (const edge of refused) expect(hasCycle([...accepted, edge])).toBe(true);
      }),
    );
  });
});

// Takes away nodes without children until none is left, or none can go.
function hasCycle(edges: readonly Step[]): boolean {
  const left = edges.filter(({ childId }) => edges.some(({ parentId }) => parentId === childId));
  if (left.length === edges.length) return edges.length > 0;
  return hasCycle(left);
}
