import { keyText, lastEntries } from './pickle-contents.ts';
import type { DictValue, PickleValue } from './pickle-value.ts';

/** How a trainer packed the weights, for whoever unpacks them. */
export interface PickleNesting {
  /** The one key of the outermost dict under which the model's weights stand; null where they stand in it themselves. */
  readonly nestedUnder: string | null;
  /** What is neither a tensor nor an entry, by its keys; a dict of such things by its own. */
  readonly leftovers: readonly string[];
}

export function nestingOf(root: PickleValue, entries: ReadonlyMap<string, string>): PickleNesting {
  if (root.kind !== 'dict') return { nestedUnder: null, leftovers: [] };
  const holding = holdersOfTensors(root);
  const containers = named(root).filter(
    ([key, value]) => CONTAINERS.has(key) && value.kind === 'dict' && holding.has(value),
  );
  const [only, ...others] = containers;
  return {
    nestedUnder: only !== undefined && others.length === 0 ? only[0] : null,
    leftovers: leftoversOf(root, '', { holding, entries }).slice(0, LEFTOVERS_MAX),
  };
}

/** Names that trainers give the model's part of a checkpoint. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'state_dict',
  'model_state_dict',
  'model',
  'module',
  'weights',
  'params',
  'net',
]);
const LEFTOVERS_MAX = 100;

interface Known {
  readonly holding: ReadonlySet<PickleValue>;
  readonly entries: ReadonlyMap<string, string>;
}

function leftoversOf(from: DictValue, prefix: string, known: Known): readonly string[] {
  return named(from).flatMap(([key, value]) => {
    const name = prefix + key;
    if (known.entries.has(name) || isTensor(value)) return [];
    if (!known.holding.has(value)) return isAllEntries(value, name, known) ? [] : [name];
    return value.kind === 'dict' && prefix === '' ? leftoversOf(value, `${name}.`, known) : [];
  });
}

/** A dict of settings, every one of which became an entry. */
function isAllEntries(value: PickleValue, name: string, { entries }: Known): boolean {
  return value.kind === 'dict' && named(value).every(([key]) => entries.has(`${name}.${key}`));
}

function named(value: DictValue): readonly (readonly [string, PickleValue])[] {
  return lastEntries(value).map(([key, item], index) => [keyText(key) ?? `(${index})`, item] as const);
}

function isTensor({ kind }: PickleValue): boolean {
  return kind === 'tensor' || kind === 'array' || kind === 'special-tensor';
}

/** The containers with a tensor anywhere below, each looked at once however often it is shared. */
function holdersOfTensors(root: PickleValue): ReadonlySet<PickleValue> {
  const holding = new Set<PickleValue>();
  const seen = new Set<PickleValue>();
  const visit = (value: PickleValue): boolean => {
    if (isTensor(value)) return true;
    if (seen.has(value)) return holding.has(value);
    seen.add(value);
    let holds = false;
    for (const child of childrenOf(value)) holds = visit(child) || holds;
    if (holds) holding.add(value);
    return holds;
  };
  visit(root);
  return holding;
}

function childrenOf(value: PickleValue): readonly PickleValue[] {
  if (value.kind === 'dict') return value.entries.map(([, item]) => item);
  return value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' ? value.items : [];
}
