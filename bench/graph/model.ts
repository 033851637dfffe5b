import type { EdgeKind } from '../../src/checkpoint/edge-kind.ts';
import { Draws } from './draw.ts';
import { shapeOf, type Shape } from './shape.ts';
import * as words from './vocabulary.ts';

/** A model as Hugging Face's API lists it. */
export interface ListedModel {
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface Graph {
  readonly shape: Shape;
  nameOf(node: number): string;
  modelOf(node: number): ListedModel;
  factsOf(node: number): RowFacts;
}

/** What a row of the table of checkpoints has of a model. */
export interface RowFacts {
  readonly license: string | null;
  readonly architecture: string | null;
  readonly parameters: number | null;
  readonly sizeBytes: number;
  readonly createdAt: string;
  readonly task: string;
  readonly library: string;
  readonly languages: readonly string[];
  readonly downloads: number;
}

const NAME = 11;
const FACTS = 12;
const FILES = 13;
const FIRST_DAY = Date.UTC(2022, 2, 2);
const DAY_MS = 86_400_000;

/** Everything of a seed, node by node, in any order. */
export function graphOf(seed: number): Graph {
  const draws = new Draws(seed);
  const shape = shapeOf(seed);

  function nameOf(node: number): string {
    draws.of(node, NAME);
    // Few owners have many models, most have one or two.
    const owner = `${draws.pickEarly(words.owners)}${draws.chance(0.3) ? '' : `-${draws.heavy(1, 1e6).toString(36)}`}`;
    const name = [
      draws.pickEarly(words.families),
      draws.pickEarly(words.sizes),
      draws.pickEarly(words.flavors),
    ];
    return `${owner}/${name.join('-')}-${node.toString(36)}`;
  }

  function modelOf(node: number): ListedModel {
    const id = nameOf(node);
    const kind = shape.kindOf(node);
    const bases = shape.parentsOf(node).map(nameOf);
    const facts = factsOf(draws.of(node, FACTS), kind);
    const { card, library, task } = facts;
    const cardData =
      bases.length === 0 ? card : { ...card, base_model: bases.length === 1 ? bases[0] : bases };
    return {
      _id: draws.hex(24),
      id,
      modelId: id,
      author: id.split('/')[0],
      sha: draws.hex(40),
      createdAt: facts.createdAt.toISOString(),
      lastModified: new Date(facts.createdAt.getTime() + draws.heavy(1, 400) * DAY_MS).toISOString(),
      private: false,
      disabled: false,
      gated: draws.chance(0.03) ? draws.pick(['auto', 'manual']) : false,
      downloads: draws.heavy(1, 1e7) - 1,
      likes: draws.heavy(1, 1e4) - 1,
      pipeline_tag: task,
      library_name: library,
      tags: tagsOf(facts, kind, bases),
      ...(Object.keys(cardData).length > 0 && { cardData }),
      ...(facts.parameters !== null && {
        config: { architectures: [words.architectures[facts.type]], model_type: facts.type },
        safetensors: { parameters: { BF16: facts.parameters }, total: facts.parameters },
      }),
      siblings: filesOf(draws.of(node, FILES), kind, facts.parameters ?? draws.heavy(1e6, 1e10)),
    };
  }

  function rowFactsOf(node: number): RowFacts {
    const facts = factsOf(draws.of(node, FACTS), shape.kindOf(node));
    const { license, type, parameters, task, library, language } = facts;
    return {
      license: license === null ? null : (words.licenses[license] ?? null),
      architecture: parameters === null ? null : (words.architectures[type] ?? null),
      parameters,
      sizeBytes: 2 * (parameters ?? 0),
      createdAt: facts.createdAt.toISOString(),
      task,
      library,
      languages: [...new Set(language)],
      downloads: draws.heavy(1, 1e7) - 1,
    };
  }

  return { shape, nameOf, modelOf, factsOf: rowFactsOf };
}

type Facts = ReturnType<typeof factsOf>;

function factsOf(draws: Draws, kind: EdgeKind) {
  const task = draws.pickEarly(words.tasks);
  const type = draws.pickEarly(words.types);
  const library = kind === 'ADAPTER' ? 'peft' : kind === 'QUANTIZATION' ? 'gguf' : 'transformers';
  const license = draws.chance(0.65) ? draws.pickEarly(Object.keys(words.licenses)) : null;
  const language = Array.from({ length: draws.chance(0.5) ? draws.heavy(1, 5) : 0 }, () =>
    draws.pickEarly(words.languages),
  );
  const dataset = draws.chance(0.2) ? draws.pickEarly(words.datasets) : null;
  const card = {
    ...(license && { license }),
    ...(license === 'other' && { license_name: 'community-license', license_link: 'LICENSE' }),
    ...(language.length > 0 && { language: [...new Set(language)] }),
    ...(dataset && { datasets: [dataset] }),
    ...(license && { pipeline_tag: task, library_name: library }),
  };
  const createdAt = new Date(FIRST_DAY + draws.below(1300) * DAY_MS + draws.below(DAY_MS));
  const parameters = draws.chance(0.7) ? draws.heavy(1e8, 7e10) : null;
  return { task, type, library, license, language, dataset, card, createdAt, parameters };
}

const RELATIONS: Partial<Record<EdgeKind, string>> = {
  FINE_TUNE: 'finetune',
  ADAPTER: 'adapter',
  QUANTIZATION: 'quantized',
  MERGE: 'merge',
};

// The Hub writes each base twice: plain, and with the relation.
function tagsOf(
  { library, type, task, language, license, dataset }: Facts,
  kind: EdgeKind,
  bases: string[],
): string[] {
  return [
    library,
    'safetensors',
    type,
    task,
    ...new Set(language),
    ...(dataset ? [`dataset:${dataset}`] : []),
    ...bases.flatMap((base) => [`base_model:${base}`, `base_model:${RELATIONS[kind]}:${base}`]),
    ...(license ? [`license:${license}`] : []),
    'endpoints_compatible',
    'region:us',
  ];
}

const SHARD_BYTES = 4_900_000_000;

function filesOf(draws: Draws, kind: EdgeKind, parameters: number) {
  const small = (rfilename: string, most: number) => ({
    rfilename,
    size: draws.heavy(100, most),
    blobId: draws.hex(40),
  });
  const large = (rfilename: string, size: number) => ({
    rfilename,
    size,
    blobId: draws.hex(40),
    lfs: { sha256: draws.hex(64), size, pointerSize: 135 },
  });
  return [
    small('.gitattributes', 2000),
    small('README.md', 40_000),
    small(kind === 'ADAPTER' ? 'adapter_config.json' : 'config.json', 3000),
    ...weightsOf(kind, 2 * parameters).map(([name, bytes]) => large(name, bytes)),
    small('tokenizer.json', 9_000_000),
  ];
}

function weightsOf(kind: EdgeKind, bytes: number): readonly (readonly [name: string, bytes: number])[] {
  if (kind === 'ADAPTER') return [['adapter_model.safetensors', Math.ceil(bytes / 100)]];
  if (kind === 'QUANTIZATION')
    return ['Q4_K_M', 'Q5_K_M', 'Q8_0'].map((name, i) => [
      `model.${name}.gguf`,
      Math.ceil((bytes / 4) * (1 + i / 2)),
    ]);
  const shards = Math.ceil(bytes / SHARD_BYTES);
  if (shards === 1) return [['model.safetensors', bytes]];
  const number = (n: number) => String(n).padStart(5, '0');
  return Array.from({ length: shards }, (_, i) => [
    `model-${number(i + 1)}-of-${number(shards)}.safetensors`,
    Math.min(SHARD_BYTES, bytes - i * SHARD_BYTES),
  ]);
}
