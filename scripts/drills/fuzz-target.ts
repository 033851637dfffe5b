import { messageOf } from '../../src/base/errors.ts';
import { randomInts } from './drill.ts';

/** A reader of strangers' bytes, and good bytes to spoil. */
export interface FuzzTarget {
  /** As its figures are called. */
  readonly name: string;
  readonly originals: readonly Uint8Array[];
  readonly cases: { readonly SLICE: number; readonly WHOLE: number };
  /** What the reader made of it, in a word; throws only what goes against the claim. */
  readonly examine: (bytes: Uint8Array) => Promise<string> | string;
}

/** Gives every mutant to the target; what it throws, and in the whole run what takes too long or too much, is a violation. */
export async function fuzz(
  target: FuzzTarget,
  extent: 'SLICE' | 'WHOLE',
  { figures, violations }: { figures: Record<string, number>; violations: string[] },
): Promise<void> {
  const below = randomInts(20_240_611);
  let slowestMs = 0;
  const memory = new MemoryWatch();
  for (let i = 0; i < target.cases[extent]; i++) {
    const bytes = mutant(target.originals[i % target.originals.length] ?? new Uint8Array(0), below);
    const { outcome, ms } = await examined(target, bytes);
    slowestMs = Math.max(slowestMs, ms);
    if (outcome instanceof Error) violations.push(`${target.name} ${i}: ${messageOf(outcome)}`);
    else count(figures, `${target.name} ${outcome}`);
    if (extent === 'WHOLE' && ms > CASE_MS_MAX) violations.push(`${target.name} ${i}: ${Math.round(ms)} ms`);
    memory.look(i);
  }
  figures[`${target.name} slowest ms`] = Math.round(slowestMs);
  figures[`${target.name} more RSS MB`] = memory.growthMegabytes;
  if (extent === 'WHOLE' && memory.growthMegabytes > GROWTH_MEGABYTES_MAX)
    violations.push(`${target.name}: ${memory.growthMegabytes} MB more`);
}

const CASE_MS_MAX = 50;
const GROWTH_MEGABYTES_MAX = 100;

/** A case that seems slow is tried twice more: a busy machine is slow once, a slow reader each time. */
async function examined({ examine }: FuzzTarget, bytes: Uint8Array) {
  let outcome: string | Error = '';
  let ms = Infinity;
  for (let tries = 0; tries < 3 && ms > CASE_MS_MAX / 2; tries++) {
    const startedAt = performance.now();
    try {
      outcome = await examine(bytes);
    } catch (error) {
      outcome = error instanceof Error ? error : new Error(String(error));
    }
    ms = Math.min(ms, performance.now() - startedAt);
  }
  return { outcome, ms };
}

/** The most the process grew after its first thousand cases, which warm it up. */
class MemoryWatch {
  #startBytes = 0;
  #mostBytes = 0;

  look(i: number): void {
    if (i % 1000 !== 999) return;
    const { rss } = process.memoryUsage();
    if (i < WARM_CASES) this.#startBytes = rss;
    this.#mostBytes = Math.max(this.#mostBytes, rss);
  }

  get growthMegabytes(): number {
    return Math.round((this.#mostBytes - this.#startBytes) / 2 ** 20);
  }
}

const WARM_CASES = 20_000;

function count(figures: Record<string, number>, name: string): void {
  figures[name] = (figures[name] ?? 0) + 1;
}

const HOSTILE_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x22, 0x5c, 0x7b, 0x5b, 0x2d, 0x39, 0x20];

/** One to four edits: a byte, a bit, a cut, a piece taken out or put in twice. */
function mutant(original: Uint8Array, below: (n: number) => number): Uint8Array {
  let bytes = Buffer.from(original);
  for (let edits = 1 + below(4); edits > 0 && bytes.length > 0; edits--) {
    const at = below(bytes.length);
    const kind = below(6);
    if (kind === 0) bytes[at] = below(256);
    if (kind === 1) bytes[at] = HOSTILE_BYTES[below(HOSTILE_BYTES.length)] ?? 0;
    if (kind === 2) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    if (kind === 3) bytes = bytes.subarray(0, at);
    if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(8))]);
    if (kind === 5) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(below(at + 1))]);
  }
  return bytes;
}
