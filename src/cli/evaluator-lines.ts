import type { CalibrationAnswer, StandingFields } from '../client/generated/operations.ts';
import { columns, plainName } from './text.ts';

/** `eve   vetted: 4 audits passed   ρ 0.549   Example`. */
export function standingLine(name: string, standing: StandingFields): string {
  const { sentence, reliability, organisation } = standing;
  const parts = [plainName(name), sentence, `ρ ${reliability.toFixed(3)}`];
  return [...parts, ...(organisation === null ? [] : [`of ${plainName(organisation)}`])].join('   ');
}

/** The plain line, and a line for each tenth that holds predictions. */
export function calibrationLines({ sentence, bins }: CalibrationAnswer['calibration']): string[] {
  const rows = bins.map((bin) => [
    `  ${bin.low.toFixed(1)}..${bin.high.toFixed(1)}`,
    `predicted ${bin.predicted.toFixed(3)}`,
    `agreed ${bin.agreed.toFixed(3)}`,
    `of ${bin.count}`,
  ]);
  return [sentence, ...columns(rows)];
}
