import type { Digest } from '../base/digest.ts';
import type { GroupVerdict } from './group-verdict.ts';
import type { Reproducibility } from './reproducibility.ts';

/** The one plain line people see of a claim; everything else of the result stands behind a disclosure. */
export function reproducibilitySentence({ level, state, groups, outputsDigest }: Reproducibility): string {
  const agreeing = groups.filter((group) => group.agreement === 'AGREE');
  const vetted = groups.filter((group) => group.isVetted && group.agreement !== 'INCONCLUSIVE');
  const agreed = vetted.filter((group) => group.agreement === 'AGREE');
  const missed = `not reproduced by ${vetted.length - agreed.length} of ${vetted.length}`;
  const reproduced = `reproduced by ${agreed.length} of ${vetted.length}${samenessOf(agreed, outputsDigest)}`;
  if (state === 'SUPERSEDED') return 'superseded: its dataset was taken back';
  if (state === 'NOT_REPRODUCED') return missed;
  if (state === 'DISPUTED') return `disputed: ${missed}`;
  if (state === 'CONTESTED') return `contested: ${reproduced}`;
  if (level === 'R0') return claimed(groups);
  return level === 'R1' ? repeated(agreeing, outputsDigest) : reproduced;
}

function claimed(groups: readonly GroupVerdict[]): string {
  if (groups.some((group) => group.isSelf && group.agreement === 'DISAGREE'))
    return 'claimed, not repeated by its own publisher';
  if (groups.some((group) => group.agreement === 'DISAGREE')) return 'claimed, not repeated by unvetted runs';
  return groups.length === 0 ? 'claimed, not yet repeated' : 'claimed, runs so far inconclusive';
}

/** Agreement that no vetted independent group stands behind, with the reason in brackets. */
function repeated(agreeing: readonly GroupVerdict[], outputsDigest: Digest | null): string {
  const runCount = agreeing.reduce((sum, group) => sum + group.runs.length, 0);
  return `repeated${samenessOf(agreeing, outputsDigest)} ×${runCount} (${whoRepeated(agreeing)})`;
}

function whoRepeated(agreeing: readonly GroupVerdict[]): string {
  const [only, another] = agreeing;
  if (another) return agreeing.some((group) => !group.isSelf) ? 'unvetted' : 'publisher';
  if (only?.isOneHost === true) return 'one host';
  return only?.isSelf === true ? 'publisher' : 'unvetted';
}

/** Bitwise needs two runs to compare, or one and the claim's own outputs; where the claim has them, they must be equal too. */
function samenessOf(agreeing: readonly GroupVerdict[], outputsDigest: Digest | null): string {
  const runs = agreeing.flatMap((group) => group.runs);
  const outputs = runs.map((run) => run.outputsDigest);
  if (isOneValue(outputsDigest === null ? outputs : [outputsDigest, ...outputs])) return ', bitwise';
  return isOneValue(runs.map((run) => run.predictionsDigest)) ? ', same predictions' : '';
}

function isOneValue(digests: readonly (string | null)[]): boolean {
  return digests.length >= 2 && digests[0] !== null && new Set(digests).size === 1;
}
