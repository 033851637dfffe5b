import type { EdgeKind } from '../../src/checkpoint/edge-kind.ts';
import { Draws } from './draw.ts';

/*
 * node    a model by its number; parents have smaller numbers, so there is no cycle
 * family  all nodes below one root
 */
export interface Shape {
  parentsOf(node: number): readonly number[];
  kindOf(node: number): EdgeKind;
  rootOf(node: number): number;
}

/** What Hugging Face showed in 2025: a tenth of what is listed names no base. */
const ROOT_SHARE = 0.1;
const MERGE_SHARE = 0.032;

/** The most parents seen there. */
const PARENTS_MAX = 65;

/** The first nodes are children of the hot root: a tenth or more of all nodes then stand below it. */
const HOT_CHILDREN = 30;

/** A chain that is there in every size, so that questions of depth have an answer. */
const CHAIN = 20;

const KIND = 1;
const PARENTS = 2;

/**
 * A forest that grows by preference: each node takes a base among earlier ones, old ones more often, so sizes of
 * families and numbers of children are heavy-tailed. Merges take several of one family. Nothing is remembered: the
 * parents of a node are drawn again whenever they are asked for.
 */
export function shapeOf(seed: number): Shape {
  const draws = new Draws(seed);

  function firstParentOf(node: number): number | null {
    if (node === 0) return null;
    if (node <= HOT_CHILDREN) return 0;
    if (node <= HOT_CHILDREN + CHAIN) return node === HOT_CHILDREN + 1 ? 0 : node - 1;
    draws.of(node, PARENTS);
    return draws.chance(ROOT_SHARE) ? null : earlier(node);
  }

  function earlier(node: number): number {
    return Math.floor(draws.share() ** (draws.chance(0.5) ? 1 : 2) * node);
  }

  function rootOf(node: number): number {
    let root = node;
    for (let parent = firstParentOf(root); parent !== null; parent = firstParentOf(root)) root = parent;
    return root;
  }

  function mergedWith(node: number, first: number): number[] {
    const family = rootOf(first);
    draws.of(node, KIND);
    const count = draws.heavy(2, PARENTS_MAX + 1);
    // Small families run out of other members; they get what a fair number of draws finds.
    const candidates = Array.from({ length: 4 * count }, () => earlier(node));
    const parents = new Set([first]);
    for (const candidate of candidates) {
      if (parents.size >= count) break;
      if (rootOf(candidate) === family) parents.add(candidate);
    }
    return [...parents];
  }

  function isMerge(node: number): boolean {
    return node > HOT_CHILDREN + CHAIN && draws.of(node, KIND + 2).chance(MERGE_SHARE);
  }

  function parentsOf(node: number): readonly number[] {
    const first = firstParentOf(node);
    if (first === null) return [];
    return isMerge(node) ? mergedWith(node, first) : [first];
  }

  return {
    rootOf,
    parentsOf,
    kindOf(node) {
      if (isMerge(node) && parentsOf(node).length > 1) return 'MERGE';
      const share = draws.of(node, KIND + 3).share();
      if (share < 0.58) return 'FINE_TUNE';
      return share < 0.8 ? 'ADAPTER' : 'QUANTIZATION';
    },
  };
}
