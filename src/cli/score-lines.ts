import type { CheckpointScoresAnswer, ScoreAnswer } from '../client/documents.ts';
import { valueText } from './text.ts';

type FullScore = NonNullable<CheckpointScoresAnswer['checkpoint']>['scores'][number];

/** `90.4 % ±1.3   ✔ repeated, bitwise ×2 (one host)`: what people read of a score. */
export function scoreText({ metric, value, sampling, reproducibility }: ScoreAnswer): string {
  const sentence = reproducibility?.sentence ?? 'measured, nothing claimed';
  return `${valueText(metric, value, sampling)}   ${markOf(reproducibility?.level)} ${sentence}`;
}

/** One plain line, and all of it with `isExplained`. */
export function scoreLines(name: string, score: FullScore, isExplained: boolean): string[] {
  const line = `${name}   ${score.metric} ${scoreText(score)}`;
  const { reproducibility: found } = score;
  if (!isExplained || !found) return [line];
  const interval = `${found.interval.low.toFixed(3)}..${found.interval.high.toFixed(3)}`;
  return [
    line,
    `  level ${found.level}, state ${found.state}, score ${found.score?.toFixed(4) ?? 'none yet'} (90 % interval ${interval}), CV* ${found.cvStar?.toFixed(3) ?? 'undefined'}`,
    `  protocol ${score.protocol.digest}, ${score.items} items, claimed ${score.claim?.value ?? 'nothing'}`,
    ...found.groups.map(
      (group) =>
        `  group ${group.group}: ${group.agreement} ${group.value} (difference ${group.difference}, tolerance ${group.tolerance.toPrecision(3)}), weight ${group.weight}, ${group.runCount} runs`,
    ),
    ...found.badges.map((badge) => `  badge ${badge}`),
    ...score.runs.map(
      (run) =>
        `  run by ${run.evaluator.name} on ${run.hardwareClass}, ${run.stack}: ${run.value}, outputs ${run.outputsDigest.slice(0, 19)}…, host ${run.host.slice(0, 8)}${run.isByHand ? ', by hand' : ''}`,
    ),
  ];
}

function markOf(level: string | undefined): string {
  if (level === undefined || level === 'R0') return '·';
  return level === 'RX' ? '✘' : '✔';
}
