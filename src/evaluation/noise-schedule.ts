import type { DecodingOf } from './decoding.ts';

/** One step of taking noise away. */
export interface DenoisingStep {
  /** What the model is told. */
  readonly timestep: number;
  /** Share of the picture's variance at this step and after it; 1 at the end. */
  readonly alphaBar: number;
  readonly alphaBarAfter: number;
}

/** ᾱ of each training step from 0: Π(1 − βₛ), β linear from `betaFrom` to `betaTo` (Ho et al., 2020), in float64. */
export function alphaBars({ trainSteps, betaFrom, betaTo }: DecodingOf<'ddim'>): Float64Array {
  const [from, to] = [Number(betaFrom), Number(betaTo)];
  let product = 1;
  return Float64Array.from({ length: trainSteps }, (_, step) => {
    product *= 1 - (from + ((to - from) * step) / (trainSteps - 1));
    return product;
  });
}

/** `steps` timesteps from `start` down, evenly apart and rounded down; the last one leads to the clean picture. */
export function denoisingSteps(decoding: DecodingOf<'ddim'>): readonly DenoisingStep[] {
  const { start, steps } = decoding;
  const bars = alphaBars(decoding);
  const timesteps = Array.from({ length: steps }, (_, i) => Math.floor((start * (steps - i)) / steps));
  return timesteps.map((timestep, i) => {
    const after = timesteps[i + 1];
    return {
      timestep,
      alphaBar: bars[timestep] ?? 1,
      alphaBarAfter: after === undefined ? 1 : (bars[after] ?? 1),
    };
  });
}
