import type { Mitigation, MitigationStatus } from './mitigation.ts';

/** What a child did about a report, in one plain line; `isSettled` says whether others stand behind its counts. */
export function mitigationSentence(
  status: MitigationStatus | 'CLAIMED',
  difference: Mitigation | null,
  isSettled: boolean,
): string {
  if (status === 'CLAIMED') return 'CLAIMED: not counted on this child yet';
  const by = isSettled ? '' : '; not repeated by others yet';
  if (!difference) return `${status}: these counts have no difference${by}`;
  const { gapParent, gapChild, reduction, reductionInterval95, accuracyDelta } = difference;
  const half = (reductionInterval95[1] - reductionInterval95[0]) / 2;
  const sign = Math.sign(gapParent);
  const accuracy = accuracyDelta === null ? 'accuracy not counted' : `accuracy ${signed(accuracyDelta)}`;
  return `${status}: gap ${points(sign * gapParent)} → ${points(sign * gapChild)} points (${signed(-reduction)} ±${points(half)}), ${accuracy}${by}`;
}

function points(share: number): string {
  return (share * 100).toFixed(1).replace('-', '−');
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${points(share)}`;
}
