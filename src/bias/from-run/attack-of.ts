import type { DecodingOf } from '../../evaluation/decoding.ts';
import type { Controlled } from '../risk/counts.ts';
import { assertAlike, isAskedOnce, shareOf, stepsOf, type RunsToHold } from './alike-runs.ts';
import { labelsOf, predictionsIn, unfit, type RunToCount } from './run-to-count.ts';

/**
 * Of the items that are answered rightly as they are those that the attack turns, and that random changes turn which are as
 * large: each byte by the attack's own epsilon, where the attack leaves some of them alone.
 */
export async function attackOf(
  { run, against, dataset }: RunsToHold,
  { epsilon }: DecodingOf<'attacked-argmax'>,
): Promise<Controlled> {
  const { clean, random } = controlsIn(against, epsilon);
  assertAlike(run, clean);
  assertAlike(run, random);
  const [labels, unchanged] = [await labelsOf(run, dataset), await predictionsIn(clean)];
  const turned = async (each: RunToCount) => {
    const predictions = await predictionsIn(each);
    return shareOf(predictions.length, (item) =>
      unchanged[item] === labels[item] ? predictions[item] !== labels[item] : null,
    );
  };
  return { tried: await turned(run), control: await turned(random) };
}

/** Their protocols say which is which. */
function controlsIn(against: readonly RunToCount[], epsilon: string) {
  const clean = against.find((each) => isAskedOnce(each) && stepsOf(each).length === 0);
  const random = against.find((each) => {
    const [step, ...more] = stepsOf(each);
    return isAskedOnce(each) && step?.step === 'jitter' && step.epsilon === epsilon && more.length === 0;
  });
  if (clean && random && against.length === 2) return { clean, random };
  const missing = [
    ...(clean ? [] : ['none of the images as they are']),
    ...(random ? [] : ['no such jitter']),
  ];
  throw unfit(
    `two runs to hold an attack against: of the images as they are, and under a jitter of ${epsilon}`,
    missing.join(', ') || `${against.length} runs`,
  );
}
