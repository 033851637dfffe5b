import { assertInside, type ByteSource } from '../../base/byte-source.ts';

/** Several files as one, in their order: the shards of a group. */
export function joinedSource(parts: readonly ByteSource[]): ByteSource {
  const starts: number[] = [];
  let sizeBytes = 0;
  for (const part of parts) {
    starts.push(sizeBytes);
    sizeBytes += part.sizeBytes;
  }
  return {
    sizeBytes,
    async read(offset, length) {
      assertInside(offset, length, sizeBytes);
      const pieces: Uint8Array[] = [];
      for (let i = partAt(starts, offset), at = offset; at < offset + length; i++) {
        const part = parts[i];
        const from = at - (starts[i] ?? 0);
        const take = Math.min(offset + length - at, (part?.sizeBytes ?? 0) - from);
        if (part !== undefined && take > 0) pieces.push(await part.read(from, take));
        at += Math.max(take, 0);
      }
      return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    },
  };
}

/** The last part that starts at or before an offset. */
function partAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
