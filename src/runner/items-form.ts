import type { Dataset } from '../checkpoint/dataset.ts';
import { DTYPE_BITS } from '../checkpoint/dtype.ts';
import type { Protocol } from '../evaluation/protocol.ts';

/** A tensor of the file that holds a run's answer to each item. */
export interface ItemsTensor {
  readonly name: 'logits' | 'predictions' | 'nll' | 'tokens';
  readonly dtype: 'F32' | 'F64' | 'I32' | 'U8';
  readonly shape: readonly number[];
}

/**
 * Of classes: `logits` F32 [n,classes] and `predictions` U8 [n], 255 for none. Of next tokens: `nll` F64 [n], the sum
 * over an item's tokens; `tokens` I32 [n], how many counted; `predictions` I32 [n,length−1], −1 where none counted;
 * and `logits` F32 [n,length,vocabulary] where they are small.
 */
export function itemsForm(
  { dataset: { count }, decoding }: Protocol,
  dataset: Dataset,
): readonly ItemsTensor[] {
  if (decoding.rule === 'argmax')
    return [
      { name: 'logits', dtype: 'F32', shape: [count, decoding.classes] },
      { name: 'predictions', dtype: 'U8', shape: [count] },
    ];
  const length = dataset.kind === 'TOKENS' ? dataset.length : 0;
  const logits: ItemsTensor = { name: 'logits', dtype: 'F32', shape: [count, length, decoding.vocabulary] };
  return [
    { name: 'nll', dtype: 'F64', shape: [count] },
    { name: 'tokens', dtype: 'I32', shape: [count] },
    { name: 'predictions', dtype: 'I32', shape: [count, length - 1] },
    ...(bytesOfTensor(logits) <= LOGITS_BYTES_MAX ? [logits] : []),
  ];
}

/** Tensors in one line, so that two forms can be compared and shown. */
export function formText(
  tensors: readonly { readonly name: string; readonly dtype: string; readonly shape: readonly number[] }[],
): string {
  return tensors.map(({ name, dtype, shape }) => `${name}: ${dtype}[${shape.join(',')}]`).join(' ');
}

/** The size of that file at most; the child may not write more. */
export function itemsBytesMax(form: readonly ItemsTensor[]): number {
  return form.reduce((sum, tensor) => sum + bytesOfTensor(tensor), HEADER_BYTES_MAX);
}

function bytesOfTensor({ dtype, shape }: ItemsTensor): number {
  return (shape.reduce((product, dim) => product * dim, 1) * DTYPE_BITS[dtype]) / 8;
}

// Logits over a vocabulary are worth keeping for a comparison by hand, not at a gigabyte a run.
const LOGITS_BYTES_MAX = 16 << 20;
// Four tensors are named in under 500 bytes.
const HEADER_BYTES_MAX = 1024;
