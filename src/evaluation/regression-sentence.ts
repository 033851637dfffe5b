import type { Difference, RegressionVerdict } from './regression.ts';

/** `accuracy −0.0180 [−0.0290, −0.0071] against its parent: regressed; 20 items became wrong, 2 right`. */
export function regressionSentence(
  { metric, hardship }: { readonly metric: string; readonly hardship: string },
  { difference, interval: [low, high], flips, isPaired }: Difference,
  verdict: RegressionVerdict,
): string {
  // A perplexity's pairs are held against each other as the likelihoods it is made of.
  const unit = isPaired && (metric === 'loss' || metric === 'perplexity') ? ' nats a token' : '';
  const asked = hardship === '' ? metric : `${metric}, ${hardship},`;
  const value = `${signed(difference)} [${signed(low)}, ${signed(high)}]${unit}`;
  const turned = flips ? `; ${flips.rightToWrong} became wrong, ${flips.wrongToRight} right` : '';
  const how = isPaired ? '' : '; not the same items one by one';
  return `${asked} ${value} against its parent: ${WORDS[verdict]}${turned}${how}`;
}

const WORDS: Readonly<Record<RegressionVerdict, string>> = {
  IMPROVED: 'improved',
  REGRESSED: 'regressed',
  NO_DIFFERENCE_SHOWN: 'no difference shown',
};

function signed(value: number): string {
  const text = Math.abs(value).toFixed(4);
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}
