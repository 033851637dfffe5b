import { inspectDataset } from '../../checkpoint/dataset.ts';
import type { CanaryCounts, Controlled, CorruptionCounts } from '../risk/counts.ts';
import { stepsOf } from './alike-runs.ts';
import { attackOf } from './attack-of.ts';
import { canariesOf } from './canaries-of.ts';
import { corruptionsOf, triggerOf } from './hardship-of.ts';
import { unfit, type RunToCount } from './run-to-count.ts';

/** The field of a risk report that holds counts; one of them. */
export interface CountedRisk {
  readonly canaries?: Omit<CanaryCounts, 'kind'>;
  readonly corruptions?: Omit<CorruptionCounts, 'kind'>;
  readonly attack?: Controlled;
  readonly trigger?: Controlled;
}

/**
 * What a run's answers tell of a risk; of robustness held `against` others. There is nothing to choose: the protocols say what
 * was tried. Equal files give equal counts, so who files them and who checks them count alike.
 */
export async function countRisk(run: RunToCount, against: readonly RunToCount[]): Promise<CountedRisk> {
  const { decoding, task } = run.protocol;
  const dataset = await inspectDataset(run.dataset);
  if (decoding.rule === 'rank-first') {
    if (against.length > 0) throw unfit('a run of canary-exposure by itself', 'one against another');
    return { canaries: await canariesOf(run, dataset) };
  }
  const [hardship, ...others] = stepsOf(run);
  const isAttacked = decoding.rule === 'attacked-argmax' && !hardship;
  if (!(isAttacked || decoding.rule === 'argmax') || others.length > 0)
    throw unfit('a run of canary-exposure, or of images under at most one hardship', task.id);
  const [first, ...more] = against;
  if (!first) throw unfit('another run to hold it against', 'none');
  const runs = { run, against, dataset };
  if (decoding.rule === 'attacked-argmax') return { attack: await attackOf(runs, decoding) };
  switch (hardship?.step) {
    case undefined:
      return { corruptions: await corruptionsOf(runs) };
    case 'corrupt':
      if (more.length > 0) throw unfit('one run of the images as they are', `${against.length} runs`);
      return { corruptions: await corruptionsOf({ run: first, against: [run], dataset }) };
    case 'stamp':
      return { trigger: await triggerOf(runs, hardship) };
    case 'jitter':
      throw unfit('an attack against random changes', 'random changes against something else');
  }
}
