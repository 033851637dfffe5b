import { expect, test } from 'vitest';
import { randomGraph, recomputed, type PlainGraph } from './plain-graph-fixture.ts';
import { ANCESTORS_MAX, placeAll, type WholeGraph } from './place-all.ts';

function wholeOf(graph: PlainGraph): WholeGraph {
  const lists = [...graph.values()].map((parents) => [...parents]);
  const parentOffsets = Int32Array.from([0, ...lists.map(({ length }) => length)]);
  for (let i = 1; i < parentOffsets.length; i++) parentOffsets[i]! += parentOffsets[i - 1]!;
  const ones = () => new Float64Array(graph.size).fill(1);
  return {
    nodeCount: graph.size,
    parentOffsets,
    parents: Int32Array.from(lists.flat()),
    bytes: ones(),
    downloads: ones(),
  };
}

function placesOf(graph: PlainGraph) {
  const placed = placeAll(wholeOf(graph));
  return [...graph.keys()].map((node) => {
    const from = placed.starts[node]!;
    const ancestors = Array.from(
      placed.ancestors.slice(from, from + placed.lengths[node]!),
      (id, i) => [id, placed.depths[from + i]!] as const,
    );
    return {
      ancestors,
      generation: placed.generations[node]!,
      childCount: placed.childCounts[node]!,
      descendantCount: placed.descendantCounts[node]!,
    };
  });
}

test.for([1, 2, 3, 4])('random graph %i stands as a plain walk says', (seed) => {
  const graph: PlainGraph = new Map(randomGraph(seed, 200).map(({ parents }, n) => [n, new Set(parents)]));
  expect(placesOf(graph)).toEqual([...recomputed(graph).values()]);
});

test('children may be numbered before their parents', () => {
  const graph: PlainGraph = new Map([
    [0, new Set([2])],
    [1, new Set([0])],
    [2, new Set<number>()],
  ]);
  expect(placesOf(graph)).toEqual([...recomputed(graph).values()]);
});

test('of an endless line the nearest ancestors are kept', () => {
  const length = ANCESTORS_MAX + 500;
  const graph: PlainGraph = new Map(Array.from({ length }, (_, n) => [n, new Set(n === 0 ? [] : [n - 1])]));
  const placed = placeAll(wholeOf(graph));
  expect(placed.lengths[length - 1]).toBe(ANCESTORS_MAX);
  expect(placed.ancestors[placed.starts[length - 1]!]).toBe(length - 2);
  expect(placed.generations[length - 1]).toBe(length - 1);
});

test('a cycle is a bug and not an endless loop', () => {
  const graph: PlainGraph = new Map([
    [0, new Set([1])],
    [1, new Set([0])],
  ]);
  expect(() => placesOf(graph)).toThrow(/no cycle/);
});
