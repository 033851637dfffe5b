import { canonicalJson } from '../../base/canonical-json.ts';
import type { Dataset } from '../../checkpoint/dataset.ts';
import { classesOf } from '../../evaluation/decoding.ts';
import { isByteStep, type ByteStep } from '../../evaluation/preprocessing.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { Proportion } from '../../evaluation/statistics/proportion.ts';
import { unfit, type RunToCount } from './run-to-count.ts';

/** Runs over the same items of one dataset, alike but for what is done to the images. */
export interface RunsToHold {
  readonly run: RunToCount;
  readonly against: readonly RunToCount[];
  readonly dataset: Dataset;
}

/** What a protocol does to the bytes of its images. */
export function stepsOf({ protocol }: RunToCount): readonly ByteStep[] {
  return protocol.preprocessing.filter(isByteStep);
}

/** Whether it asks once for the class of an image, and no attacker asks before. */
export function isAskedOnce({ protocol }: RunToCount): boolean {
  return protocol.decoding.rule === 'argmax';
}

/** Another slice, or other values fed, would be a difference of its own. */
export function assertAlike({ protocol }: RunToCount, against: RunToCount): void {
  const [said, other] = [protocol, against.protocol].map(unspoilt);
  if (said !== other) throw unfit(`a run over the same items, fed alike: ${said}`, other ?? '');
}

function unspoilt({ dataset, preprocessing, decoding }: Protocol): string {
  const classes = classesOf(decoding) ?? decoding.rule;
  const steps = preprocessing.filter((step) => !isByteStep(step));
  return canonicalJson({ dataset: { ...dataset }, steps: steps.map((step) => ({ ...step })), classes });
}

/** Of the items that count the share that hit; null is an item that does not count. */
export function shareOf(items: number, isHit: (item: number) => boolean | null): Proportion {
  let [k, n] = [0, 0];
  for (let item = 0; item < items; item++) {
    const hit = isHit(item);
    if (hit === null) continue;
    n++;
    if (hit) k++;
  }
  return { k, n };
}
