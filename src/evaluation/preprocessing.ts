import { isCanonicalDecimal, type Decimal } from './decimal.ts';
import type { FieldReader } from './field-reader.ts';

/**
 * What happens to the bytes of an image before the network sees them; a closed list, so that a protocol is data.
 * `corrupt` spoils it as weather and cameras do, `stamp` puts a square of `size` pixels of `value` into the lower right
 * corner, `jitter` moves each byte up or down by `epsilon` as dice say; all leave bytes and come first. `scale` divides each value; `normalize` subtracts the mean and divides by the deviation; `layout` names the
 * order of the input tensor's axes: NCHW, NHWC, or NF for flat rows. Values are computed in float32.
 */
export type PreprocessingStep =
  | ByteStep
  | { readonly step: 'scale'; readonly divisor: Decimal }
  | { readonly step: 'normalize'; readonly mean: Decimal; readonly std: Decimal }
  | { readonly step: 'layout'; readonly order: 'NCHW' | 'NHWC' | 'NF' };

/** A step that makes an image of an image. */
export type ByteStep =
  | {
      readonly step: 'corrupt';
      readonly kind: CorruptionKind;
      readonly severity: number;
      readonly seed: number;
    }
  | { readonly step: 'stamp'; readonly size: number; readonly value: number }
  | { readonly step: 'jitter'; readonly epsilon: Decimal; readonly seed: number };

export function isByteStep(step: PreprocessingStep): step is ByteStep {
  return step.step === 'corrupt' || step.step === 'stamp' || step.step === 'jitter';
}

/** Of the kinds of ImageNet-C (Hendrycks & Dietterich, 2019) those that need no picture of frost or spatter. */
export type CorruptionKind = (typeof CORRUPTION_KINDS)[number];
export const CORRUPTION_KINDS = [
  'gaussian-noise',
  'impulse-noise',
  'box-blur',
  'pixelate',
  'brightness',
  'contrast',
] as const;

/** Any number of byte steps, then of value steps, then one layout. */
export function readPreprocessing(read: FieldReader, json: unknown): readonly PreprocessingStep[] {
  const path = '$.preprocessing';
  const steps = read.list(json, path, 1, STEPS_MAX).map((step, i) => readStep(read, step, `${path}[${i}]`));
  const firstValue = steps.findIndex((step) => !isByteStep(step));
  steps.forEach((each, i) => {
    const { step } = each;
    if (isByteStep(each) && i > firstValue && firstValue >= 0)
      read.wrong(`${path}[${i}].step`, 'a step on bytes before those on values', step);
    const isLast = i === steps.length - 1;
    if ((step === 'layout') !== isLast)
      read.wrong(
        `${path}[${i}].step`,
        isLast ? '"layout" as the last step' : 'a value step before the layout',
        step,
      );
  });
  return steps;
}

function readStep(read: FieldReader, json: unknown, path: string): PreprocessingStep {
  const kind =
    typeof json === 'object' && json !== null ? (json as { readonly step?: unknown }).step : undefined;
  switch (kind) {
    case 'corrupt': {
      const step = read.object(json, path, ['step', 'kind', 'severity', 'seed']);
      return {
        step: kind,
        kind: read.oneOf(step['kind'], `${path}.kind`, CORRUPTION_KINDS),
        severity: read.integer(step['severity'], `${path}.severity`, 1, 5),
        seed: read.integer(step['seed'], `${path}.seed`, 0, 2 ** 32 - 1),
      };
    }
    case 'stamp': {
      const step = read.object(json, path, ['step', 'size', 'value']);
      return {
        step: kind,
        size: read.integer(step['size'], `${path}.size`, 1, 4096),
        value: read.integer(step['value'], `${path}.value`, 0, 255),
      };
    }
    case 'jitter': {
      const step = read.object(json, path, ['step', 'epsilon', 'seed']);
      return {
        step: kind,
        epsilon: readPositive(read, step['epsilon'], `${path}.epsilon`, BYTE_MAX),
        seed: read.integer(step['seed'], `${path}.seed`, 0, 2 ** 32 - 1),
      };
    }
    case 'scale': {
      const step = read.object(json, path, ['step', 'divisor']);
      return { step: kind, divisor: readPositive(read, step['divisor'], `${path}.divisor`) };
    }
    case 'normalize': {
      const step = read.object(json, path, ['step', 'mean', 'std']);
      const mean = read.matching(step['mean'], `${path}.mean`, DECIMAL_EXPECTED, isCanonicalDecimal);
      return { step: kind, mean, std: readPositive(read, step['std'], `${path}.std`) };
    }
    case 'layout': {
      const step = read.object(json, path, ['step', 'order']);
      return { step: kind, order: read.oneOf(step['order'], `${path}.order`, ['NCHW', 'NHWC', 'NF']) };
    }
    default:
      return read.wrong(
        `${path}.step`,
        '"corrupt" or "stamp" or "jitter" or "scale" or "normalize" or "layout"',
        kind,
        UNKNOWN_STEP,
      );
  }
}

function readPositive(read: FieldReader, value: unknown, path: string, max = Infinity): Decimal {
  const isInside = (text: unknown): text is Decimal =>
    isCanonicalDecimal(text) && Number(text) > 0 && Number(text) <= max;
  const range = max === Infinity ? 'above 0' : `above 0, at most ${max}`;
  return read.matching(value, path, `${DECIMAL_EXPECTED}, ${range}`, isInside);
}

const DECIMAL_EXPECTED = 'a decimal string without trailing zeros, e.g. "0.1307"';
const UNKNOWN_STEP: PreprocessingStep = { step: 'layout', order: 'NF' };
const BYTE_MAX = 255;
// A corruption, a stamp, scaling, one normalisation and the layout are five.
const STEPS_MAX = 16;
