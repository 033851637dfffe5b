import type { ReportStanding } from './report-standing.ts';

/** What became of a report, in one plain line. */
export function reportStandingSentence({ state, agreeing, contradicting }: ReportStanding): string {
  switch (state) {
    case 'FILED':
      return contradicting > 0 ? `filed; ${voices(contradicting)} it` : 'filed, not repeated by others';
    case 'REPRODUCED':
      return `reproduced by ${others(agreeing)}${but(contradicting)}`;
    case 'CONFIRMED':
      return `confirmed by ${others(agreeing)}${but(contradicting)}`;
    case 'CONTESTED':
      return agreeing > 0
        ? `contested: ${agreeing} for it, ${contradicting} against`
        : 'contested by another';
    case 'REFUTED':
      return `refuted by ${others(contradicting)}`;
    case 'REPLACED':
      return 'replaced by its author’s newer report';
    case 'WITHDRAWN':
      return 'taken back by its author';
  }
}

function others(count: number): string {
  return count === 1 ? 'another' : `${count} others`;
}

function but(contradicting: number): string {
  return contradicting > 0 ? `; ${voices(contradicting)} it` : '';
}

function voices(count: number): string {
  return count === 1 ? 'another contradicts' : `${count} others contradict`;
}
