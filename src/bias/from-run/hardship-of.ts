import type { Dataset } from '../../checkpoint/dataset.ts';
import type { ByteStep } from '../../evaluation/preprocessing.ts';
import type { Controlled, Corruption, CorruptionCounts } from '../risk/counts.ts';
import { assertAlike, isAskedOnce, shareOf, stepsOf, type RunsToHold } from './alike-runs.ts';
import { labelsOf, predictionsIn, unfit, type RunToCount } from './run-to-count.ts';

/** Right answers under each corruption, and on the images as they are. */
export async function corruptionsOf({
  run: clean,
  against: spoilt,
  dataset,
}: RunsToHold): Promise<Omit<CorruptionCounts, 'kind'>> {
  const [left] = stepsOf(clean);
  if (left || !isAskedOnce(clean))
    throw unfit('a run on the images as they are', left?.step ?? clean.protocol.decoding.rule);
  const corruptions: Corruption[] = [];
  // One after another: each run's answers are held whole while they are counted.
  for (const each of spoilt) {
    assertAlike(clean, each);
    const { kind: name, severity } = corruptionIn(each);
    corruptions.push({ name, severity, ...(await rightIn(each, dataset)) });
  }
  return { clean: await rightIn(clean, dataset), corruptions };
}

type Corrupt = Extract<ByteStep, { readonly step: 'corrupt' }>;

function corruptionIn(run: RunToCount): Corrupt {
  const [step, ...more] = stepsOf(run);
  if (step?.step === 'corrupt' && more.length === 0 && isAskedOnce(run)) return step;
  throw unfit('runs under one corruption each', step?.step ?? 'one without');
}

async function rightIn(run: RunToCount, dataset: Dataset) {
  const [labels, predictions] = [await labelsOf(run, dataset), await predictionsIn(run)];
  return shareOf(predictions.length, (item) => predictions[item] === labels[item]);
}

/** Of the items of other classes those that the mark makes one of its class, and that another mark of the same size does. */
export async function triggerOf(
  { run, against: [control, ...more], dataset }: RunsToHold,
  mark: Extract<ByteStep, { readonly step: 'stamp' }>,
): Promise<Controlled> {
  const { decoding } = run.protocol;
  const target = decoding.rule === 'argmax' ? decoding.target : undefined;
  if (target === undefined) throw unfit('a trigger’s class as the decoding’s target', 'none');
  if (!control || more.length > 0) throw unfit('one run under another mark', `${1 + more.length}`);
  assertAlike(run, control);
  const [other, ...others] = stepsOf(control);
  const isControl =
    isAskedOnce(control) && other?.step === 'stamp' && other.size === mark.size && other.value !== mark.value;
  if (!isControl || others.length > 0)
    throw unfit(
      `a run under another stamp of ${mark.size}×${mark.size} pixels`,
      other?.step === 'stamp' ? 'the same, or of another size' : 'none',
    );
  const labels = await labelsOf(run, dataset);
  const called = async (each: RunToCount) => {
    const predictions = await predictionsIn(each);
    return shareOf(predictions.length, (item) =>
      labels[item] === target ? null : predictions[item] === target,
    );
  };
  return { tried: await called(run), control: await called(control) };
}
