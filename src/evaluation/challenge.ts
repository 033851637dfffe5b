import { createHmac } from 'node:crypto';
import { digestOf, type Digest } from '../base/digest.ts';
import { invariant } from '../base/errors.ts';
import { scaledDifference } from './scaled-difference.ts';

/**
 * A *challenge* is a nonce that a hub hands out with a job, the same for all evaluators of a series. It chooses inputs that
 * lie in no dataset, each blended of two items, and the answers are never shown: only who runs the model can give them.
 */
export type Nonce = string;

/** A blended input: `eighths`/8 of item `a`, the rest of item `b`. Items count from the slice's first. */
export interface Blend {
  readonly a: number;
  readonly b: number;
  readonly eighths: number;
}

export const BLENDS = 8;

/** Raw answers as float32, at most; 8 blends of 255 classes are 8 KiB. */
const CHALLENGE_BYTES_MAX = 32 << 10;

export function isNonce(value: unknown): value is Nonce {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/**
 * The blends of a nonce over `items` items. Numbers come from the u32be words of HMAC-SHA256(nonce, "heirloom-challenge-v1"
 * and a u32be counter from 0); a word that would favour small numbers is passed over. Each blend takes three:
 * a below `items`, b below `items`, eighths below 7 and one more.
 */
export function blendsOf(nonce: Nonce, items: number): readonly Blend[] {
  invariant(isNonce(nonce) && items >= 1, 'a nonce of 32 bytes over at least one item');
  const words = wordsOf(nonce);
  return Array.from({ length: BLENDS }, () => ({
    a: below(items, words),
    b: below(items, words),
    eighths: 1 + below(7, words),
  }));
}

/** Float values of a blend: eighths/8·a + (1 − eighths/8)·b, each step in float64, the sum rounded to float32. */
export function blendValues(a: Float32Array, b: Float32Array, eighths: number): Float32Array<ArrayBuffer> {
  const weight = eighths / 8;
  return Float32Array.from(a, (value, i) => weight * value + (1 - weight) * (b[i] ?? 0));
}

/** Where a blend of sequences goes over from a to b: after the first eighths/8 of them, one of each at least. */
export function cutOf(length: number, eighths: number): number {
  return Math.min(Math.max(1, Math.floor((length * eighths) / 8)), Math.max(1, length - 1));
}

/** Answers to a challenge as they travel: base64 of float32, little-endian. */
export function writeAnswers(answers: Float32Array): string {
  return Buffer.from(answers.buffer, answers.byteOffset, answers.byteLength).toString('base64');
}

export function isAnswers(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 4 * Math.ceil(CHALLENGE_BYTES_MAX / 3)) return false;
  const bytes = Buffer.from(value, 'base64');
  return bytes.byteLength >= 4 && bytes.byteLength % 4 === 0 && bytes.toString('base64') === value;
}

export function readAnswers(text: string): Float32Array {
  invariant(isAnswers(text), 'the answers were checked where they came in');
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

/** What a signed statement says of the answers that go with it. */
export function answersDigest(text: string): Digest {
  return digestOf(Buffer.from(text, 'base64'));
}

/**
 * Whether two answers to one challenge come of one model: providers differ by 4e-5 of the range at most, other models
 * by much more. A NaN or infinity must stand in both; a different length never agrees.
 */
export function challengeAgrees(expected: Float32Array, received: Float32Array): boolean {
  const isRightLength = expected.length > 0 && expected.length === received.length;
  return isRightLength && scaledDifference(expected, received) <= SCALED_DIFFERENCE_MAX;
}

const SCALED_DIFFERENCE_MAX = 1e-2;

function* wordsOf(nonce: Nonce): Generator<number, never> {
  const key = Buffer.from(nonce, 'hex');
  for (let counter = 0; ; counter++) {
    const place = Buffer.alloc(4);
    place.writeUInt32BE(counter);
    const block = createHmac('sha256', key).update('heirloom-challenge-v1').update(place).digest();
    for (let at = 0; at < block.length; at += 4) yield block.readUInt32BE(at);
  }
}

function below(count: number, words: Generator<number, never>): number {
  const fair = 2 ** 32 - (2 ** 32 % count);
  for (;;) {
    const word = words.next().value;
    if (word < fair) return word % count;
  }
}
