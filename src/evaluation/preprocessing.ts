import { isCanonicalDecimal, type Decimal } from './decimal.ts';
import type { FieldReader } from './field-reader.ts';

/**
 * What happens to the bytes of an item before the network sees them; a closed list, so that a protocol is data.
 * `scale` divides each value; `normalize` subtracts the mean and divides by the deviation; `layout` names the
 * order of the input tensor's axes: NCHW, NHWC, or NF for flat rows. Values are computed in float32.
 */
export type PreprocessingStep =
  | { readonly step: 'scale'; readonly divisor: Decimal }
  | { readonly step: 'normalize'; readonly mean: Decimal; readonly std: Decimal }
  | { readonly step: 'layout'; readonly order: 'NCHW' | 'NHWC' | 'NF' };

/** Any number of value steps, then one layout. */
export function readPreprocessing(read: FieldReader, json: unknown): readonly PreprocessingStep[] {
  const path = '$.preprocessing';
  const steps = read.list(json, path, 1, STEPS_MAX).map((step, i) => readStep(read, step, `${path}[${i}]`));
  steps.forEach(({ step }, i) => {
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
      return read.wrong(`${path}.step`, '"scale" or "normalize" or "layout"', kind, UNKNOWN_STEP);
  }
}

function readPositive(read: FieldReader, value: unknown, path: string): Decimal {
  const isPositive = (text: unknown): text is Decimal => isCanonicalDecimal(text) && Number(text) > 0;
  return read.matching(value, path, `${DECIMAL_EXPECTED}, above 0`, isPositive);
}

const DECIMAL_EXPECTED = 'a decimal string without trailing zeros, e.g. "0.1307"';
const UNKNOWN_STEP: PreprocessingStep = { step: 'layout', order: 'NF' };
// Scaling, one normalisation and the layout are three; the rest is room for steps to come.
const STEPS_MAX = 16;
