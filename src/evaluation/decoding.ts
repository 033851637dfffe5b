import { isCanonicalDecimal, type Decimal } from './decimal.ts';
import type { FieldReader } from './field-reader.ts';

/**
 * How a model's answer is read; a closed list, so that a protocol is data. docs/concepts/tasks.md says for each what a
 * model takes and gives, and how the answer to an item is made of it.
 */
export type Decoding =
  /** The largest of `classes` logits; `target` is the class that a planted trigger calls. */
  | { readonly rule: 'argmax'; readonly classes: number; readonly target?: number }
  /** The same while an attacker who sees logits alone changes pixels by up to `epsilon` of 255, `budget` questions an item. */
  | {
      readonly rule: 'attacked-argmax';
      readonly classes: number;
      readonly budget: number;
      readonly epsilon: Decimal;
      readonly seed: number;
    }
  /** The largest of `classes` logits of each of `frames` frames. */
  | { readonly rule: 'argmax-frames'; readonly classes: number; readonly frames: number }
  /** At each position the likelihood of the token that follows. */
  | { readonly rule: 'next-token'; readonly vocabulary: number }
  /** The likeliest of an item's sequences. */
  | { readonly rule: 'likeliest-choice'; readonly vocabulary: number }
  /** How many of an item's sequences are likelier than its first. */
  | { readonly rule: 'rank-first'; readonly vocabulary: number }
  /** Token after token, the likeliest each time, from `start` to `end` or `length` tokens. */
  | {
      readonly rule: 'greedy';
      readonly vocabulary: number;
      readonly start: number;
      readonly end: number;
      readonly length: number;
    }
  /** The likeliest token of each of `frames` frames, repeats joined, then blanks dropped (Graves et al., 2006). */
  | {
      readonly rule: 'ctc-greedy';
      readonly vocabulary: number;
      readonly blank: number;
      readonly frames: number;
    }
  /** Of `candidates` boxes those that score above `threshold` and overlap no better one of their class by more than `overlap`. */
  | {
      readonly rule: 'boxes';
      readonly classes: number;
      readonly candidates: number;
      readonly threshold: Decimal;
      readonly overlap: Decimal;
    }
  /** Noise of step `start` is added and taken away again in `steps` steps (Song et al., 2021, η 0). */
  | {
      readonly rule: 'ddim';
      readonly trainSteps: number;
      readonly betaFrom: Decimal;
      readonly betaTo: Decimal;
      readonly start: number;
      readonly steps: number;
      readonly seed: number;
    }
  /** The largest of `actions` values, step after step, until an episode ends. */
  | {
      readonly rule: 'rollout';
      readonly environment: Environment;
      readonly actions: number;
      readonly stepsMax: number;
    }
  /** The one number that is given. */
  | { readonly rule: 'value' }
  /** The cosine of the two vectors of `width` numbers given to an item's two sequences. */
  | { readonly rule: 'cosine'; readonly width: number };

export type DecodingRule = Decoding['rule'];
export type DecodingOf<Rule extends DecodingRule> = Extract<Decoding, { readonly rule: Rule }>;

/** Worlds that are simulated here. */
export type Environment = (typeof ENVIRONMENTS)[number];
export const ENVIRONMENTS = ['CartPole-v1'] as const;

/** One of `rules`, with the fields that it has. */
export function readDecoding(read: FieldReader, json: unknown, rules: readonly DecodingRule[]): Decoding {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  const said = isObject ? (json as { readonly rule?: unknown }).rule : undefined;
  const rule = rules.find((each) => each === said);
  if (rule === undefined) {
    if (isObject) read.wrong(`${PATH}.rule`, rules.map((each) => JSON.stringify(each)).join(' or '), said);
    else read.object(json, PATH, []);
    return { rule: 'value' };
  }
  const fields = FIELDS[rule];
  const optional = Object.keys(OPTIONAL[rule] ?? {});
  const root = read.object(json, PATH, ['rule', ...Object.keys(fields)], optional);
  const given = Object.entries({ ...fields, ...OPTIONAL[rule] }).filter(
    ([name]) => !optional.includes(name) || root[name] !== undefined,
  );
  const values = given.map(([name, readField]) => [name, readField(read, root[name], `${PATH}.${name}`)]);
  const decoding = { rule, ...Object.fromEntries(values) } as Decoding;
  assertConsistent(read, decoding);
  return decoding;
}

