import { globalOf, pickleOf, reduceOf, tupleOf, type Pickled } from '../pickle/pickle-fixture.ts';
import { TORCH_STORAGES } from '../pickle/torch-element.ts';
import { writeZip, type MemberToWrite } from '../zip/zip-fixture.ts';

/** A torch file for a test: storages by key, tensors as views of them. */
export class TorchFixture {
  readonly #storages = new Map<string, { readonly bytes: Uint8Array; readonly itemBytes: number }>();

  /** A storage's persistent id; `count` lies about its length. */
  storage(type: string, bytes: Uint8Array, count?: number): Pickled {
    const itemBytes = TORCH_STORAGES.get(type)?.itemBytes ?? 1;
    const key = `${this.#storages.size}`;
    this.#storages.set(key, { bytes, itemBytes });
    const module = type.startsWith('Untyped') ? 'torch.storage' : 'torch';
    const numel = count ?? bytes.byteLength / itemBytes;
    return { node: 'persistent', id: tupleOf('storage', globalOf(module, type), key, 'cpu', numel) };
  }

  /** A whole storage as one row-major tensor. */
  tensor(type: string, bytes: Uint8Array, shape: readonly number[]): Pickled {
    return view(this.storage(type, bytes), 0, shape, rowMajor(shape));
  }

  /** As torch.save writes it since 1.6; `more` adds or replaces members. */
  zip(value: Pickled, more: readonly MemberToWrite[] = []): Buffer {
    const members: MemberToWrite[] = [{ name: 'archive/data.pkl', bytes: pickleOf(value) }];
    for (const [key, { bytes }] of this.#storages) members.push({ name: `archive/data/${key}`, bytes });
    members.push({ name: 'archive/version', bytes: Buffer.from('3\n') });
    const kept = members.filter(({ name }) => more.every((other) => other.name !== name));
    const all = [...kept, ...more].map((member) => ({
      hasDescriptor: true,
      localExtra: Buffer.from('FB\x01\x00Z'),
      ...member,
    }));
    return writeZip(all, { zip64: true });
  }

  /** As torch.save wrote it before. */
  legacy(
    value: Pickled,
    { protocol = 1001, isLittleEndian = true, keys = [...this.#storages.keys()] } = {},
  ): Buffer {
    const system = new Map<Pickled, Pickled>([
      ['protocol_version', 1001],
      ['little_endian', isLittleEndian],
    ]);
    const parts = [
      pickleOf(0x1950a86a20f9469cfc6cn),
      pickleOf(protocol),
      pickleOf(system),
      pickleOf(value),
      pickleOf(keys),
    ];
    for (const key of keys) {
      const { bytes = new Uint8Array(0), itemBytes = 1 } = this.#storages.get(key) ?? {};
      const count = Buffer.alloc(8);
      count.writeBigUInt64LE(BigInt(bytes.byteLength / itemBytes));
      parts.push(count, Buffer.from(bytes));
    }
    return Buffer.concat(parts);
  }
}

/** A view of a storage, offset and strides in elements. */
export function view(
  storage: Pickled,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
): Pickled {
  const hooks = reduceOf(globalOf('collections', 'OrderedDict'), []);
  const args = [storage, offset, tupleOf(...shape), tupleOf(...strides), false, hooks];
  return reduceOf(globalOf('torch._utils', '_rebuild_tensor_v2'), args);
}

/** An OrderedDict, as a state_dict is. */
export function stateDict(entries: Readonly<Record<string, Pickled>>): Pickled {
  const target = reduceOf(globalOf('collections', 'OrderedDict'), []);
  return { node: 'items', target, items: new Map(Object.entries(entries)) };
}

function rowMajor(shape: readonly number[]): readonly number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((step, length) => step * length, 1));
}
