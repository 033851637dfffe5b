import { isVetted, reliabilityOf } from '../../evaluation/reliability.ts';
import { standingSentence } from '../../evaluation/standing.ts';
import { declareConflict } from '../../hub/declare-conflict.ts';
import { distrustEvaluator } from '../../hub/distrust-evaluator.ts';
import { trustEvaluator } from '../../hub/trust-evaluator.ts';
import { withdrawRun } from '../../hub/withdraw-run.ts';
import type { EvaluatorFacts, EvaluatorWordRecord } from '../../store/evaluator-repository.ts';
import type { StatementRecord } from '../../store/statement-repository.ts';
import { found } from '../found.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import type { Loaders } from '../loaders.ts';
import { orRefusal } from '../refusals.ts';

/** Who runs, how far they can be believed, and what they say of themselves. */
export const evaluators: Resolvers = {
  Contributor: {
    evaluator: async ({ id }, _, { loaders }) => found(await loaders.evaluator.load(id), id),
  },
  EvaluatorStanding: {
    contributor: async ({ contributorId }, _, { loaders }) =>
      found(await loaders.contributor.load(contributorId), contributorId),
    reliability: (facts) => reliabilityOf(facts, facts.isTrusted),
    isVetted: (facts) => isVetted(reliabilityOf(facts, facts.isTrusted)),
    sentence: (facts) => standingSentence(facts, facts.isTrusted),
    auditsPassed: ({ passed }) => passed,
    auditsFailed: ({ failed }) => failed,
  },
  GroupVerdict: {
    group: ({ verdict }) => (verdict.isSelf ? 'self' : verdict.id),
    isSelf: ({ verdict }) => verdict.isSelf,
    isVetted: ({ verdict }) => verdict.isVetted,
    reliability: ({ verdict }) => verdict.reliability,
    isOneHost: ({ verdict }) => verdict.isOneHost,
    isOutlier: ({ verdict }) => verdict.isOutlier,
    agreement: ({ verdict }) => verdict.agreement,
    value: ({ verdict }) => verdict.value,
    difference: ({ verdict }) => verdict.difference,
    bias: ({ verdict }) => verdict.bias,
    toleranceClass: ({ verdict }) => verdict.toleranceClass,
    weight: ({ verdict }) => verdict.weight,
    runCount: ({ verdict }) => verdict.runs.length,
    evaluators: ({ verdict }, _, { loaders }) => standingsOf(loaders, verdict.runs),
  },
  Mutation: {
    trustEvaluator: (_, { name, organisation }, { hub, viewer, loaders }) =>
      orRefusal(async () => spokenOf(loaders, await trustEvaluator(hub, viewer, { name, organisation }))),
    distrustEvaluator: (_, { name, reason }, { hub, viewer, loaders }) =>
      orRefusal(async () => spokenOf(loaders, await distrustEvaluator(hub, viewer, { name, reason }))),
    declareConflict: (_, { name, reason }, { hub, viewer, loaders }) =>
      orRefusal(async () => spokenOf(loaders, await declareConflict(hub, viewer, { name, reason }))),
    withdrawRun: (_, { run, reason }, { hub, viewer }) =>
      orRefusal(async () => {
        const { outcome, record } = await withdrawRun(hub, viewer, { run, reason });
        return { __typename: 'RunWithdrawn' as const, run: outcome, statement: record };
      }),
  },
};

async function spokenOf(
  loaders: Loaders,
  { outcome, record }: { outcome: EvaluatorWordRecord; record: StatementRecord },
) {
  const evaluator = found(await loaders.evaluator.load(outcome.contributorId), outcome.contributorId);
  return { __typename: 'EvaluatorSpokenOf' as const, evaluator, statement: record };
}

async function standingsOf(
  loaders: Loaders,
  runs: readonly { readonly evaluatorId: string }[],
): Promise<readonly EvaluatorFacts[]> {
  const ids = [...new Set(runs.map(({ evaluatorId }) => Number(evaluatorId)))];
  return Promise.all(ids.map(async (id) => found(await loaders.evaluator.load(id), id)));
}