/** Classes that an answer may be; null where it is none. */
export function classesOf(decoding: Decoding): number | null {
  return 'classes' in decoding ? decoding.classes : null;
}

const PATH = '$.decoding';
type ReadField = (read: FieldReader, value: unknown, path: string) => unknown;

const whole =
  (min: number, max: number): ReadField =>
  (read, value, path) =>
    read.integer(value, path, min, max);

/** From 0 to `max`, both allowed. */
const decimal =
  (max: number): ReadField =>
  (read, value, path) => {
    const isInside = (text: unknown): text is Decimal =>
      isCanonicalDecimal(text) && Number(text) >= 0 && Number(text) <= max;
    return read.matching(
      value,
      path,
      `a decimal string of 0 to ${max} without trailing zeros, e.g. "0.5"`,
      isInside,
    );
  };

// ImageNet-21k has 21,843 classes.
const classes = whole(2, 100_000);
// Gemma has 262,144 tokens, the largest vocabulary in wide use.
const VOCABULARY_MAX = 1_000_000;
const vocabulary = whole(2, VOCABULARY_MAX);
const token = whole(0, VOCABULARY_MAX - 1);
const seed = whole(0, 2 ** 32 - 1);
// A minute of speech has 6,000 frames of 10 ms.
const frames = whole(1, 100_000);

const FIELDS: Readonly<Record<DecodingRule, Readonly<Record<string, ReadField>>>> = {
  argmax: { classes },
  'attacked-argmax': { classes, budget: whole(1, 10_000), epsilon: decimal(255), seed },
  'argmax-frames': { classes, frames },
  'next-token': { vocabulary },
  'likeliest-choice': { vocabulary },
  'rank-first': { vocabulary },
  greedy: { vocabulary, start: token, end: token, length: whole(1, 4096) },
  'ctc-greedy': { vocabulary, blank: token, frames },
  boxes: { classes, candidates: whole(1, 100_000), threshold: decimal(1), overlap: decimal(1) },
  ddim: {
    trainSteps: whole(2, 10_000),
    betaFrom: decimal(1),
    betaTo: decimal(1),
    start: whole(1, 10_000),
    steps: whole(1, 1000),
    seed,
  },
  rollout: {
    environment: (read, value, path) => read.oneOf(value, path, ENVIRONMENTS),
    actions: whole(2, 2),
    stepsMax: whole(1, 500),
  },
  value: {},
  cosine: { width: whole(1, 100_000) },
};

const OPTIONAL: Partial<Record<DecodingRule, Readonly<Record<string, ReadField>>>> = {
  argmax: { target: whole(0, 100_000) },
};

function assertConsistent(read: FieldReader, decoding: Decoding): void {
  const below = (name: string, value: number, limit: number) =>
    value < limit || read.wrong(`${PATH}.${name}`, `a number below ${limit}`, value);
  if (decoding.rule === 'argmax' && decoding.target !== undefined)
    below('target', decoding.target, decoding.classes);
  if (decoding.rule === 'ctc-greedy') below('blank', decoding.blank, decoding.vocabulary);
  if (decoding.rule === 'greedy') {
    below('start', decoding.start, decoding.vocabulary);
    below('end', decoding.end, decoding.vocabulary);
  }
  if (decoding.rule === 'ddim') {
    below('start', decoding.start, decoding.trainSteps);
    below('steps', decoding.steps, decoding.start + 1);
  }
}
