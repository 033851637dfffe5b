import { refuse } from '../../checkpoint-error.ts';
import type { ArrayContent, DictValue, PickleValue, TensorValue } from './pickle-value.ts';

/** What a checkpoint's pickle holds, by the names that its dicts and lists give. */
export interface PickleContents {
  readonly tensors: readonly NamedTensor[];
  /** Numbers, words and truth values of the outermost dict, and of the dicts in it that hold settings. */
  readonly entries: ReadonlyMap<string, string>;
  /** Quantized, sparse and other tensors that are no plain array. */
  readonly specials: readonly { readonly name: string; readonly what: string }[];
}

export interface NamedTensor {
  /** Keys from the outside in, joined by dots: `optimizer.state.0.exp_avg`. */
  readonly name: string;
  readonly tensor: TensorValue | ArrayContent;
}

/** Walks the values; refuses with `CHECKPOINT_TOO_LARGE` where shared references make them too many to list. */
export function contentsOf(roots: readonly PickleValue[]): PickleContents {
  const walk = new ContentsWalk();
  for (const [index, root] of roots.entries()) walk.visit(root, roots.length > 1 ? [`${index}`] : []);
  return { tensors: walk.tensors, specials: walk.specials, entries: scalarEntries(roots[0]) };
}

/** A Python key as part of a name: text, numbers and truth values; null for others. */
export function keyText(key: PickleValue): string | null {
  if (key.kind === 'text') return key.value;
  return key.kind === 'int' || key.kind === 'float' || key.kind === 'bool' ? String(key.value) : null;
}

/** The entries that Python would see: of equal keys the last value, at the first one's place. */
export function lastEntries({ entries }: DictValue): readonly (readonly [PickleValue, PickleValue])[] {
  const kept = new Map<unknown, readonly [PickleValue, PickleValue]>();
  for (const entry of entries) kept.set(sameness(entry[0]), entry);
  return [...kept.values()];
}

function sameness(key: PickleValue): unknown {
  if (key.kind === 'text') return `text ${key.value}`;
  if (key.kind === 'none') return 'none';
  return key.kind === 'int' || key.kind === 'float' || key.kind === 'bool' ? Number(key.value) : key;
}

const VISITS_MAX = 2_000_000;
const TENSORS_MAX = 200_000;
const NAME_CHARACTERS_MAX = 1000;

class ContentsWalk {
  readonly tensors: NamedTensor[] = [];
  readonly specials: { name: string; what: string }[] = [];
  readonly #names = new Set<string>();
  readonly #copies = new Map<string, number>();
  #visits = 0;

  visit(value: PickleValue, path: readonly string[]): void {
    if (++this.#visits > VISITS_MAX) throw tooLarge(`${VISITS_MAX} values`);
    if (value.kind === 'tensor') this.tensors.push({ name: this.#name(path), tensor: value });
    if (value.kind === 'special-tensor') this.specials.push({ name: this.#name(path), what: value.what });
    if (value.kind === 'array' && value.content !== null)
      this.tensors.push({ name: this.#name(path), tensor: value.content });
    if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set')
      for (const [index, item] of value.items.entries()) this.visit(item, [...path, `${index}`]);
    if (value.kind === 'dict')
      for (const [index, [key, item]] of lastEntries(value).entries())
        this.visit(item, [...path, keyText(key) ?? `(${index})`]);
  }

  /** Two keys can look alike (1 and '1'): the second gets a number behind it. */
  #name(path: readonly string[]): string {
    if (this.#names.size >= TENSORS_MAX) throw tooLarge(`${TENSORS_MAX} tensors`);
    const plain = path.join('.') || 'tensor';
    if (plain.length > NAME_CHARACTERS_MAX) throw tooLarge(`names of ${NAME_CHARACTERS_MAX} characters`);
    // The count is kept for each name: looking for a free one from the start would take the square of its copies.
    let copy = (this.#copies.get(plain) ?? 0) + 1;
    while (this.#names.has(numbered(plain, copy))) copy++;
    this.#copies.set(plain, copy);
    this.#names.add(numbered(plain, copy));
    return numbered(plain, copy);
  }
}

function numbered(name: string, copy: number): string {
  return copy === 1 ? name : `${name}#${copy}`;
}

/** Dicts of settings and results beside the weights, as trainers name them. */
const SETTINGS: ReadonlySet<string> = new Set(['metrics', 'args', 'config', 'hyper_parameters', 'hparams']);
const ENTRY_CHARACTERS_MAX = 4096;
const ENTRIES_MAX = 1000;

function scalarEntries(root: PickleValue | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (root?.kind !== 'dict') return found;
  addScalars(found, root, '');
  for (const [key, value] of lastEntries(root)) {
    const name = keyText(key);
    if (name !== null && SETTINGS.has(name) && value.kind === 'dict') addScalars(found, value, `${name}.`);
  }
  const rate = learningRate(root);
  if (rate !== null && !found.has('lr')) found.set('lr', rate);
  return found;
}

function addScalars(found: Map<string, string>, from: DictValue, prefix: string): void {
  for (const [key, value] of lastEntries(from)) {
    const name = keyText(key);
    const text = scalarText(value);
    if (name === null || text === null || found.size >= ENTRIES_MAX) continue;
    if (name.length <= NAME_CHARACTERS_MAX) found.set(prefix + name, text);
  }
}

function scalarText(value: PickleValue): string | null {
  if (value.kind === 'text') return value.value.length <= ENTRY_CHARACTERS_MAX ? value.value : null;
  if (value.kind === 'int' || value.kind === 'bool') return String(value.value);
  return value.kind === 'float' && Number.isFinite(value.value) ? String(value.value) : null;
}

/** The rate in the first parameter group of an optimizer's state. */
function learningRate(root: DictValue): string | null {
  for (const [key, value] of [...lastEntries(root), [{ kind: 'text', value: 'optimizer' }, root] as const]) {
    if (!/optim/.test(keyText(key) ?? '')) continue;
    const group = child(child(value, 'param_groups'), '0');
    const rate = child(group, 'lr');
    if (rate !== null) return scalarText(rate);
  }
  return null;
}

function child(value: PickleValue | null, wanted: string): PickleValue | null {
  if (value?.kind === 'list') return value.items[Number(wanted)] ?? null;
  if (value?.kind !== 'dict') return null;
  return lastEntries(value).find(([key]) => keyText(key) === wanted)?.[1] ?? null;
}

function tooLarge(most: string) {
  return refuse('CHECKPOINT_TOO_LARGE', 'this pickle lists more than this hub inspects', {
    expected: `at most ${most}`,
    received: 'more',
  });
}
