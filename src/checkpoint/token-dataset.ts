import type { ByteSource } from '../base/byte-source.ts';
import {
  assertItemCount,
  assertShape,
  hasTensor,
  malformed,
  optionalLabels,
  shapeText,
  tensorNamed,
  type Labels,
} from './dataset-tensors.ts';
import type { SafetensorsEntry } from './formats/safetensors-header.ts';

/**
 * Sequences of token ids in a safetensors file: `input_ids` I64 or I32 [n,length], or [n,choices,length] where an item is
 * several; with or without `attention_mask` U8 or F32 of the same shape, which is 1 where a token counts and 0 where not,
 * `scored` U8 of the same shape, 1 where a token's likelihood counts, and `labels` U8 [n].
 */
export interface TokenDataset extends Labels {
  readonly kind: 'TOKENS';
  readonly n: number;
  /** Sequences of an item; null where an item is one. */
  readonly choices: number | null;
  /** Tokens of a sequence, padding included. */
  readonly length: number;
  readonly ids: { readonly dtype: 'I64' | 'I32'; readonly offset: number };
  readonly mask: { readonly dtype: 'U8' | 'F32'; readonly offset: number } | null;
  readonly scored: { readonly dtype: 'U8'; readonly offset: number } | null;
}

export async function tokenDatasetOf(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
): Promise<TokenDataset> {
  const ids = tensorNamed(tensors, 'input_ids', ['I64', 'I32']);
  const { shape } = ids;
  const [n = 0, length = 0] = [shape[0], shape.at(-1)];
  const choices = shape.length === 3 ? (shape[1] ?? 0) : null;
  const isTable =
    (shape.length === 2 || shape.length === 3) && !shape.includes(0) && (choices ?? 1) * length <= LENGTH_MAX;
  if (!isTable)
    throw malformed(`input_ids [n,length] or [n,choices,length], 1 to ${LENGTH_MAX} tokens`, shapeText(ids));
  assertItemCount(n);
  const beside = <Dtype extends 'U8' | 'F32'>(name: string, dtypes: readonly Dtype[]) => {
    if (!hasTensor(tensors, name)) return null;
    const tensor = tensorNamed(tensors, name, dtypes);
    assertShape(tensor, shape);
    return { dtype: tensor.dtype as Dtype, offset: tensor.offset };
  };
  return {
    kind: 'TOKENS',
    n,
    choices,
    length,
    ids: { dtype: ids.dtype as 'I64' | 'I32', offset: ids.offset },
    mask: beside('attention_mask', ['U8', 'F32']),
    scored: beside('scored', ['U8']),
    ...(await optionalLabels(source, tensors, n)),
  };
}

/** The longest contexts of published models are a million tokens; one item is held whole. */
const LENGTH_MAX = 1 << 20;
