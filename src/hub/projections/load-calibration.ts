import { calibrationOf, type Calibration } from '../../evaluation/calibration.ts';
import type { Store } from '../../store/store.ts';

const PREDICTIONS_MAX = 10_000;

/** How good this hub's latest scores were as predictions. */
export async function loadCalibration(store: Store): Promise<Calibration> {
  return calibrationOf(await store.scores.predictions(PREDICTIONS_MAX));
}
