import type { Reproducibility } from '../../evaluation/reproducibility.ts';
import { scoreSteps } from '../../evaluation/steps.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { StoredScore } from '../../store/score-repository.ts';
import type { Store } from '../../store/store.ts';
import { loadScores, type ScoreRecord } from './load-scores.ts';
import { writeLevel } from './refresh-level.ts';

/**
 * Computes the scores of a core digest anew and keeps them, inside the transaction that changed something; with a new
 * run also what the score was before it, once and for all.
 */
export async function refreshScores(
  store: Store,
  coreDigest: string,
  now: Date,
  added?: RunRecord,
): Promise<void> {
  await store.scores.lock(coreDigest);
  const scores = await loadScores(store, [coreDigest]);
  const rows = scores.flatMap((score) => storedScore(score, now) ?? []);
  await store.scores.put(rows);
  await store.scores.removeOthers(
    coreDigest,
    rows.map(({ claimLogIndex }) => claimLogIndex),
  );
  await writeLevel(store, coreDigest, scores);
  if (added) await keepStep(store, scores, added);
}

function storedScore(record: ScoreRecord, now: Date): StoredScore | null {
  const { claim, reproducibility: found, coreDigest, protocolDigest, metric } = record;
  if (!claim || !found) return null;
  const vetted = found.groups.filter((group) => group.isVetted);
  return {
    coreDigest,
    protocolDigest,
    metric,
    claimLogIndex: claim.logIndex,
    level: found.level,
    state: found.state,
    score: found.score,
    low: found.interval[0],
    high: found.interval[1],
    vettedAgreeing: countOf(vetted, 'AGREE'),
    vettedDisagreeing: countOf(vetted, 'DISAGREE'),
    specVersion: found.specVersion,
    lastRunAt: lastRunAt(record),
    computedAt: now,
  };
}

/** When somebody last ran it, or claimed where nobody has. */
export function lastRunAt({ claim, runs }: Pick<ScoreRecord, 'claim' | 'runs'>): Date {
  const times = [...(claim ? [claim.claimedAt] : []), ...runs.map(({ ranAt }) => ranAt)];
  return new Date(Math.max(...times.map(Number)));
}

function countOf(groups: Reproducibility['groups'], agreement: string): number {
  return groups.filter((group) => group.agreement === agreement).length;
}

async function keepStep(store: Store, scores: readonly ScoreRecord[], added: RunRecord): Promise<void> {
  const score = scores.find(({ runs }) => runs.some(({ logIndex }) => logIndex === added.logIndex));
  if (!score?.judged || !score.reproducibility) return;
  const { claim, runs, evaluators } = score.judged;
  const [step] = scoreSteps(claim, runs, evaluators, 1);
  if (!step?.verdict) return;
  const { coreDigest, protocolDigest, metric, contributorId, logIndex, ranAt } = added;
  await store.scores.addStep({
    logIndex,
    coreDigest,
    protocolDigest,
    metric,
    contributorId,
    scoreBefore: step.before.score,
    scoreAfter: step.after.score,
    levelBefore: step.before.level,
    levelAfter: step.after.level,
    agreement: step.verdict.agreement,
    isPredicted: step.isPredicted,
    specVersion: score.reproducibility.specVersion,
    steppedAt: ranAt,
  });
}
