import { refuse } from '../checkpoint-error.ts';
import type { Dtype } from '../dtype.ts';

/** Which field of a TensorProto may hold values of a type, beside raw_data. */
export type TypedField =
  | 'float_data'
  | 'int32_data'
  | 'string_data'
  | 'int64_data'
  | 'double_data'
  | 'uint64_data';

export interface OnnxType {
  readonly dtype: Dtype;
  readonly bits: number;
  readonly typedField: TypedField;
}

/** The type for a TensorProto.DataType; refuses with `CHECKPOINT_ONNX_TYPE_UNKNOWN`. */
export function onnxType(dataType: number): OnnxType {
  const type = TYPES[dataType];
  if (type !== undefined && type !== null) return { dtype: type[0], bits: type[1], typedField: type[2] };
  throw refuse('CHECKPOINT_ONNX_TYPE_UNKNOWN', 'a tensor has an element type this hub does not know', {
    expected: `TensorProto.DataType 1 to ${TYPES.length - 1}`,
    received: String(dataType),
  });
}

/** Indexed by TensorProto.DataType of onnx.proto; 0 is UNDEFINED. */
const TYPES: readonly (readonly [Dtype, number, TypedField] | null)[] = [
  null,
  ['F32', 32, 'float_data'],
  ['U8', 8, 'int32_data'],
  ['I8', 8, 'int32_data'],
  ['U16', 16, 'int32_data'],
  ['I16', 16, 'int32_data'],
  ['I32', 32, 'int32_data'],
  ['I64', 64, 'int64_data'],
  ['STRING', 0, 'string_data'],
  ['BOOL', 8, 'int32_data'],
  ['F16', 16, 'int32_data'],
  ['F64', 64, 'double_data'],
  ['U32', 32, 'uint64_data'],
  ['U64', 64, 'uint64_data'],
  ['C64', 64, 'float_data'],
  ['C128', 128, 'double_data'],
  ['BF16', 16, 'int32_data'],
  ['F8_E4M3', 8, 'int32_data'],
  ['F8_E4M3FNUZ', 8, 'int32_data'],
  ['F8_E5M2', 8, 'int32_data'],
  ['F8_E5M2FNUZ', 8, 'int32_data'],
  ['U4', 4, 'int32_data'],
  ['I4', 4, 'int32_data'],
  ['F4', 4, 'int32_data'],
  ['F8_E8M0', 8, 'int32_data'],
];
