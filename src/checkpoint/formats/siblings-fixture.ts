import { bytesOf } from '../../base/byte-source.ts';
import type { Siblings } from './reader.ts';

/** A folder in memory, for tests. */
export function siblingsOf(files: Readonly<Record<string, Uint8Array>>): Siblings {
  const kept = new Map(Object.entries(files));
  return async (name) => {
    const file = kept.get(name);
    return file === undefined ? null : bytesOf(file);
  };
}
