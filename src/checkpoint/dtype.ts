import type { BlockDtype } from './block-dtype.ts';

/** The element types of tensors by their safetensors names, with bits per element. */
export const DTYPE_BITS = {
  BOOL: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  C64: 64,
  F64: 64,
  I64: 64,
  U64: 64,
} as const;

export type SafetensorsDtype = keyof typeof DTYPE_BITS;

/** ONNX adds what safetensors has no name for, GGUF the types that pack values in blocks. */
export type Dtype = SafetensorsDtype | BlockDtype | 'C128' | 'I4' | 'U4' | 'STRING';

export function isSafetensorsDtype(value: unknown): value is SafetensorsDtype {
  return typeof value === 'string' && Object.hasOwn(DTYPE_BITS, value);
}

/** Whole numbers and truth values: a tensor of one of these may be a counter. */
export function isIntegerDtype(dtype: Dtype): boolean {
  return /^[IU]\d+$|^BOOL$/.test(dtype);
}

/**
 * The number of elements, or null where the dimensions other than 0 multiply past safe integers: numpy refuses such a
 * shape though it holds nothing.
 */
export function elementCount(shape: readonly number[]): number | null {
  let count = 1;
  for (const dimension of shape) {
    if (dimension !== 0) count *= dimension;
    if (!Number.isSafeInteger(count)) return null;
  }
  return shape.includes(0) ? 0 : count;
}
