import { pickleMalformed } from './pickle-error.ts';
import type { PickleValue } from './pickle-value.ts';

/**
 * Refuses a value that holds itself, that is nested deeper than 1,000, or that has more than 1e8 parts once every
 * shared reference is counted as often as it is reached: a few bytes can spell such a thing, and whoever walks it stays.
 */
export function assertLogicalSize(root: PickleValue): void {
  const done = new Map<PickleValue, Extent>();
  const open: Frame[] = [frameOf(root)];
  const entered = new Set<PickleValue>([root]);
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const child = frame.children[frame.next++];
    if (child === undefined) {
      open.pop();
      entered.delete(frame.value);
      done.set(frame.value, extentOf(frame, done));
    } else if (isContainer(child) && !done.has(child)) {
      if (entered.has(child)) throw pickleMalformed('values that do not hold themselves', 'a cycle');
      if (open.length > DEPTH_MAX) throw tooDeep();
      entered.add(child);
      open.push(frameOf(child));
    }
  }
}

interface Extent {
  readonly size: number;
  readonly depth: number;
}

interface Frame {
  readonly value: PickleValue;
  readonly children: readonly PickleValue[];
  next: number;
}

const DEPTH_MAX = 1000;
const LOGICAL_SIZE_MAX = 100_000_000;
const LEAF: Extent = { size: 1, depth: 0 };

function extentOf({ children }: Frame, done: ReadonlyMap<PickleValue, Extent>): Extent {
  let size = 1;
  let depth = 0;
  for (const child of children) {
    const extent = done.get(child) ?? LEAF;
    size += extent.size;
    depth = Math.max(depth, extent.depth + 1);
  }
  if (depth > DEPTH_MAX) throw tooDeep();
  if (size > LOGICAL_SIZE_MAX)
    throw pickleMalformed(`at most ${LOGICAL_SIZE_MAX} parts`, 'more, by shared references');
  return { size, depth };
}

function frameOf(value: PickleValue): Frame {
  return { value, children: childrenOf(value), next: 0 };
}

function isContainer({ kind }: PickleValue): boolean {
  return kind === 'tuple' || kind === 'list' || kind === 'set' || kind === 'dict';
}

function childrenOf(value: PickleValue): readonly PickleValue[] {
  if (value.kind === 'dict')
    return [...value.entries.flat(), ...(value.attributes === null ? [] : [value.attributes])];
  return value.kind === 'tuple' || value.kind === 'list' || value.kind === 'set' ? value.items : [];
}

function tooDeep() {
  return pickleMalformed(`nesting of at most ${DEPTH_MAX}`, 'deeper');
}
