import { calibrationSentence } from '../../evaluation/calibration.ts';
import { scoreSteps } from '../../evaluation/steps.ts';
import { isStale } from '../../evaluation/staleness.ts';
import { lastRunAt } from '../../hub/projections/refresh-scores.ts';
import { loadCalibration } from '../../hub/projections/load-calibration.ts';
import { checkpointReproducibility } from '../../hub/projections/checkpoint-reproducibility.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { pageSize } from '../page.ts';

/** How a score came to be, what it was before, and what it was worth as a prediction. */
export const scores: Resolvers = {
  Query: {
    calibration: (_, __, { hub }) => loadCalibration(hub.store),
  },
  Calibration: { sentence: (calibration) => calibrationSentence(calibration) },
  Checkpoint: {
    reproducibility: async ({ coreDigest }, _, { hub, loaders }) => {
      if (!coreDigest) return null;
      return checkpointReproducibility(hub.store, await loaders.scoresOn.load(coreDigest));
    },
  },
  Score: {
    lastRunAt: (score) => lastRunAt(score),
    isStale: (score, _, { hub }) => isStale(lastRunAt(score), hub.clock.now()),
    steps: ({ judged, reproducibility }, { last }) => {
      if (!judged || !reproducibility) return [];
      const { claim, runs, evaluators } = judged;
      const affordable = Math.ceil(JUDGED_RUNS_MAX / Math.max(1, runs.length));
      const steps = scoreSteps(claim, runs, evaluators, Math.min(pageSize(last), affordable));
      const weights = new Map(reproducibility.groups.map(({ id, weight }) => [id, weight]));
      return steps.map((step) => ({ ...step, weight: weightOf(step, weights) }));
    },
    history: (series, { last }, { hub }) => hub.store.scores.stepsOf(series, pageSize(last)),
  },
  ScoreStep: {
    run: async ({ run }, _, { loaders }) => found(await loaders.run.load(Number(run.id)), run.id),
    evaluator: async ({ run: { evaluatorId } }, _, { loaders }) =>
      found(await loaders.evaluator.load(Number(evaluatorId)), evaluatorId),
    group: ({ part, group }) => (part === 'OWN' ? 'self' : group),
    agreement: ({ verdict }) => verdict?.agreement ?? null,
    difference: ({ verdict }) => verdict?.difference ?? null,
    toleranceClass: ({ verdict }) => verdict?.toleranceClass ?? null,
    scoreBefore: ({ before }) => before.score,
    scoreAfter: ({ after }) => after.score,
    levelBefore: ({ before }) => before.level,
    levelAfter: ({ after }) => after.level,
  },
  PastScore: {
    run: ({ logIndex }, _, { loaders }) => loaders.run.load(logIndex),
    at: ({ steppedAt }) => steppedAt,
  },
};

// Each step judges all runs before it once more: of a claim with 20,000 runs only the last step is told.
const JUDGED_RUNS_MAX = 20_000;

function weightOf(
  { part, group }: { part: string; group: string | null },
  weights: ReadonlyMap<string, number>,
): number {
  return part === 'COUNTED' && group !== null ? (weights.get(group) ?? 0) : 0;
}
