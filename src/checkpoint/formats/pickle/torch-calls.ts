import { elementCount } from '../../dtype.ts';
import type { Call } from './call.ts';
import {
  wholeNumber,
  wholeNumbers,
  type DictValue,
  type PickleValue,
  type StorageValue,
  type TensorValue,
} from './pickle-value.ts';
import { TORCH_DTYPES, TORCH_STORAGES, UNTYPED, type TorchElement } from './torch-element.ts';

/** What torch's own rebuild functions give. */
export const torchCalls: readonly (readonly [string, Call])[] = [
  ['torch._utils._rebuild_tensor', (args) => (args.length === 4 ? strided(args, null) : null)],
  ['torch._utils._rebuild_tensor_v2', tensorV2],
  ['torch._utils._rebuild_tensor_v3', tensorV3],
  ['torch._utils._rebuild_parameter', parameter],
  ['torch._utils._rebuild_parameter_with_state', parameterWithState],
  ['torch._utils._rebuild_qtensor', quantized],
  ['torch._utils._rebuild_sparse_tensor', (args) => sparse(args, ['sparse_coo'])],
  ['torch._utils._rebuild_sparse_csr_tensor', (args) => sparse(args, ['sparse_csr', 'sparse_csc'])],
  ['torch._utils._rebuild_meta_tensor_no_storage', meta],
  ['torch._utils._rebuild_nested_tensor', nested],
  ['torch._tensor._rebuild_from_type_v2', fromType],
  ['torch.nn.parameter.Parameter', (args) => (args.length <= 2 ? parameter([...args, EMPTY_HOOKS]) : null)],
  ['torch.serialization._get_layout', layout],
  ['torch.Size', size],
  ['torch.device', device],
];

/** `('storage', torch.FloatStorage, key, device, element count)`, torch's one kind of persistent id. */
export function storageOf(id: PickleValue): StorageValue | null {
  if (id.kind !== 'tuple') return null;
  const [word, type, key, location, count, view] = id.items;
  const numel = wholeNumber(count);
  const element = storageElement(type);
  const isPlain = word?.kind === 'text' && word.value === 'storage' && location?.kind === 'text';
  // The sixth item is a view of another storage, which torch stopped writing in 2017.
  if (!isPlain || id.items.length > 6 || (view !== undefined && view.kind !== 'none')) return null;
  if (key?.kind !== 'text' || numel === null || element === null) return null;
  return { kind: 'storage', key: key.value, element, elementCount: numel };
}

function storageElement(type: PickleValue | undefined): TorchElement | null {
  if (type?.kind !== 'global') return null;
  const { id } = type.global;
  if (id === 'torch.storage.UntypedStorage' || id === 'torch.storage._UntypedStorage') return UNTYPED;
  return TORCH_STORAGES.get(id.replace(/^torch\./, '')) ?? null;
}

function tensorV2(args: readonly PickleValue[]): PickleValue | null {
  const [, , , , requiresGrad, hooks, metadata] = args;
  const isPlain = args.length >= 6 && args.length <= 7 && requiresGrad?.kind === 'bool';
  return isPlain && isEmptyDict(hooks) && isNothing(metadata) ? strided(args, null) : null;
}

function tensorV3(args: readonly PickleValue[]): PickleValue | null {
  const [, , , , requiresGrad, hooks, dtype, metadata] = args;
  const element = dtypeOf(dtype);
  const isPlain = args.length >= 7 && args.length <= 8 && requiresGrad?.kind === 'bool' && element !== null;
  return isPlain && isEmptyDict(hooks) && isNothing(metadata) ? strided(args, element) : null;
}

/** A view of a storage: offset, sizes and strides in elements, all of it inside. */
function strided(args: readonly PickleValue[], element: TorchElement | null): TensorValue | null {
  const [storage, offset, sizes, steps] = args;
  const [begin, shape, strides] = [wholeNumber(offset), wholeNumbers(sizes), wholeNumbers(steps)];
  if (storage?.kind !== 'storage' || begin === null || shape === null || strides?.length !== shape.length)
    return null;
  const own = element ?? storage.element;
  const elements = Math.floor((storage.elementCount * storage.element.itemBytes) / own.itemBytes);
  if (elementCount(shape) === null || begin + extent(shape, strides) > elements) return null;
  return { kind: 'tensor', storage, element: own, offset: begin, shape, strides };
}

/** How many elements from the view's first to behind its last. */
function extent(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((last, length, axis) => last + (length - 1) * (strides[axis] ?? 0), 1);
}

function parameter(args: readonly PickleValue[]): PickleValue | null {
  const [data, ...rest] = args;
  const hooks = rest.pop();
  const isPlain = rest.length <= 1 && rest.every(({ kind }) => kind === 'bool') && isEmptyDict(hooks);
  return isPlain && isTensor(data) ? data : null;
}

function parameterWithState(args: readonly PickleValue[]): PickleValue | null {
  const [data, requiresGrad, hooks, state] = args;
  if (args.length !== 4 || data === undefined || requiresGrad === undefined || hooks === undefined)
    return null;
  return isState(state) ? parameter([data, requiresGrad, hooks]) : null;
}

