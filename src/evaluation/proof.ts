import type { GroupRuns } from './group-verdict.ts';
import { isVetted } from './reliability.ts';
import type { Claim, Run } from './run.ts';
import { verdictOf } from './verdict.ts';

/**
 * Runs that agree with the claim while their challenge answers contradict those of vetted groups: whoever copies a value
 * can't copy what the model gives to inputs that were never published. Disagreement needs no proof, for nobody copies it.
 * A group is contradicted where more other vetted groups answered otherwise than stand beside it, itself counted where
 * it is vetted; so one vetted liar can't silence one vetted honest group.
 */
export function unprovenRuns(claim: Claim, groups: readonly GroupRuns[]): ReadonlySet<Run> {
  const witnesses = groups.filter((group) => !group.isSelf && isVetted(group.reliability));
  const isUnproven = (group: GroupRuns, run: Run) =>
    isContradicted(group, run, witnesses) && verdictOf(claim, [run]).agreement === 'AGREE';
  return new Set(groups.flatMap((group) => group.runs.filter((run) => isUnproven(group, run))));
}

function isContradicted(
  group: GroupRuns,
  { challengeAnswer }: Run,
  witnesses: readonly GroupRuns[],
): boolean {
  const others = witnesses.filter((witness) => witness !== group && witness.runs.some(hasAnswer));
  const beside = others.filter(({ runs }) => runs.some((run) => run.challengeAnswer === challengeAnswer));
  const own = witnesses.includes(group) ? 1 : 0;
  return others.length - beside.length > beside.length + own;
}

function hasAnswer({ challengeAnswer }: Run): boolean {
  return challengeAnswer !== null;
}
