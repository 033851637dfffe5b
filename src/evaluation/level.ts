import type { Score } from './score.ts';
import type { GroupVerdict } from './group-verdict.ts';

/** RX not reproduced · R0 claimed · R1 repeated · R2 reproduced · R3 corroborated · R4 robust; worst first. */
export const LEVELS = ['RX', 'R0', 'R1', 'R2', 'R3', 'R4'] as const;
export type Level = (typeof LEVELS)[number];

/** SUPERSEDED is the hub's to say: the dataset was taken back, and the question can't be asked again. */
export type State = 'OK' | 'CONTESTED' | 'DISPUTED' | 'NOT_REPRODUCED' | 'SUPERSEDED';

/** Ordinal, from counts of vetted independent groups: no number of unvetted or own runs passes R1. */
export function levelOf(groups: readonly GroupVerdict[], { interval }: Score): Level {
  const { agreeing, disagreeing, hardwareClasses, stacks } = countsOf(groups);
  if (disagreeing >= 2 && disagreeing > agreeing) return 'RX';
  if (agreeing === 0 || agreeing <= disagreeing) return groups.some(agrees) ? 'R1' : 'R0';
  const isCorroborated = agreeing >= 2 && hardwareClasses >= 2 && stateOf(groups) !== 'CONTESTED';
  if (!isCorroborated) return 'R2';
  const isRobust = agreeing >= 3 && stacks >= 2 && disagreeing === 0 && interval[0] >= 0.5;
  return isRobust ? 'R4' : 'R3';
}

/** CONTESTED caps the level at R2 and asks for adjudication on per-item outputs. */
export function stateOf(groups: readonly GroupVerdict[]): State {
  const { agreeing, disagreeing } = countsOf(groups);
  if (disagreeing >= 2 && disagreeing > agreeing) return 'NOT_REPRODUCED';
  if (disagreeing >= 1 && agreeing === 0) return 'DISPUTED';
  if (disagreeing >= 1 && agreeing < 4 * disagreeing) return 'CONTESTED';
  return 'OK';
}

function countsOf(groups: readonly GroupVerdict[]) {
  const vetted = groups.filter((group) => group.isVetted);
  const agreeing = vetted.filter(agrees);
  return {
    agreeing: agreeing.length,
    disagreeing: vetted.filter((group) => group.agreement === 'DISAGREE').length,
    hardwareClasses: new Set(agreeing.flatMap(({ runs }) => runs.map((run) => run.conditions.hardwareClass)))
      .size,
    stacks: new Set(agreeing.flatMap(({ runs }) => runs.map((run) => run.conditions.stackId))).size,
  };
}

function agrees(group: GroupVerdict): boolean {
  return group.agreement === 'AGREE';
}