function quantized(args: readonly PickleValue[]): PickleValue | null {
  const [, , , , scheme, requiresGrad, hooks] = args;
  const isPlain = args.length === 7 && scheme?.kind === 'tuple' && requiresGrad?.kind === 'bool';
  const named = scheme?.kind === 'tuple' ? scheme.items[0] : undefined;
  if (!isPlain || !isEmptyDict(hooks) || strided(args.slice(0, 4), null) === null) return null;
  return isGlobal(named, /^torch\.per_(tensor|channel)_/)
    ? { kind: 'special-tensor', what: 'quantized' }
    : null;
}

function sparse(args: readonly PickleValue[], layouts: readonly string[]): PickleValue | null {
  const [wanted, parts] = args;
  const isKnown =
    layouts.some((known) => isGlobal(wanted, new RegExp(`^torch\\.${known}$`))) ||
    (wanted?.kind === 'named' && layouts.includes(wanted.name.replace('torch.', '')));
  const isPlain = args.length === 2 && isKnown && parts?.kind === 'tuple' && isTensor(parts.items[0]);
  return isPlain ? { kind: 'special-tensor', what: 'sparse' } : null;
}

function meta(args: readonly PickleValue[]): PickleValue | null {
  const [dtype, shape, strides, requiresGrad] = args;
  const isPlain = args.length === 4 && dtypeOf(dtype) !== null && requiresGrad?.kind === 'bool';
  if (!isPlain || wholeNumbers(shape) === null || wholeNumbers(strides) === null) return null;
  return { kind: 'special-tensor', what: 'meta' };
}

function nested(args: readonly PickleValue[]): PickleValue | null {
  return args.length === 4 && isTensor(args[0]) ? { kind: 'special-tensor', what: 'nested' } : null;
}

/** A tensor with attributes: the rebuild function, its type, its arguments, the attributes. */
function fromType(args: readonly PickleValue[]): PickleValue | null {
  const [rebuild, type, inner, state] = args;
  if (args.length !== 4 || rebuild?.kind !== 'global' || inner?.kind !== 'tuple' || !isState(state))
    return null;
  if (!isGlobal(type, /^torch\.(Tensor|nn\.parameter\.Parameter)$/)) return null;
  return INNER_CALLS.get(rebuild.global.id)?.(inner.items) ?? null;
}

const INNER_CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['torch._utils._rebuild_tensor_v2', tensorV2],
  ['torch._utils._rebuild_tensor_v3', tensorV3],
  ['torch._utils._rebuild_parameter', parameter],
]);

function layout(args: readonly PickleValue[]): PickleValue | null {
  const [name] = args;
  const isKnown =
    args.length === 1 && name?.kind === 'text' && /^torch\.(strided|sparse_(coo|csr|csc))$/.test(name.value);
  return isKnown ? { kind: 'named', name: name.value } : null;
}

function size(args: readonly PickleValue[]): PickleValue | null {
  const [sizes] = args;
  return args.length === 1 && sizes?.kind === 'tuple' && wholeNumbers(sizes) !== null ? sizes : null;
}

function device(args: readonly PickleValue[]): PickleValue | null {
  const [type, index] = args;
  const isPlain = args.length >= 1 && args.length <= 2 && type?.kind === 'text' && DEVICE.test(type.value);
  return isPlain && (index === undefined || wholeNumber(index) !== null)
    ? { kind: 'named', name: `device ${type.value}` }
    : null;
}

const DEVICE =
  /^(cpu|cuda|mps|xpu|xla|meta|hpu|ipu|hip|mtia|npu|vulkan|opencl|lazy|mkldnn|privateuseone)(:\d{1,3})?$/;

function dtypeOf(value: PickleValue | undefined): TorchElement | null {
  return value?.kind === 'global'
    ? (TORCH_DTYPES.get(value.global.id.replace(/^torch\./, '')) ?? null)
    : null;
}

function isTensor(value: PickleValue | undefined): value is PickleValue {
  return value?.kind === 'tensor' || value?.kind === 'special-tensor';
}

function isGlobal(value: PickleValue | undefined, pattern: RegExp): boolean {
  return value?.kind === 'global' && pattern.test(value.global.id);
}

const EMPTY_HOOKS: DictValue = { kind: 'dict', entries: [], isSubclass: true, attributes: null };

/** Hooks are functions; a file that is data has none. */
function isEmptyDict(value: PickleValue | undefined): boolean {
  return value?.kind === 'dict' && value.entries.length === 0;
}

function isNothing(value: PickleValue | undefined): boolean {
  return value === undefined || value.kind === 'none' || isEmptyDict(value);
}

/** Attributes that torch would set on the tensor: plain names only. */
function isState(value: PickleValue | undefined): boolean {
  if (value === undefined || isNothing(value)) return value !== undefined;
  return value.kind === 'dict' && value.entries.every(([key]) => isAttributeName(key));
}

/** A dunder would replace a method of the object, and some are called while unpickling. */
export function isAttributeName(key: PickleValue): boolean {
  return key.kind === 'text' && /^[A-Za-z_]\w{0,99}$/.test(key.value) && !key.value.startsWith('__');
}
