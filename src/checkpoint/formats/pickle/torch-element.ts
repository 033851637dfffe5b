import type { Dtype } from '../../dtype.ts';

/** How torch stores one element. */
export interface TorchElement {
  readonly torchName: string;
  /** Null where no other container has a name for it: quantized numbers, complex halves. */
  readonly dtype: Dtype | null;
  readonly itemBytes: number;
}

const element = (torchName: string, dtype: Dtype | null, itemBytes: number): TorchElement => ({
  torchName,
  dtype,
  itemBytes,
});

/** The dtypes by their names in `torch`. */
export const TORCH_DTYPES: ReadonlyMap<string, TorchElement> = new Map(
  [
    element('float32', 'F32', 4),
    element('float64', 'F64', 8),
    element('float16', 'F16', 2),
    element('bfloat16', 'BF16', 2),
    element('float8_e4m3fn', 'F8_E4M3', 1),
    element('float8_e5m2', 'F8_E5M2', 1),
    element('float8_e4m3fnuz', 'F8_E4M3FNUZ', 1),
    element('float8_e5m2fnuz', 'F8_E5M2FNUZ', 1),
    element('int8', 'I8', 1),
    element('int16', 'I16', 2),
    element('int32', 'I32', 4),
    element('int64', 'I64', 8),
    element('uint8', 'U8', 1),
    element('uint16', 'U16', 2),
    element('uint32', 'U32', 4),
    element('uint64', 'U64', 8),
    element('bool', 'BOOL', 1),
    element('complex32', null, 4),
    element('complex64', 'C64', 8),
    element('complex128', 'C128', 16),
    element('qint8', null, 1),
    element('quint8', null, 1),
    element('qint32', null, 4),
    element('quint4x2', null, 1),
    element('quint2x4', null, 1),
  ].map((known) => [known.torchName, known]),
);

function stored(name: string): TorchElement {
  const known = TORCH_DTYPES.get(name);
  if (known === undefined) throw new RangeError(`${name} is a dtype`);
  return known;
}

/** The typed storages by their names in `torch`. */
export const TORCH_STORAGES: ReadonlyMap<string, TorchElement> = new Map([
  ['FloatStorage', stored('float32')],
  ['DoubleStorage', stored('float64')],
  ['HalfStorage', stored('float16')],
  ['BFloat16Storage', stored('bfloat16')],
  ['LongStorage', stored('int64')],
  ['IntStorage', stored('int32')],
  ['ShortStorage', stored('int16')],
  ['CharStorage', stored('int8')],
  ['ByteStorage', stored('uint8')],
  ['BoolStorage', stored('bool')],
  ['ComplexFloatStorage', stored('complex64')],
  ['ComplexDoubleStorage', stored('complex128')],
  ['QInt8Storage', stored('qint8')],
  ['QUInt8Storage', stored('quint8')],
  ['QInt32Storage', stored('qint32')],
  ['QUInt4x2Storage', stored('quint4x2')],
  ['QUInt2x4Storage', stored('quint2x4')],
]);

/** Bytes without a type, as `torch.storage.UntypedStorage` holds them. */
export const UNTYPED: TorchElement = stored('uint8');
