import { createHash } from 'node:crypto';
import { rangeChunks, type ByteSource } from '../base/byte-source.ts';
import { BLOCK_BYTES, regionsOf, type PlacedTensor, type Region } from './block-grid.ts';

/** Collects the sha256 of each block of a file: of tensors while they are read, of the rest at the end. */
export class BlockDigests {
  readonly #regions: readonly Region[];
  readonly #ofTensor: ReadonlyMap<number | null, Region>;
  readonly #digests: Uint8Array;
  readonly #seen = new Set<Region>();

  constructor(sizeBytes: number, tensors: readonly PlacedTensor[]) {
    this.#regions = regionsOf(sizeBytes, tensors);
    this.#ofTensor = new Map(this.#regions.map((region) => [region.tensor, region]));
    const last = this.#regions.at(-1);
    const count = last === undefined ? 0 : last.firstBlock + Math.ceil(last.lengthBytes / BLOCK_BYTES);
    this.#digests = new Uint8Array(count * DIGEST_BYTES);
  }

  /** Where the digests of a tensor's blocks go, one call a block; null for a tensor that is no region. */
  ofTensor(tensor: number): ((digest: Uint8Array) => void) | null {
    const region = this.#ofTensor.get(tensor);
    return region === undefined ? null : this.#writer(region);
  }

  /** Reads what no tensor's pass covered, and gives all digests in file order, 32 bytes each. */
  async done(source: ByteSource, onChunk: (chunk: Uint8Array) => void): Promise<Uint8Array> {
    for (const region of this.#regions.filter((each) => !this.#seen.has(each))) {
      const write = this.#writer(region);
      for await (const block of rangeChunks(source, region.offset, region.lengthBytes, BLOCK_BYTES)) {
        onChunk(block);
        write(createHash('sha256').update(block).digest());
      }
    }
    return this.#digests;
  }

  #writer(region: Region): (digest: Uint8Array) => void {
    this.#seen.add(region);
    let block = region.firstBlock;
    return (digest) => this.#digests.set(digest, block++ * DIGEST_BYTES);
  }
}

const DIGEST_BYTES = 32;
