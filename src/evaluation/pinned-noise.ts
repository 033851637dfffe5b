import { createHash } from 'node:crypto';

/** Numbers that look random and are the same everywhere: a stream for each purpose, seed and item. */
export interface PinnedNoise {
  /** 0 to 2³² − 1. */
  word(): number;
  /** Above 0, below 1. */
  uniform(): number;
  /** Of mean 0 and deviation 1 (Box & Muller, 1958), rounded to float32. */
  normal(): number;
}

/** The u32be words of SHA-256 over `purpose`, a zero byte, and seed, item and a counter from 0 as u32be. */
export function pinnedNoise(purpose: string, seed: number, item: number): PinnedNoise {
  const words = wordsOf(purpose, seed, item);
  const word = () => words.next().value;
  const uniform = () => (word() + 0.5) / 2 ** 32;
  return {
    word,
    uniform,
    normal() {
      const radius = Math.sqrt(-2 * Math.log(uniform()));
      return Math.fround(radius * Math.cos(2 * Math.PI * uniform()));
    },
  };
}

function* wordsOf(purpose: string, seed: number, item: number): Generator<number, never> {
  const place = Buffer.alloc(12);
  place.writeUInt32BE(seed, 0);
  place.writeUInt32BE(item, 4);
  for (let counter = 0; ; counter++) {
    place.writeUInt32BE(counter, 8);
    const block = createHash('sha256').update(`${purpose}\0`).update(place).digest();
    for (let at = 0; at < block.length; at += 4) yield block.readUInt32BE(at);
  }
}
