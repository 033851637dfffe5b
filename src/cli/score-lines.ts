import type { ScoreFields } from '../client/generated/operations.ts';
import { valueText } from './text.ts';

/** `90.4 % ±1.3   ✔ repeated, bitwise ×2 (one host)`: what people read of a score. */
export function scoreText({ metric, value, sampling, reproducibility }: ScoreFields): string {
  const sentence = reproducibility?.sentence ?? 'measured, nothing claimed';
  return `${valueText(metric, value, sampling)}   ${markOf(reproducibility)} ${sentence}`;
}

function markOf(found: ScoreFields['reproducibility']): string {
  if (found === null || found.level === 'R0' || found.state === 'SUPERSEDED') return '·';
  return found.level === 'RX' ? '✘' : '✔';
}
