import { NO_GRAPH, type Architecture } from '../inspection.ts';
import type { StrictJson } from '../strict-json.ts';

/** What a config.json says of the network; null where it names neither a family nor a dimension. */
export function configArchitecture(value: StrictJson): Architecture | null {
  if (!(value instanceof Map)) return null;
  const config = value as ReadonlyMap<string, StrictJson>;
  const family = familyOf(config);
  const dimensions = { ...dimensionsOf(config.get('text_config')), ...dimensionsOf(config) };
  if (family === null && Object.keys(dimensions).length === 0) return null;
  const producer = ['transformers_version', '_diffusers_version'].filter((key) => config.has(key));
  return {
    ...NO_GRAPH,
    family,
    dimensions,
    producer: producer
      .map((key) => `${key.replaceAll(/^_|_version$/g, '')} ${textOf(config.get(key))}`)
      .join(' ')
      .trim(),
  };
}

function familyOf(config: ReadonlyMap<string, StrictJson>): string | null {
  const architectures = config.get('architectures');
  const [first]: readonly unknown[] = Array.isArray(architectures) ? architectures : [];
  const names: readonly unknown[] = [first, config.get('model_type'), config.get('_class_name')];
  const name = names.find((each) => typeof each === 'string' && each !== '');
  return typeof name === 'string' ? name.slice(0, 100) : null;
}

/** Whole numbers under Hugging Face's usual names; older families' own names are told by them. */
function dimensionsOf(value: StrictJson | undefined): Readonly<Record<string, number>> {
  const dimensions: Record<string, number> = {};
  if (!(value instanceof Map)) return dimensions;
  for (const [key, number] of value as ReadonlyMap<string, StrictJson>) {
    const name = ALIASES.get(key) ?? key;
    const isKnown = NAMES.has(name) && typeof number === 'number' && number >= 0;
    if (isKnown && !(key !== name && value.has(name))) dimensions[name] = number;
  }
  return dimensions;
}

const NAMES: ReadonlySet<string> = new Set(
  [
    'hidden_size',
    'intermediate_size',
    'num_hidden_layers',
    'num_attention_heads',
    'num_key_value_heads',
    'head_dim',
    'vocab_size',
    'max_position_embeddings',
    'type_vocab_size',
    'sliding_window',
  ].concat([
    'encoder_layers',
    'decoder_layers',
    'num_decoder_layers',
    'd_ff',
    'd_kv',
    'num_experts',
    'num_local_experts',
    'num_experts_per_tok',
    'moe_intermediate_size',
    'image_size',
    'patch_size',
    'num_channels',
    'num_labels',
  ]),
);

/** GPT-2, OPT, T5 and Bloom. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['n_embd', 'hidden_size'],
  ['d_model', 'hidden_size'],
  ['n_layer', 'num_hidden_layers'],
  ['num_layers', 'num_hidden_layers'],
  ['n_head', 'num_attention_heads'],
  ['num_heads', 'num_attention_heads'],
  ['n_inner', 'intermediate_size'],
  ['ffn_dim', 'intermediate_size'],
  ['n_positions', 'max_position_embeddings'],
  ['n_ctx', 'max_position_embeddings'],
]);

function textOf(value: StrictJson | undefined): string {
  return typeof value === 'string' ? value.slice(0, 60) : '';
}
