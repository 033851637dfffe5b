import type { ByteSource } from '../base/byte-source.ts';
import {
  assertItemCount,
  assertShape,
  labelMarginals,
  malformed,
  shapeText,
  tensorNamed,
  type LabelMarginals,
} from './dataset-tensors.ts';
import type { SafetensorsEntry } from './formats/safetensors-header.ts';

/**
 * Sequences of token ids in a safetensors file: `input_ids` I64 or I32 [n,length], with or without `attention_mask`
 * U8 or F32 [n,length], which is 1 where a token counts and 0 where not, and with or without `labels` U8 [n].
 */
export interface TokenDataset {
  readonly kind: 'TOKENS';
  readonly n: number;
  /** Tokens of an item, padding included. */
  readonly length: number;
  readonly ids: { readonly dtype: 'I64' | 'I32'; readonly offset: number };
  readonly mask: { readonly dtype: 'U8' | 'F32'; readonly offset: number } | null;
  /** Empty where there are no labels. */
  readonly labelMarginals: LabelMarginals;
  readonly labelsOffset: number | null;
}

export async function tokenDatasetOf(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
): Promise<TokenDataset> {
  const ids = tensorNamed(tensors, 'input_ids', ['I64', 'I32']);
  const [n = 0, length = 0] = ids.shape;
  const isTable = ids.shape.length === 2 && n > 0 && length > 0 && length <= LENGTH_MAX;
  if (!isTable) throw malformed(`input_ids [n,length], 1 to ${LENGTH_MAX} tokens long`, shapeText(ids));
  assertItemCount(n);
  const mask = has(tensors, 'attention_mask') ? tensorNamed(tensors, 'attention_mask', ['U8', 'F32']) : null;
  if (mask) assertShape(mask, [n, length]);
  const labels = has(tensors, 'labels') ? tensorNamed(tensors, 'labels', ['U8']) : null;
  return {
    kind: 'TOKENS',
    n,
    length,
    ids: { dtype: ids.dtype as 'I64' | 'I32', offset: ids.offset },
    mask: mask && { dtype: mask.dtype as 'U8' | 'F32', offset: mask.offset },
    labelMarginals: labels ? await labelMarginals(source, labels, n) : [],
    labelsOffset: labels?.offset ?? null,
  };
}

/** The longest contexts of published models are a million tokens; one item is held whole. */
const LENGTH_MAX = 1 << 20;

function has(tensors: readonly SafetensorsEntry[], name: string): boolean {
  return tensors.some((tensor) => tensor.name === name);
}
