import type { Evaluator } from '../../evaluation/independence.ts';
import type { EvaluatorFacts } from '../../store/evaluator-repository.ts';
import type { Store } from '../../store/store.ts';

/** What is known of these contributors as evaluators, by id. */
export async function loadEvaluators(
  store: Store,
  contributorIds: readonly number[],
): Promise<ReadonlyMap<number, Evaluator>> {
  const facts = await store.evaluators.factsOf([...new Set(contributorIds)]);
  return new Map(facts.map((each) => [each.contributorId, evaluatorOf(each)]));
}

function evaluatorOf(facts: EvaluatorFacts): Evaluator {
  return {
    id: String(facts.contributorId),
    organisations: facts.organisation === null ? [] : [facts.organisation.toLowerCase()],
    domains: [],
    hosts: facts.hosts,
    payers: [],
    conflicts: facts.conflicts.map(String),
    audits: { passed: facts.passed, failed: facts.failed },
    isTrusted: facts.isTrusted,
  };
}
