import { bytesOf } from '../../src/base/byte-source.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { randomInts, type Drill } from './drill.ts';

/** Mutants of good files: none may escape a state and a finding, or keep a reader busy. */
export const parserFuzz: Drill = {
  id: 'T4',
  claim: 'no mutant of a good file throws, or is refused without a reason',
  async run(extent) {
    const figures: Record<string, number> = {};
    const violations: string[] = [];
    for (const { path, originals, cases } of TARGETS)
      await fuzz(path, originals, cases[extent], { figures, violations });
    return { figures, violations };
  },
};

interface Target {
  readonly path: string;
  readonly originals: readonly Uint8Array[];
  readonly cases: { readonly SLICE: number; readonly WHOLE: number };
}

const TARGETS: readonly Target[] = [
  {
    path: 'model.safetensors',
    originals: [
      writeSafetensors(
        [
          { name: 'layer.0.weight', dtype: 'F32', shape: [2, 2], bytes: new Uint8Array(16) },
          { name: 'exp_avg', dtype: 'BF16', shape: [3], bytes: new Uint8Array(6) },
        ],
        { format: 'pt', epoch: '3', license: 'MIT' },
      ),
    ],
    cases: { SLICE: 15_000, WHOLE: 2_000_000 },
  },
];

async function fuzz(
  path: string,
  originals: readonly Uint8Array[],
  cases: number,
  { figures, violations }: { figures: Record<string, number>; violations: string[] },
): Promise<void> {
  const below = randomInts(20_240_611);
  let slowestMs = 0;
  for (let i = 0; i < cases; i++) {
    const bytes = mutant(originals[i % originals.length] ?? new Uint8Array(0), below);
    const startedAt = performance.now();
    const { state, findings } = await inspectArtifact(path, bytesOf(bytes));
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    figures[`${path} ${state}`] = (figures[`${path} ${state}`] ?? 0) + 1;
    if (state !== 'VERIFIED' && findings.length === 0)
      violations.push(`${path} ${i}: ${state} without a finding`);
  }
  figures[`${path} slowest ms`] = Math.round(slowestMs);
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
