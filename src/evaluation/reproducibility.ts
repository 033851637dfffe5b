import type { Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import { badgesOf, type Badge } from './badges.ts';
import type { GroupRuns, GroupVerdict } from './group-verdict.ts';
import {
  independenceGroups,
  isReliable,
  shareOneHost,
  type Evaluator,
  type EvaluatorGroup,
} from './independence.ts';
import { levelOf, stateOf, type Level, type State } from './level.ts';
import { isVetted, reliabilityOf } from './reliability.ts';
import { assertClaim, assertRun, isReproductionOf, type Claim, type Run } from './run.ts';
import { scoreOf, weightsOf, type Score } from './score.ts';
import { unprovenRuns } from './proof.ts';
import { outlierFlags } from './statistics/median.ts';
import { precision } from './statistics/precision.ts';
import { toleranceOf } from './tolerance.ts';
import { verdictOf } from './verdict.ts';

export interface Reproducibility extends Score {
  /** Sorted by id. */
  readonly groups: readonly GroupVerdict[];
  /** δ, in the metric's unit. */
  readonly tolerance: number;
  readonly level: Level;
  readonly state: State;
  readonly badges: readonly Badge[];
  /** Percent, over the claimed and the vetted groups' values; null below two values or at a mean of 0. */
  readonly cvStar: number | null;
  /** Runs of other bytes, protocols or item counts: shown beside, never counted. */
  readonly relatedRunIds: readonly string[];
  /** Runs that agree without having run the model, as their challenge answers say: shown beside, never counted. */
  readonly unprovenRunIds: readonly string[];
  /** Runs of unvetted members of a group in which vetted ones ran: whoever copies a host mark speaks for nobody. */
  readonly silentRunIds: readonly string[];
  /** The claim's own, to compare the runs' with. */
  readonly outputsDigest: Digest | null;
  readonly specVersion: typeof SPEC_VERSION;
}

/** Stored with every score; a change of any rule here gives a new one and a recomputation. */
export const SPEC_VERSION = 'reproducibility@2';

/**
 * How well a claim is reproduced by these runs; pure, and the same for any order of runs and evaluators.
 * Refuses impossible numbers, a run of an evaluator not listed, and a run counted twice, with EVALUATION_ codes.
 */
export function reproducibility(
  claim: Claim,
  runs: readonly Run[],
  evaluators: readonly Evaluator[],
): Reproducibility {
  assertAllKnown(runs, evaluators);
  const [counted, related] = [runs.filter((run) => isReproductionOf(claim, run)), relatedTo(claim, runs)];
  const byEvaluator = Map.groupBy(counted, (run) => run.evaluatorId);
  const groups = groupsOf(claim, evaluators, byEvaluator);
  const heard = new Set(groups.flatMap((group) => group.runs.map((run) => run.id)));
  return {
    ...assess(
      claim,
      groups.filter((group) => group.runs.length > 0),
    ),
    relatedRunIds: related,
    silentRunIds: counted.map((run) => run.id).filter((id) => !heard.has(id)),
  };
}

/**
 * A tie to the publisher takes an evaluator's agreement away, never its disagreement: host marks can be read by
 * everybody, and a publisher who states an evaluator's as its own would silence it.
 */
function groupsOf(
  claim: Claim,
  evaluators: readonly Evaluator[],
  byEvaluator: ReadonlyMap<string, readonly Run[]>,
): readonly GroupRuns[] {
  const groups = independenceGroups(evaluators, claim.publisherId);
  const own = new Set(groups.flatMap(({ isSelf, members }) => (isSelf ? members : []).map(({ id }) => id)));
  const unclaimed = evaluators.map((one) =>
    one.id === claim.publisherId ? { ...one, hosts: [], conflicts: [] } : one,
  );
  const against = independenceGroups(unclaimed, claim.publisherId)
    .filter(({ isSelf, members }) => !isSelf && members.every(({ id }) => own.has(id)))
    .map((group) => runsOf(group, byEvaluator))
    .filter(({ runs, reliability }) => runs.length > 0 && isVetted(reliability))
    .filter(({ runs }) => verdictOf(claim, runs).agreement === 'DISAGREE');
  const apart = new Set(against.flatMap(({ runs }) => runs.map((run) => run.evaluatorId)));
  const rest = groups.map((group) => ({
    ...group,
    members: group.isSelf ? group.members.filter(({ id }) => !apart.has(id)) : group.members,
  }));
  return [...rest.map((group) => runsOf(group, byEvaluator)), ...against];
}

/** The same from groups already formed; each group needs a run. */
export function assess(claim: Claim, groups: readonly GroupRuns[]): Reproducibility {
  assertClaim(claim);
  for (const { runs } of groups) for (const run of runs) assertRun(run, claim.metric);
  const unproven = unprovenRuns(claim, groups);
  const judged = judge(claim, withoutRuns(groups, unproven));
  const score = scoreOf(
    judged,
    judged.map((group) => group.weight),
  );
  return {
    ...score,
    groups: judged,
    tolerance: toleranceOf(claim),
    level: levelOf(judged, score),
    state: stateOf(judged),
    badges: badgesOf(judged),
    cvStar: cvStarOf(claim, judged),
    relatedRunIds: [],
    unprovenRunIds: [...unproven].map(({ id }) => id).sort(),
    silentRunIds: [],
    outputsDigest: claim.outputsDigest,
    specVersion: SPEC_VERSION,
  };
}

function judge(claim: Claim, groups: readonly GroupRuns[]): readonly GroupVerdict[] {
  const sorted = [...groups].sort((a, b) => (a.id < b.id ? -1 : 1));
  const verdicts = sorted.map((group) => ({ ...group, ...verdictOf(claim, group.runs) }));
  const weights = weightsOf(verdicts);
  const outliers = outlierFlags(verdicts.map((verdict) => verdict.value));
  return verdicts.map((verdict, i) => ({
    ...verdict,
    isVetted: !verdict.isSelf && isVetted(verdict.reliability),
    weight: weights[i] ?? 0,
    isOutlier: outliers[i] ?? false,
  }));
}

function withoutRuns(groups: readonly GroupRuns[], left: ReadonlySet<Run>): readonly GroupRuns[] {
  if (left.size === 0) return groups;
  return groups
    .map((group) => ({ ...group, runs: group.runs.filter((run) => !left.has(run)) }))
    .filter((group) => group.runs.length > 0);
}

function cvStarOf(claim: Claim, groups: readonly GroupVerdict[]): number | null {
  const values = groups.filter((group) => group.isVetted).map((group) => group.value);
  const result = precision([claim.value, ...values], claim.metric.scaleMin);
  return result.status === 'DEFINED' ? result.cvStar : null;
}

function runsOf(group: EvaluatorGroup, byEvaluator: ReadonlyMap<string, readonly Run[]>): GroupRuns {
  const ran = group.members.filter(({ id }) => byEvaluator.has(id));
  const vetted = group.isSelf ? [] : ran.filter(isReliable);
  const active = vetted.length > 0 ? vetted : ran;
  return {
    id: group.id,
    isSelf: group.isSelf,
    reliability: Math.max(0, ...active.map(({ audits, isTrusted }) => reliabilityOf(audits, isTrusted))),
    isOneHost: shareOneHost(active),
    runs: active.flatMap(({ id }) => byEvaluator.get(id) ?? []),
  };
}

function relatedTo(claim: Claim, runs: readonly Run[]): readonly string[] {
  return runs
    .filter((run) => !isReproductionOf(claim, run))
    .map((run) => run.id)
    .sort();
}

function assertAllKnown(runs: readonly Run[], evaluators: readonly Evaluator[]): void {
  const known = new Set(evaluators.map(({ id }) => id));
  const unknown = runs.find((run) => !known.has(run.evaluatorId));
  if (unknown)
    throw refusal('EVALUATION_EVALUATOR_UNKNOWN', 'a run names an evaluator that is not listed', {
      received: unknown.evaluatorId.slice(0, 100),
    });
  const doubled = [...Map.groupBy(runs, (run) => run.id)].find(([, same]) => same.length > 1);
  if (doubled)
    throw refusal('EVALUATION_RUN_DOUBLED', 'a run is listed twice', { received: doubled[0].slice(0, 100) });
}
