import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { graphOf } from '../../bench/graph/model.ts';
import { checkpointRows, edgeRows } from '../../bench/graph/rows.ts';

const NODES = 20_000;
const graph = graphOf(1);
const nodes = Array.from({ length: NODES }, (_, node) => node);
const parents = nodes.map((node) => graph.shape.parentsOf(node));

describe('the made-up graph', () => {
  test('has no cycle: parents are made before their children', () => {
    for (const node of nodes) for (const parent of parents[node]!) expect(parent).toBeLessThan(node);
  });

  test('has about 1.2 edges a node, merges of up to 65 parents, and every base once', () => {
    const counts = parents.map((list) => list.length);
    expect(counts.reduce((a, b) => a + b) / NODES).toBeGreaterThan(1.05);
    expect(counts.reduce((a, b) => a + b) / NODES).toBeLessThan(1.35);
    expect(Math.max(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThanOrEqual(65);
    for (const list of parents) expect(new Set(list).size).toBe(list.length);
  });

  test('is at least 16 generations deep, and a tenth or more stands below the first root', () => {
    const depths: number[] = [];
    for (const list of parents) depths.push(Math.max(-1, ...list.map((parent) => depths[parent]!)) + 1);
    expect(Math.max(...depths)).toBeGreaterThanOrEqual(16);
    expect(nodes.filter((node) => graph.shape.rootOf(node) === 0).length).toBeGreaterThan(NODES / 10);
  });

  test('has families of all sizes', () => {
    const sizes = [...Map.groupBy(nodes, (node) => graph.shape.rootOf(node)).values()].map((f) => f.length);
    expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(500);
    expect(sizes.filter((size) => size >= 10).length).toBeGreaterThan(20);
  });

  test('names every model once, and the same whoever asks, in whatever order', () => {
    expect(new Set(nodes.map(graph.nameOf)).size).toBe(NODES);
    const again = graphOf(1);
    for (const node of [19_999, 5, 0, 777]) expect(again.modelOf(node)).toEqual(graph.modelOf(node));
    expect(graphOf(2).modelOf(5)).not.toEqual(graph.modelOf(5));
  });

  test('says each base twice in the tags, as the Hub does, and once in the card', () => {
    const merged = nodes.find((node) => graph.shape.kindOf(node) === 'MERGE')!;
    const bases = parents[merged]!.map(graph.nameOf);
    const { tags, cardData } = graph.modelOf(merged);
    expect(cardData).toMatchObject({ base_model: bases });
    for (const base of bases)
      expect(tags).toEqual(expect.arrayContaining([`base_model:${base}`, `base_model:merge:${base}`]));
  });
});

test('the program writes the first lines of a larger listing, byte by byte', () => {
  const listing = (models: number) =>
    execFileSync(process.execPath, ['bench/graph/generate.ts', '--models', String(models)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const long = listing(500);
  expect(long.split('\n').length).toBe(501);
  expect(long.startsWith(listing(100))).toBe(true);
  expect(JSON.parse(long.split('\n')[499]!)).toEqual(JSON.parse(JSON.stringify(graph.modelOf(499))));
});

test('rows tell the same graph as the listing', () => {
  const rows = [...checkpointRows(1, 0, 300)].join('').trimEnd().split('\n');
  expect(rows.map((row) => row.split('\t').slice(0, 2))).toEqual(
    nodes.slice(0, 300).map((node) => [String(node + 1), `huggingface.co:${graph.nameOf(node)}`]),
  );
  const edges = [...edgeRows(1, 0, 300)].join('').trimEnd().split('\n');
  expect([...edgeRows(1, 0, 100), ...edgeRows(1, 100, 300)].join('')).toBe([...edgeRows(1, 0, 300)].join(''));
  expect(edges.length).toBe(parents.slice(0, 300).flat().length);
});
