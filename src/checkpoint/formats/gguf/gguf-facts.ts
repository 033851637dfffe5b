import { digestOf } from '../../../base/digest.ts';
import { NO_GRAPH, type Architecture, type ChatTemplate, type TokenizerFacts } from '../../inspection.ts';
import type { TextPiece } from '../format-report.ts';
import type { GgufMetadata } from './gguf-metadata.ts';

/** What the metadata says of the network: `general.architecture` and the numbers below its name. */
export function ggufArchitecture({ entries, tokens }: GgufMetadata): Architecture {
  const family = entries.get('general.architecture') ?? null;
  const dimensions: Record<string, number> = {};
  if (tokens !== null) dimensions['vocab_size'] = tokens.count;
  for (const [key, name] of DIMENSIONS) {
    const text = entries.get(`${family}.${key}`) ?? '';
    if (/^\d{1,15}$/.test(text)) dimensions[name] = Number(text);
  }
  return { ...NO_GRAPH, family, dimensions };
}

export function ggufTokenizer({ entries, tokens }: GgufMetadata): TokenizerFacts | undefined {
  const kind = entries.get('tokenizer.ggml.model');
  if (kind === undefined || tokens === null) return undefined;
  return { kind, vocabularySize: tokens.count, digest: tokens.digest };
}

/** `tokenizer.chat_template` is the one called default, `tokenizer.chat_template.<name>` are others; kept as text. */
export function ggufChatTemplates({ entries, strings }: GgufMetadata): readonly ChatTemplate[] {
  return [...strings].flatMap((key) => {
    const name = TEMPLATE_KEY.exec(key);
    const text = entries.get(key);
    if (name === null || text === undefined) return [];
    return [{ name: name[1] ?? 'default', text, digest: digestOf(text) }];
  });
}

/** Every string of the header, for the rules that look for secrets. */
export function ggufTexts({ entries, strings }: GgufMetadata): readonly TextPiece[] {
  return [...strings].map((place) => ({ place, text: entries.get(place) ?? '' }));
}

/** The entries, with llama.cpp's names of training facts under those that every format uses. */
export function ggufEntries({ entries }: GgufMetadata): ReadonlyMap<string, string> {
  const named = [...TRAINING_KEYS].flatMap(([key, name]): [string, string][] => {
    const text = entries.get(key);
    return text === undefined ? [] : [[name, text]];
  });
  return new Map([...entries, ...named]);
}

const TEMPLATE_KEY = /^tokenizer\.chat_template(?:\.(.+))?$/;

const TRAINING_KEYS: ReadonlyMap<string, string> = new Map([
  ['training.epoch_count', 'epoch'],
  ['training.iteration_count', 'step'],
  ['general.dataset.0.name', 'dataset'],
]);

/** Keys below the architecture's name, by Hugging Face's names of the same numbers. */
const DIMENSIONS: ReadonlyMap<string, string> = new Map([
  ['embedding_length', 'hidden_size'],
  ['block_count', 'num_hidden_layers'],
  ['attention.head_count', 'num_attention_heads'],
  ['attention.head_count_kv', 'num_key_value_heads'],
  ['attention.key_length', 'head_dim'],
  ['attention.sliding_window', 'sliding_window'],
  ['context_length', 'max_position_embeddings'],
  ['feed_forward_length', 'intermediate_size'],
  ['expert_count', 'num_local_experts'],
  ['expert_used_count', 'num_experts_per_tok'],
  ['vocab_size', 'vocab_size'],
]);
