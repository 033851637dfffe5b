import { isRefusal } from '../../src/base/errors.ts';
import { allowedGlobal } from '../../src/checkpoint/formats/pickle/allowed-globals.ts';
import { runPickle, type PickleReading } from '../../src/checkpoint/formats/pickle/read-pickle.ts';
import type { Drill } from './drill.ts';
import { pickleMutants } from './pickle-mutants.ts';
import {
  askOracle,
  MARK_BYTES,
  markOf,
  RECORDED_CASES,
  RECORDED_SEED,
  recordedMarks,
  type OracleAnswer,
} from './pickle-oracle.ts';

/** Mutants read by us and by CPython's own unpickler, which imports nothing: what we accept, it must read alike. */
export const unpicklerDifferential: Drill = {
  id: 'T3',
  claim:
    'what the pickle machine accepts, CPython reads alike: the same globals in the same order, the same end',
  async run(extent) {
    const tally: Tally = { recorded: 0, asked: 0, accepted: 0, violations: [] };
    compareWithRecording(tally);
    const cases = extent === 'WHOLE' ? 300_000 : 20_000;
    for (let first = 0; first < cases; first += BATCH) {
      const pickles = [...pickleMutants(1_000_003 + first, BATCH)];
      const answers = askOracle(pickles);
      // Where no python3 is, the recording is all there is to compare with.
      if (answers === null) break;
      for (const [index, pickle] of pickles.entries()) compare(pickle, answers[index] ?? [null, []], tally);
      tally.asked += pickles.length;
    }
    const { violations, ...figures } = tally;
    return { figures, violations };
  },
};

const BATCH = 10_000;

interface Tally {
  recorded: number;
  asked: number;
  accepted: number;
  readonly violations: string[];
}

function compare(pickle: Buffer, [end, asked]: OracleAnswer, tally: Tally): void {
  const reading = acceptedReading(pickle, tally);
  if (reading === null) return;
  const { requests } = reading;
  const isSame = end === reading.end && asked.join() === requests.join();
  if (!isSame || !asked.every(isAllowed))
    tally.violations.push(
      `${pickle.toString('hex')}: [${reading.end}, ${requests.join()}] but [${end}, ${asked.join()}]`,
    );
}

function compareWithRecording(tally: Tally): void {
  const marks = recordedMarks();
  let at = 0;
  for (const pickle of pickleMutants(RECORDED_SEED, RECORDED_CASES)) {
    const mark = marks.subarray(at, at + MARK_BYTES);
    at += MARK_BYTES;
    const reading = acceptedReading(pickle, tally);
    tally.recorded++;
    if (reading === null) continue;
    if (!mark.equals(markOf([reading.end, reading.requests])))
      tally.violations.push(
        `${pickle.toString('hex')}: [${reading.end}, ${reading.requests.join()}] but another answer`,
      );
  }
}

/** Our reading where we accept; anything but a refusal that is thrown goes against the claim. */
function acceptedReading(pickle: Buffer, tally: Tally): PickleReading | null {
  try {
    const reading = runPickle(pickle, 0, { isTorch: true });
    if (reading === null || reading.unlisted.length > 0) return null;
    tally.accepted++;
    return reading;
  } catch (error) {
    if (!isRefusal(error)) tally.violations.push(`${pickle.toString('hex')}: ${String(error)}`);
    return null;
  }
}

function isAllowed(id: string): boolean {
  const dot = id.lastIndexOf('.');
  return allowedGlobal(id.slice(0, dot), id.slice(dot + 1)) !== undefined;
}
