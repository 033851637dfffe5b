import type { Evaluator } from './independence.ts';
import type { Level } from './level.ts';
import { reproducibility, type Reproducibility } from './reproducibility.ts';
import type { Claim, Run } from './run.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/**
 * The part a run has in a score. COUNTED speaks with its group · OWN is the publisher's · SILENT is of an unvetted
 * evaluator in a group of vetted ones · UNPROVEN agrees, but its challenge answer says that it did not run the model ·
 * RELATED answers another question.
 */
export type RunPart = 'COUNTED' | 'OWN' | 'SILENT' | 'UNPROVEN' | 'RELATED';

/** What one run did to a score, by what is known of everybody today. */
export interface ScoreStep {
  readonly run: Run;
  readonly part: RunPart;
  /** Null for a related run. */
  readonly group: string | null;
  /** The run alone, held against the claim; null for a related run. */
  readonly verdict: Verdict | null;
  readonly before: Moment;
  readonly after: Moment;
  /** Nobody of its group ran before, the group is vetted, independent, and has a verdict: what a score predicts. */
  readonly isPredicted: boolean;
}

export interface Moment {
  readonly score: number | null;
  readonly level: Level;
}

/** The latest `last` steps to a score; `runs` are in the order of the log. */
export function scoreSteps(
  claim: Claim,
  runs: readonly Run[],
  evaluators: readonly Evaluator[],
  last: number,
): readonly ScoreStep[] {
  const start = Math.max(0, runs.length - last);
  let before = reproducibility(claim, runs.slice(0, start), evaluators);
  return runs.slice(start).map((run, i) => {
    const after = reproducibility(claim, runs.slice(0, start + i + 1), evaluators);
    const step = stepOf(claim, run, before, after);
    before = after;
    return step;
  });
}

function stepOf(claim: Claim, run: Run, before: Reproducibility, after: Reproducibility): ScoreStep {
  const part = partOf(run, after);
  const group = after.groups.find(({ runs }) => runs.some(({ id }) => id === run.id));
  return {
    run,
    part,
    group: group?.id ?? null,
    verdict: part === 'RELATED' ? null : verdictOf(claim, [run]),
    before: momentOf(before),
    after: momentOf(after),
    isPredicted:
      group !== undefined && group.isVetted && group.runs.length === 1 && group.agreement !== 'INCONCLUSIVE',
  };
}

function partOf(
  { id }: Run,
  { relatedRunIds, silentRunIds, unprovenRunIds, groups }: Reproducibility,
): RunPart {
  if (relatedRunIds.includes(id)) return 'RELATED';
  if (silentRunIds.includes(id)) return 'SILENT';
  if (unprovenRunIds.includes(id)) return 'UNPROVEN';
  const isOwn = groups.some(({ isSelf, runs }) => isSelf && runs.some((run) => run.id === id));
  return isOwn ? 'OWN' : 'COUNTED';
}

function momentOf({ score, level }: Reproducibility): Moment {
  return { score, level };
}
