import type {
  ExplainedGroup,
  ExplainedScore,
  ExplainedStep,
  ScoresExplainedAnswer,
} from '../client/generated/operations.ts';
import { scoreText } from './score-lines.ts';
import { plainName } from './text.ts';

/** How a score came to be: the plain line, what it comes to, its groups, and what each run did to it. */
export function explainedLines(name: string, score: ExplainedScore): string[] {
  // Nearly every word of them is somebody's own: hardware, software, conditions, names.
  return linesOf(name, score).map(plainName);
}

function linesOf(name: string, score: ExplainedScore): string[] {
  const { reproducibility: found } = score;
  const line = `${name}   ${score.metric} ${scoreText(score)}`;
  const protocol = `  protocol ${score.protocol.digest}, ${score.items} items`;
  const claimed = score.claim
    ? `claimed ${score.claim.value} by ${score.claim.claimedBy.name}`
    : 'nothing claimed';
  if (!found) return [line, `${protocol}, ${claimed}`];
  const { interval } = found;
  return [
    line,
    `  level ${found.level}, state ${found.state}${score.isStale ? ', stale: not run for 18 months' : ''}`,
    `  score ${numberText(found.score)}, 90 % interval ${interval.low.toFixed(3)}..${interval.high.toFixed(3)}, CV* ${found.cvStar?.toFixed(3) ?? 'undefined'}, ${found.specVersion}`,
    `${protocol}, ${claimed}`,
    ...found.groups.flatMap(groupLines),
    ...found.badges.map((badge) => `  badge ${badge}`),
    ...score.steps.flatMap(stepLines),
    ...withdrawnLines(score),
    ...relatedLines(score),
  ];
}

/** All claims of the checkpoint together, where it has some. */
export function wholeLines(checkpoint: NonNullable<ScoresExplainedAnswer['checkpoint']>): string[] {
  const { reproducibility: whole } = checkpoint;
  if (!whole) return [];
  const families = whole.families.map(({ name, score }) => `${plainName(name)} ${score.toFixed(4)}`);
  return [`all claims   score ${whole.score.toFixed(4)}, level ${whole.level}   (${families.join(', ')})`];
}

function groupLines(group: ExplainedGroup): string[] {
  const verdict = `${group.agreement}${group.toleranceClass === null ? '' : ` ${group.toleranceClass}`}`;
  const notes = [
    group.isOneHost && group.runCount > 1 ? 'one host' : '',
    group.isOutlier ? 'outlier' : '',
    group.agreement === 'DISAGREE' && group.bias !== 'NONE' ? group.bias.toLowerCase().replace('_', '-') : '',
  ].filter(Boolean);
  return [
    `  group ${group.group}: ${verdict}, ${group.value}, difference ${short(group.difference)} of ${short(group.tolerance)} allowed, ρ ${group.reliability.toFixed(3)}, weight ${short(group.weight)}${notes.map((note) => `, ${note}`).join('')}`,
    ...group.evaluators.map(({ contributor, sentence, organisation }) =>
      [
        `    ${contributor.name}: ${group.isSelf ? 'tied to the publisher, so its agreement counts nothing' : sentence}`,
        ...(organisation === null ? [] : [`of ${organisation}`]),
      ].join(', '),
    ),
  ];
}

const PARTS: Readonly<Record<string, string>> = {
  OWN: 'the publisher’s own',
  SILENT: 'silent: vetted members of its group speak, or its runs that were asked for',
  UNPROVEN: 'unproven: its challenge answer is not the model’s',
  RELATED: 'related: another question',
};

function stepLines({ run, part, agreement, difference, toleranceClass, ...step }: ExplainedStep): string[] {
  const verdict = [agreement, toleranceClass, difference === null ? null : short(difference)].filter(Boolean);
  const why = PARTS[part] ?? (step.weight === 0 ? 'weighs nothing' : `group ${step.group}`);
  const moved = `score ${numberText(step.scoreBefore)} → ${numberText(step.scoreAfter)}, ${step.levelBefore} → ${step.levelAfter}`;
  const details = Object.entries(run.conditions as Readonly<Record<string, string | number | boolean>>).map(
    ([key, value]) => `${key} ${value}`,
  );
  return [
    `  ${run.id} by ${run.evaluator.name}: ${run.value}, ${verdict.join(' ')}, ${why}; ${moved}`,
    `    on ${run.hardwareClass}, ${run.stack}, host ${run.host.slice(0, 8)}, outputs ${run.outputsDigest.slice(0, 19)}…${run.isByHand ? ', by hand' : ''}`,
    ...(details.length === 0 ? [] : [`    ${details.join(', ')}`]),
  ];
}

function withdrawnLines({ runs }: ExplainedScore): string[] {
  return runs
    .filter(({ isWithdrawn }) => isWithdrawn)
    .map(({ id, value, evaluator }) => `  ${id} by ${evaluator.name}: ${value}, taken back`);
}

function relatedLines({ relatedRuns }: ExplainedScore): string[] {
  return relatedRuns.map(
    ({ id, value, evaluator }) => `  ${id} by ${evaluator.name}: ${value}, related: under another protocol`,
  );
}

function numberText(score: number | null): string {
  return score === null ? 'none' : score.toFixed(4);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
