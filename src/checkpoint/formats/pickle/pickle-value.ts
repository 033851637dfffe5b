import type { AllowedGlobal } from './allowed-globals.ts';
import type { TorchElement } from './torch-element.ts';

/** What a pickle would build, known without building it. */
export type PickleValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | BytesValue
  | TupleValue
  | ListValue
  | SetValue
  | DictValue
  | { readonly kind: 'global'; readonly global: AllowedGlobal }
  /** A device, a layout, a complex number …: allowed, and of no further interest. */
  | { readonly kind: 'named'; readonly name: string }
  | StorageValue
  | TensorValue
  /** Quantized, sparse, nested and meta tensors: their elements are no plain array. */
  | { readonly kind: 'special-tensor'; readonly what: string }
  | NumpyDtypeValue
  | ArrayValue
  /** What an unlisted global would be or give; it never gets past the verdict. */
  | { readonly kind: 'opaque' };

export interface BytesValue {
  readonly kind: 'bytes';
  readonly bytes: Uint8Array;
  readonly isMutable: boolean;
  /** Where they lie in the source, null for bytes that were spelled in another way. */
  readonly at: number | null;
}

export interface TupleValue {
  readonly kind: 'tuple';
  readonly items: readonly PickleValue[];
  readonly isHashable: boolean;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: PickleValue[];
}

export interface SetValue {
  readonly kind: 'set';
  readonly items: PickleValue[];
  readonly isFrozen: boolean;
}

export interface DictValue {
  readonly kind: 'dict';
  /** In the order written; of equal keys Python keeps the last value. */
  readonly entries: [key: PickleValue, value: PickleValue][];
  /** An OrderedDict or a Counter, which have attributes. */
  readonly isSubclass: boolean;
  attributes: PickleValue | null;
}

export interface StorageValue {
  readonly kind: 'storage';
  readonly key: string;
  readonly element: TorchElement;
  readonly elementCount: number;
}

export interface TensorValue {
  readonly kind: 'tensor';
  readonly storage: StorageValue;
  readonly element: TorchElement;
  /** In elements of `element`. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

export interface NumpyDtypeValue {
  readonly kind: 'numpy-dtype';
  /** A kind of `biufcSU` and the bytes of an item: `f4`. */
  readonly code: string;
  readonly itemBytes: number;
  isBigEndian: boolean;
}

export interface ArrayValue {
  readonly kind: 'array';
  content: ArrayContent | null;
}

export interface ArrayContent {
  readonly dtype: NumpyDtypeValue;
  readonly shape: readonly number[];
  readonly isFortran: boolean;
  readonly bytes: BytesValue;
}

export const NONE: PickleValue = { kind: 'none' };
export const OPAQUE: PickleValue = { kind: 'opaque' };

export function tuple(items: readonly PickleValue[]): TupleValue {
  return { kind: 'tuple', items, isHashable: items.every(isHashable) };
}

export function dict(isSubclass: boolean): DictValue {
  return { kind: 'dict', entries: [], isSubclass, attributes: null };
}

/** As Python's dict and set ask of keys. */
export function isHashable(value: PickleValue): boolean {
  if (value.kind === 'tuple') return value.isHashable;
  if (value.kind === 'set') return value.isFrozen;
  if (value.kind === 'bytes') return !value.isMutable;
  return value.kind !== 'list' && value.kind !== 'dict' && value.kind !== 'array';
}

/** A whole number from 0 on, such as a size, an offset or a count; null for anything else. */
export function wholeNumber(value: PickleValue | undefined): number | null {
  if (value?.kind !== 'int' || typeof value.value !== 'number' || value.value < 0) return null;
  return value.value;
}

/** A tuple of sizes or strides; null for anything else. */
export function wholeNumbers(value: PickleValue | undefined): readonly number[] | null {
  if (value?.kind !== 'tuple' || value.items.length > DIMENSIONS_MAX) return null;
  const numbers = value.items.map(wholeNumber);
  return numbers.every((number) => number !== null) ? numbers : null;
}

/** torch and NumPy both stop at 64. */
const DIMENSIONS_MAX = 64;
