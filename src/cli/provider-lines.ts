import type { ProviderAnswer } from '../runner/compare-providers.ts';

/** One job's answers, a line a provider; digests that equal the first's are marked. */
export function providerLines(answers: readonly ProviderAnswer[]): readonly string[] {
  const first = answers.find((answer) => answer.state === 'RAN');
  return answers.map((answer) => {
    const name = answer.provider.padEnd(6);
    if (answer.state !== 'RAN') return `✘ ${name}  ${answer.error.code}: ${answer.error.message}`;
    const { result, scaledDifference } = answer;
    const isSame = result.predictionsDigest === first?.result.predictionsDigest;
    const facts = [
      `${answer.metric} ${Number(answer.value).toFixed(4)}`,
      `outputs ${result.outputsDigest.slice(0, 19)}…`,
      `predictions ${result.predictionsDigest.slice(0, 19)}…`,
      answer === first ? 'the first' : `off by ${differenceText(scaledDifference)}`,
    ];
    return `${isSame ? '✔' : '≠'} ${name}  ${facts.join('  ')}`;
  });
}

function differenceText(share: number): string {
  return share === 0 ? 'nothing' : `${share.toExponential(1)} of the range`;
}
