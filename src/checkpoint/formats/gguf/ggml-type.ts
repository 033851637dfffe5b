import { BLOCK_DTYPES, type BlockDtype } from '../../block-dtype.ts';
import { DTYPE_BITS, isSafetensorsDtype, type Dtype } from '../../dtype.ts';
import { ggufMalformed } from './gguf-error.ts';

/** A type of ggml's `enum ggml_type`: values come in whole blocks along a row. */
export interface GgmlType {
  readonly dtype: Dtype;
  readonly blockElements: number;
  readonly blockBytes: number;
}

/** The type for a number in the table; refuses numbers that ggml never gave or took back. */
export function ggmlType(id: number, label: string): GgmlType {
  const dtype = DTYPES.get(id);
  if (dtype === undefined) throw ggufMalformed(`${label}: a type of ggml`, `${id}`);
  if (isSafetensorsDtype(dtype)) return { dtype, blockElements: 1, blockBytes: DTYPE_BITS[dtype] / 8 };
  const { elements, bytes } = BLOCK_DTYPES[dtype];
  return { dtype, blockElements: elements, blockBytes: bytes };
}

type GgmlDtype = BlockDtype | 'F16' | 'F32' | 'F64' | 'BF16' | 'I8' | 'I16' | 'I32' | 'I64';

/** ggml.h; 4, 5, 31 to 33 and 36 to 38 were taken back. */
const DTYPES: ReadonlyMap<number, GgmlDtype> = new Map<number, GgmlDtype>([
  [0, 'F32'],
  [1, 'F16'],
  [2, 'Q4_0'],
  [3, 'Q4_1'],
  [6, 'Q5_0'],
  [7, 'Q5_1'],
  [8, 'Q8_0'],
  [9, 'Q8_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K'],
  [12, 'Q4_K'],
  [13, 'Q5_K'],
  [14, 'Q6_K'],
  [15, 'Q8_K'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [20, 'IQ4_NL'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [23, 'IQ4_XS'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [29, 'IQ1_M'],
  [30, 'BF16'],
  [34, 'TQ1_0'],
  [35, 'TQ2_0'],
  [39, 'MXFP4'],
  [40, 'NVFP4'],
  [41, 'Q1_0'],
]);
