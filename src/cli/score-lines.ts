import type { ScoreAnswer } from '../client/documents.ts';
import { percentText } from './text.ts';

/** `90.4 % ±1.3   ✔ repeated, bitwise ×2 (one host)`: what people read of a score. */
export function scoreText({ value, sampling, reproducibility }: ScoreAnswer): string {
  const sentence = reproducibility?.sentence ?? 'measured, nothing claimed';
  return `${percentText(value, sampling)}   ${markOf(reproducibility)} ${sentence}`;
}

function markOf(found: ScoreAnswer['reproducibility']): string {
  if (found === null || found.level === 'R0' || found.state === 'SUPERSEDED') return '·';
  return found.level === 'RX' ? '✘' : '✔';
}
