import { meanOf } from './statistics/mean.ts';

/** A score that stood, and whether the next independent run then agreed. */
export interface Forecast {
  readonly predicted: number;
  readonly agreed: boolean;
}

export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean of the predictions, and the share that agreed. */
  readonly predicted: number;
  readonly agreed: number;
}

/** How good the scores were as predictions. */
export interface Calibration {
  readonly count: number;
  /** Mean squared difference of prediction and outcome: 0 is perfect; null without predictions. */
  readonly brier: number | null;
  /** What predicting everybody's mean each time would have got; a useful score is below it. */
  readonly climatology: number | null;
  /** Tenths that hold a prediction. */
  readonly bins: readonly CalibrationBin[];
}

/** Brier score (Brier 1950) of predictions against what came, beside climatology. */
export function calibrationOf(forecasts: readonly Forecast[]): Calibration {
  const outcomes = forecasts.map(({ agreed }) => Number(agreed));
  if (outcomes.length === 0) return { count: 0, brier: null, climatology: null, bins: [] };
  const base = meanOf(outcomes);
  return {
    count: forecasts.length,
    brier: meanOf(forecasts.map(({ predicted, agreed }) => (predicted - Number(agreed)) ** 2)),
    climatology: base * (1 - base),
    bins: binsOf(forecasts),
  };
}

function binsOf(forecasts: readonly Forecast[]): readonly CalibrationBin[] {
  const byTenth = Map.groupBy(forecasts, ({ predicted }) => Math.min(9, Math.floor(predicted * 10)));
  return [...byTenth]
    .sort(([a], [b]) => a - b)
    .map(([tenth, own]) => ({
      low: tenth / 10,
      high: (tenth + 1) / 10,
      count: own.length,
      predicted: meanOf(own.map(({ predicted }) => predicted)),
      agreed: meanOf(own.map(({ agreed }) => Number(agreed))),
    }));
}

/** `Brier .064 over 40 predictions; climatology .160: the scores told something`. */
export function calibrationSentence({ count, brier, climatology }: Calibration): string {
  if (brier === null || climatology === null) return 'no score was followed by an independent vetted run yet';
  const tells = brier < climatology ? 'the scores told something' : 'the scores told nothing beyond the mean';
  const over = count === 1 ? '1 prediction' : `${count} predictions`;
  return `Brier ${brier.toFixed(3)} over ${over}; climatology ${climatology.toFixed(3)}: ${tells}`;
}
