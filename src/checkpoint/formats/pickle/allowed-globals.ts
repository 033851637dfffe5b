import { TORCH_DTYPES, TORCH_STORAGES } from './torch-element.ts';

/**
 * Every global that a pickle may name; nothing else is ever vouched for, and nothing at all is ever called: what a call
 * would give is known for each of these. `CALLABLE` are functions, `CLASS` may be called or made anew, `DATA` may only
 * stand as a value.
 */
export interface AllowedGlobal {
  /** `module.name` as the pickle says it. */
  readonly id: string;
  readonly role: 'CALLABLE' | 'CLASS' | 'DATA';
}

export function allowedGlobal(module: string, name: string): AllowedGlobal | undefined {
  // A dot in a name walks attributes from protocol 4 on: `torch` `storage.x` must not pass for `torch.storage` `x`.
  return name.includes('.') ? undefined : byId.get(`${module}.${name}`);
}

function listed(role: AllowedGlobal['role'], module: string, names: string): readonly AllowedGlobal[] {
  return names.split(' ').map((name) => ({ id: `${module}.${name}`, role }));
}

/** Protocols 0 to 2 name Python 2's modules; NumPy 2 moved `core` to `_core`. */
export const ALLOWED_GLOBALS: readonly AllowedGlobal[] = [
  ...listed('CLASS', 'collections', 'OrderedDict Counter'),
  ...listed('CLASS', 'builtins', 'set complex bytearray bytes'),
  ...listed('CLASS', '__builtin__', 'set complex bytearray bytes'),
  ...listed('CALLABLE', '_codecs', 'encode'),
  ...listed('DATA', 'torch', [...TORCH_STORAGES.keys()].join(' ')),
  ...listed('DATA', 'torch.storage', 'UntypedStorage TypedStorage _UntypedStorage'),
  ...listed('DATA', 'torch', [...TORCH_DTYPES.keys()].join(' ')),
  ...listed('DATA', 'torch', 'strided sparse_coo sparse_csr sparse_csc'),
  ...listed('DATA', 'torch', 'contiguous_format preserve_format channels_last channels_last_3d'),
  ...listed(
    'DATA',
    'torch',
    'per_tensor_affine per_tensor_symmetric per_channel_affine per_channel_symmetric',
  ),
  ...listed('DATA', 'torch', 'per_channel_affine_float_qparams Tensor'),
  ...listed('CLASS', 'torch', 'Size device'),
  ...listed('CLASS', 'torch.nn.parameter', 'Parameter'),
  ...listed(
    'CALLABLE',
    'torch._utils',
    '_rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter',
  ),
  ...listed(
    'CALLABLE',
    'torch._utils',
    '_rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor',
  ),
  ...listed('CALLABLE', 'torch._utils', '_rebuild_sparse_csr_tensor _rebuild_meta_tensor_no_storage'),
  ...listed('CALLABLE', 'torch._utils', '_rebuild_nested_tensor'),
  ...listed('CALLABLE', 'torch._tensor', '_rebuild_from_type_v2'),
  ...listed('CALLABLE', 'torch.serialization', '_get_layout'),
  ...listed('DATA', 'numpy', 'ndarray'),
  ...listed('CLASS', 'numpy', 'dtype'),
  ...listed('CALLABLE', 'numpy.core.multiarray', '_reconstruct scalar'),
  ...listed('CALLABLE', 'numpy._core.multiarray', '_reconstruct scalar'),
  ...listed('CALLABLE', 'numpy.core.numeric', '_frombuffer'),
  ...listed('CALLABLE', 'numpy._core.numeric', '_frombuffer'),
];

const byId: ReadonlyMap<string, AllowedGlobal> = new Map(
  ALLOWED_GLOBALS.map((global) => [global.id, global]),
);
