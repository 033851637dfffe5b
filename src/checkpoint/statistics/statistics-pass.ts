import { elementCount, isIntegerDtype } from '../dtype.ts';
import type { TensorEntry } from '../formats/format-report.ts';
import { isOptimizerTensor } from '../weights-identity.ts';
import { collectMatrix, planSpectrum, SPECTRUM_BUDGET, type SpectrumPlan } from './matrix-collector.ts';
import { isNumeric, openMeter, type Meter } from './meter.ts';
import { spectrumOf, type Spectrum } from './spectrum.ts';
import type { TensorStatistics } from './tensor-statistics.ts';

/** One file's statistics: hands out a meter a tensor, and watches what all of them may cost together. */
export class StatisticsPass {
  readonly #extent: 'NONE' | 'BASIC' | 'SPECTRAL';
  #budgetLeft = SPECTRUM_BUDGET;
  #histogramsLeft = HISTOGRAMS_MAX;

  constructor(extent: 'NONE' | 'BASIC' | 'SPECTRAL') {
    this.#extent = extent;
  }

  /** Null where none were asked for, and for types without numbers. */
  open(entry: TensorEntry): TensorMeter | null {
    if (this.#extent === 'NONE') return null;
    const plan = this.#planFor(entry);
    const collected = plan === null ? null : collectMatrix(plan);
    const meter = openMeter(entry.dtype, elementCount(entry.shape) ?? 0, collected?.sink);
    if (meter === null) return null;
    return {
      update: (chunk) => meter.update(chunk),
      done: () => ({
        statistics: this.#withinLimit(meter.done()),
        spectrum: collected === null ? null : spectrumOf(collected.matrix, plan?.sampledShape ?? null),
      }),
    };
  }

  #planFor(entry: TensorEntry): SpectrumPlan | null {
    if (this.#extent !== 'SPECTRAL' || !isLearned(entry)) return null;
    const plan = planSpectrum(entry.shape, this.#budgetLeft);
    this.#budgetLeft -= plan?.cost ?? 0;
    return plan;
  }

  #withinLimit(statistics: TensorStatistics): TensorStatistics {
    if (this.#histogramsLeft-- > 0) return statistics;
    return { ...statistics, quantiles: null, histogram: null };
  }
}

export interface TensorMeter extends Pick<Meter, 'update'> {
  done(): { readonly statistics: TensorStatistics; readonly spectrum: Spectrum | null };
}

/** A table of 200,000 tensors would otherwise fill memory with histograms and quantiles. */
const HISTOGRAMS_MAX = 20_000;

/** Weights and biases: neither optimizer state nor counters and indices. */
function isLearned({ name, dtype }: TensorEntry): boolean {
  return !isOptimizerTensor(name) && !isIntegerDtype(dtype) && isNumeric(dtype);
}
