import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pickleMutants } from './pickle-mutants.ts';

/** What CPython's unpickler did with a pickle: where it ended (null where it raised), and what it asked for. */
export type OracleAnswer = readonly [end: number | null, asked: readonly string[]];

/** Asks the Python at hand; null where there is none. */
export function askOracle(pickles: readonly Buffer[]): readonly OracleAnswer[] | null {
  const input = Buffer.concat(pickles.flatMap((pickle) => [uint32(pickle.byteLength), pickle]));
  const { status, stdout } = spawnSync('python3', [ORACLE], { input, maxBuffer: 1 << 30 });
  if (status !== 0) return null;
  const answers = stdout
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OracleAnswer);
  if (answers.length !== pickles.length)
    throw new Error(`${answers.length} answers to ${pickles.length} pickles`);
  return answers;
}

/** Four bytes that stand for an answer in the recording: zeros where it raised. */
export function markOf([end, asked]: OracleAnswer): Buffer {
  if (end === null) return Buffer.alloc(MARK_BYTES);
  const mark = createHash('sha256')
    .update(JSON.stringify([end, asked]))
    .digest()
    .subarray(0, MARK_BYTES);
  mark[0] = (mark[0] ?? 0) | 1;
  return mark;
}

export const RECORDED_CASES = 50_000;
export const RECORDED_SEED = 3;
export const MARK_BYTES = 4;

/** The recorded answers, for machines without Python; refuses a recording of other mutants than today's. */
export function recordedMarks(): Buffer {
  const recording = gunzipSync(readFileSync(RECORDING));
  if (!recording.subarray(0, 32).equals(digestOfMutants()))
    throw new Error(
      'the mutants changed: record the answers again with `node scripts/record-pickle-oracle.ts`',
    );
  return recording.subarray(32);
}

/** Asks Python about every recorded case and writes down the answers. */
export function recordAnswers(): number {
  const answers = askOracle([...pickleMutants(RECORDED_SEED, RECORDED_CASES)]);
  if (answers === null) throw new Error('recording needs python3');
  const bytes = gzipSync(Buffer.concat([digestOfMutants(), ...answers.map(markOf)]), { level: 9 });
  writeFileSync(RECORDING, bytes);
  return bytes.byteLength;
}

function digestOfMutants(): Buffer {
  const hash = createHash('sha256');
  for (const pickle of pickleMutants(RECORDED_SEED, RECORDED_CASES)) hash.update(pickle);
  return hash.digest();
}

const ORACLE = fileURLToPath(new URL('../../test/fixtures/safety/oracle.py', import.meta.url));
const RECORDING = new URL('../../test/fixtures/safety/oracle-answers.bin.gz', import.meta.url);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
