import type { ByteSource } from '../../../base/byte-source.ts';
import { isRefusal } from '../../../base/errors.ts';
import { refuse } from '../../checkpoint-error.ts';
import { assertLogicalSize } from './logical-size.ts';
import { opcode, STOP } from './opcodes.ts';
import { PICKLE_BYTES_MAX, PickleCursor, WindowEnded } from './pickle-cursor.ts';
import { pickleMalformed } from './pickle-error.ts';
import { PickleMachine, type UnlistedGlobal } from './pickle-machine.ts';
import type { PickleValue, StorageValue } from './pickle-value.ts';

/** One pickle, read without running it. */
export interface PickleReading {
  /** What it would build; meaningless where globals are unlisted. */
  readonly value: PickleValue;
  /** Behind its STOP, in the source. */
  readonly end: number;
  /** Every global as `module.name`, in the order in which Python would ask for it. */
  readonly requests: readonly string[];
  readonly unlisted: readonly UnlistedGlobal[];
  /** The storages that it names by persistent ids, by key. */
  readonly storages: ReadonlyMap<string, StorageValue>;
}

export interface PickleOptions {
  /** Inside torch's containers a persistent id names a storage; elsewhere it is refused. */
  readonly isTorch: boolean;
  /** Whether nothing follows these bytes; unless told, more may. */
  readonly isWhole?: boolean;
}

/**
 * Reads the pickle that begins at `offset`, of 256 MiB at most. Refuses with `CHECKPOINT_PICKLE_MALFORMED` what readers
 * could disagree on, with `CHECKPOINT_PICKLE_OPERATION` what does more than hold data; globals outside the list end up
 * in `unlisted`, and are for the caller to judge.
 */
export async function readPickle(
  source: ByteSource,
  offset: number,
  options: PickleOptions,
): Promise<PickleReading> {
  const room = source.sizeBytes - offset;
  for (let windowBytes = Math.min(WINDOW_BYTES, room); ; windowBytes = Math.min(windowBytes * 4, room)) {
    if (windowBytes > PICKLE_BYTES_MAX) throw tooLarge();
    const window = await source.read(offset, windowBytes);
    const reading = runPickle(window, offset, { ...options, isWhole: windowBytes === room });
    if (reading !== null) return reading;
    if (windowBytes === room) throw pickleMalformed('STOP before the end', 'a pickle cut short');
  }
}

/** The same over bytes at hand; null where they end before STOP. */
export function runPickle(
  bytes: Uint8Array,
  base: number,
  { isTorch, isWhole = false }: PickleOptions,
): PickleReading | null {
  const machine = new PickleMachine(new PickleCursor(bytes, base), isTorch);
  try {
    runToStop(machine);
    const value = machine.result();
    if (machine.unlisted.length === 0) assertLogicalSize(value);
    return readingOf(machine, value);
  } catch (error) {
    if (error instanceof WindowEnded && !isWhole) return null;
    // Behind an unlisted global anything may look odd, for its value is unknown; and what calls it may well be followed
    // by bytes that are no pickle at all. The global is what to tell.
    const isOdd = isRefusal(error) && DOUBTFUL.has(error.code);
    if ((isOdd || error instanceof WindowEnded) && machine.unlisted.length > 0)
      return readingOf(machine, { kind: 'opaque' });
    if (error instanceof WindowEnded) return null;
    throw error;
  }
}

const DOUBTFUL: ReadonlySet<string> = new Set(['CHECKPOINT_PICKLE_OPERATION', 'CHECKPOINT_PICKLE_MALFORMED']);

/** Enough for the pickle of most checkpoints; longer ones are read again from their start in wider windows. */
const WINDOW_BYTES = 1 << 20;
const OPCODES_MAX = 5_000_000;

function runToStop(machine: PickleMachine): void {
  const { cursor } = machine;
  for (;;) {
    const code = cursor.nextOpcode();
    if (++machine.opcodeCount > OPCODES_MAX) throw pickleMalformed(`at most ${OPCODES_MAX} opcodes`, 'more');
    if (code === STOP) return cursor.assertFrameEnded();
    const act = opcode(code);
    if (act === undefined) throw pickleMalformed('an opcode', `byte ${code} at ${cursor.opcodePosition}`);
    act(machine);
    cursor.endOpcode();
  }
}

function readingOf(
  { cursor, requests, unlisted, storages }: PickleMachine,
  value: PickleValue,
): PickleReading {
  return { value, end: cursor.position, requests, unlisted, storages };
}

function tooLarge() {
  return refuse('CHECKPOINT_TOO_LARGE', 'this pickle is larger than this hub inspects', {
    expected: `at most ${PICKLE_BYTES_MAX} bytes`,
    received: 'more',
  });
}
