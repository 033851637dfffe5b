import { findingBy } from '../../findings/rule.ts';
import { kerasLambda } from '../../findings/keras-lambda.ts';
import type { Architecture, Finding, GraphValue } from '../../inspection.ts';
import type { StrictJson } from '../../strict-json.ts';
import { isKerasActivation, isKerasClass, isKerasLayer, isKerasModule } from './keras-classes.ts';

/** What a Keras configuration describes, and whether all of it is Keras' own. */
export interface KerasConfig {
  readonly architecture: Architecture;
  /** `CHECKPOINT_KERAS_LAMBDA` where something is a program or of another's making. */
  readonly findings: readonly Finding[];
}

/** Walks `{class_name, config}` and everything inside; nothing is built or run. The JSON's depth is bounded by its parser. */
export function readKerasConfig(model: StrictJson, producer: string): KerasConfig {
  const walk: Walk = { layers: new Map(), strangers: new Set(), inputs: [] };
  visit(walk, model);
  const family = model instanceof Map ? model.get('class_name') : undefined;
  const architecture: Architecture = {
    family: typeof family === 'string' ? family.slice(0, NAME_CHARACTERS_MAX) : null,
    dimensions: {},
    inputs: walk.inputs,
    outputs: [],
    opHistogram: Object.fromEntries([...walk.layers].sort(([a], [b]) => (a < b ? -1 : 1))),
    opsets: [],
    producer,
    irVersion: 0,
  };
  return { architecture, findings: strangersFinding([...walk.strangers]) };
}

interface Walk {
  /** Layers by class. */
  readonly layers: Map<string, number>;
  readonly strangers: Set<string>;
  readonly inputs: GraphValue[];
}

const NAME_CHARACTERS_MAX = 100;
const STRANGERS_SHOWN = 20;
const INPUTS_MAX = 64;

function visit(walk: Walk, value: StrictJson): void {
  if (Array.isArray(value)) for (const item of value as readonly StrictJson[]) visit(walk, item);
  if (!(value instanceof Map)) return;
  const object = value as ReadonlyMap<string, StrictJson>;
  const name = object.get('class_name');
  if (typeof name === 'string') visitObject(walk, name, object);
  for (const [key, item] of object) {
    if (key.endsWith('activation') && typeof item === 'string' && !isKerasActivation(item))
      addStranger(walk, item);
    visit(walk, item);
  }
}

function visitObject(walk: Walk, name: string, object: ReadonlyMap<string, StrictJson>): void {
  const module = object.get('module');
  const registered = object.get('registered_name');
  const isForeign =
    (typeof module === 'string' && !isKerasModule(module)) ||
    (typeof registered === 'string' && registered !== name && !/^(keras|tf_keras)\b/.test(registered));
  const isOwn = name === 'function' ? isKerasActivation(object.get('config')) : isKerasClass(name);
  if (isForeign || !isOwn) addStranger(walk, typeof module === 'string' ? `${module}.${name}` : name);
  if (isKerasLayer(name)) walk.layers.set(name, (walk.layers.get(name) ?? 0) + 1);
  addInput(walk, object.get('config'));
}

function addStranger({ strangers }: Walk, name: string): void {
  if (strangers.size < STRANGERS_SHOWN) strangers.add(name.slice(0, NAME_CHARACTERS_MAX));
}

function addInput({ inputs }: Walk, config: StrictJson | undefined): void {
  if (!(config instanceof Map) || inputs.length === INPUTS_MAX) return;
  const shape: unknown = config.get('batch_shape') ?? config.get('batch_input_shape');
  const name: unknown = config.get('name');
  if (!Array.isArray(shape) || shape.length > 16) return;
  const dims = shape.map((dim: unknown) => (typeof dim === 'number' ? dim : null));
  const isFloat = config.get('dtype') === 'float32';
  inputs.push({ name: typeof name === 'string' ? name : '', dtype: isFloat ? 'F32' : null, dims });
}

function strangersFinding(strangers: readonly string[]): readonly Finding[] {
  if (strangers.length === 0) return [];
  return [
    findingBy(kerasLambda, {
      message: 'the model has parts that are programs or that Keras does not have',
      expected: "layers, activations and initializers of Keras' own",
      received: strangers.join(', '),
    }),
  ];
}
