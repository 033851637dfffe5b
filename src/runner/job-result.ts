import { isDigest, type Digest } from '../base/digest.ts';
import { HeirloomError, type ErrorFacts } from '../base/errors.ts';
import { isAnswers } from '../evaluation/challenge.ts';
import { FieldReader } from '../evaluation/field-reader.ts';
import type { Measured } from '../evaluation/metrics/measured.ts';
import { isDriver } from './loaded-driver.ts';
import { runnerFault } from './runner-error.ts';

/** What the child says of its run; the answers to each item lie in its file. */
export interface ChildResult {
  readonly items: number;
  /** Rows a batch, as really run; the last batch is filled up with zeros. */
  readonly batchSize: number;
  readonly optimisationLevel: string;
  /** The GPU driver that was loaded when it ran; null where none was. */
  readonly driver: string | null;
  readonly outputsDigest: Digest;
  /** Answers to the job's challenge, as base64 of float32; null where it had none. */
  readonly challenge: string | null;
}

/** What one run of one model gave; its worth was counted outside the child, of the answers that it left. */
export interface JobResult extends ChildResult, Measured {
  readonly predictionsDigest: Digest;
}

/** The child's one line: a result, or an error with its kind and code. */
export type ChildLine = { readonly result: ChildResult } | { readonly error: HeirloomError };

/** A line holds some short fields and 32 KiB of answers to a challenge, or one sentence; whatever is longer is no answer of ours. */
export const STDOUT_BYTES_MAX = 64 << 10;

export function writeChildLine(line: ChildLine): string {
  if ('result' in line) return `${JSON.stringify(line)}\n`;
  const { kind, code, message, facts } = line.error;
  const told = { kind: kind === 'bug' ? 'fault' : kind, code, message: message.slice(0, TEXT_MAX), ...facts };
  return `${JSON.stringify({ error: told })}\n`;
}

/** Reads what the child, or whoever took it over, wrote; refuses with `RUNNER_OUTPUT_INVALID`. */
export function readChildLine(stdout: Uint8Array): ChildLine {
  const json = parseLine(stdout);
  if (typeof json === 'object' && json !== null && 'error' in json) return { error: readError(json.error) };
  const read = new FieldReader();
  const root = read.object(json, '$', ['result']);
  const line = { result: readResult(read, root['result']) };
  endWith(read);
  return line;
}

function parseLine(stdout: Uint8Array): unknown {
  if (stdout.byteLength > STDOUT_BYTES_MAX)
    throw invalid(`at most ${STDOUT_BYTES_MAX} bytes`, `${stdout.byteLength}`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(stdout);
    if (text.endsWith('\n') && text.indexOf('\n') === text.length - 1) return JSON.parse(text) as unknown;
  } catch {
    // Falls to the refusal below: what exactly is wrong with a stranger's bytes helps nobody.
  }
  throw invalid('one line of JSON', `${stdout.byteLength} bytes that are none`);
}

function readResult(read: FieldReader, json: unknown): ChildResult {
  const names = ['items', 'batchSize', 'optimisationLevel', 'driver', 'outputsDigest', 'challenge'];
  const root = read.object(json, '$.result', names);
  return {
    items: read.integer(root['items'], '$.result.items', 1),
    batchSize: read.integer(root['batchSize'], '$.result.batchSize', 1),
    optimisationLevel: read.text(root['optimisationLevel'], '$.result.optimisationLevel', 40),
    driver: root['driver'] === null ? null : readDriver(read, root['driver']),
    outputsDigest: readDigest(read, root['outputsDigest'], '$.result.outputsDigest'),
    challenge: root['challenge'] === null ? null : readAnswersField(read, root['challenge']),
  };
}

function readDriver(read: FieldReader, value: unknown): string {
  return read.matching(value, '$.result.driver', 'a driver’s short name', isDriver);
}

function readAnswersField(read: FieldReader, value: unknown): string {
  return read.matching(value, '$.result.challenge', 'base64 of float32 values', isAnswers);
}

function readDigest(read: FieldReader, value: unknown, path: string): Digest {
  return read.matching(value, path, 'sha256: and 64 lower-case hex digits', isDigest);
}

function readError(json: unknown): HeirloomError {
  const read = new FieldReader();
  const root = read.object(json, '$.error', ['kind', 'code', 'message'], FACTS);
  const kind = read.oneOf(root['kind'], '$.error.kind', ['refusal', 'fault']);
  const isCode = (value: unknown): value is string => typeof value === 'string' && CODE.test(value);
  const code = read.matching(root['code'], '$.error.code', 'a code of the child’s rooms', isCode);
  const message = printable(root['message']);
  const facts: ErrorFacts = Object.fromEntries(
    FACTS.filter((name) => typeof root[name] === 'string').map((name) => [name, printable(root[name])]),
  );
  endWith(read);
  return new HeirloomError(kind, code, message, facts);
}

const FACTS = ['expected', 'received', 'remedy'] as const;
// The only rooms whose code the child runs.
const CODE = /^(RUNNER|EVALUATION|CHECKPOINT|BASE)_[A-Z_]{1,60}$/;
const TEXT_MAX = 1000;

// The runtime quotes a model's own names in its messages, so a stranger may have chosen them.
function printable(value: unknown): string {
  return String(value).toWellFormed().replaceAll(/\p{C}/gu, ' ').slice(0, TEXT_MAX);
}

function endWith(read: FieldReader): void {
  try {
    read.end('RUNNER_OUTPUT_INVALID', 'the child’s line', 'see the runner’s log');
  } catch (error) {
    throw invalid('a result or an error as this runner writes them', (error as Error).message);
  }
}

function invalid(expected: string, received: string) {
  return runnerFault('RUNNER_OUTPUT_INVALID', 'the child answered nonsense', { expected, received });
}
