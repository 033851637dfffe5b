import { invariant } from '../../base/errors.ts';
import type { Dataset } from '../../checkpoint/dataset.ts';
import type { DecodingOf } from '../../evaluation/decoding.ts';
import { meanOfItems } from '../../evaluation/metrics/measured.ts';
import { alphaBars, denoisingSteps } from '../../evaluation/noise-schedule.ts';
import { pinnedNoise } from '../../evaluation/pinned-noise.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { InputForm, Rows } from '../feed/feed.ts';
import { imageFeed } from '../feed/image-feed.ts';
import { inputTensorFor } from '../input-tensor.ts';
import { mismatch, undefinedMetric } from '../unfit.ts';
import { shownOf, spread } from './shown.ts';
import { decodingAs, type Ask, type OpenDataset, type TaskKind } from './task.ts';

/**
 * Pictures that noise spoils and a denoiser restores, as diffusion models do from pure noise: the model takes `sample`
 * and `timestep` and gives the noise in it. Kept is `predictions` F32 [n,…], the restored pictures after preprocessing;
 * their squared difference to the pictures themselves is counted of them again.
 */
export const ddim: TaskKind<'ddim'> = {
  rule: 'ddim',
  assertFits(_, { kind }) {
    if (kind !== 'IMAGES') throw mismatch('images', kind);
  },
  form: (protocol, dataset) => [
    { name: 'predictions', dtype: 'F32', shape: [protocol.dataset.count, ...dimsOf(protocol, dataset)] },
  ],
  answerLength,
  shownLength: (protocol, dataset) => shownOf(answerLength(protocol, dataset)),
  async measure(items, data, protocol) {
    const restored = await items.floats('predictions');
    const length = answerLength(protocol, data.dataset);
    const errors = new Float64Array(protocol.dataset.count);
    const feed = feedOf(data, protocol);
    for (let item = 0; item < errors.length; item++) {
      const [original] = (await feed.read(item, 1)).columns;
      for (let i = 0; i < length; i++)
        errors[item] =
          (errors[item] ?? 0) +
          ((restored[item * length + i] ?? Number.NaN) - Number(original?.[i] ?? 0)) ** 2 / length;
    }
    const wrong = errors.reduce((sum, error) => sum + (Number.isFinite(error) ? 0 : 1), 0);
    if (wrong > 0)
      throw undefinedMetric('finite pictures', `NaN or infinity in ${wrong} of ${errors.length}`);
    return meanOfItems(errors);
  },
  async open(data, protocol) {
    const decoding = decodingAs(protocol, 'ddim');
    const feed = feedOf(data, protocol);
    const { itemDims } = feed;
    const length = answerLength(protocol, data.dataset);
    return {
      ...feed,
      inputs: [...feed.inputs, TIMESTEP],
      outputDims: itemDims,
      answerDims: itemDims,
      answer: (rows, ask) => restore(rows, { decoding, ask, firstItem: protocol.dataset.first }),
      keep: (kept, first, _, answers) => kept['predictions']?.set(answers, first * length),
      shown: (_, answers) => spread(answers, length),
    };
  },
};

const TIMESTEP: InputForm = {
  name: 'timestep',
  dtypes: ['int64', 'float32', 'int32'],
  itemDims: [],
  isOptional: false,
};

function feedOf({ source, dataset }: OpenDataset, protocol: Protocol) {
  invariant(dataset.kind === 'IMAGES', 'only images are restored');
  return imageFeed(source, dataset, protocol, 'sample');
}

function dimsOf({ preprocessing }: Protocol, dataset: Dataset): readonly number[] {
  return dataset.kind === 'IMAGES' ? inputTensorFor(preprocessing, dataset).itemDims : [];
}

function answerLength(protocol: Protocol, dataset: Dataset): number {
  return dimsOf(protocol, dataset).reduce((product, dim) => product * dim, 1);
}

interface Restoring {
  readonly decoding: DecodingOf<'ddim'>;
  readonly ask: Ask;
  /** Of the slice, for noise belongs to an item of the dataset. */
  readonly firstItem: number;
}

async function restore(rows: Rows, { decoding, ask, firstItem }: Restoring): Promise<Float32Array> {
  const originals = rows.columns[0] as Float32Array<ArrayBuffer>;
  const length = originals.length / rows.count;
  const noise = Array.from({ length: rows.count }, (_, row) =>
    pinnedNoise('ddim', decoding.seed, firstItem + (rows.first ?? 0) + row),
  );
  const started = alphaBars(decoding)[decoding.start] ?? 1;
  const sample = originals.map(
    (value, i) =>
      Math.sqrt(started) * value + Math.sqrt(1 - started) * (noise[Math.floor(i / length)]?.normal() ?? 0),
  );
  for (const { timestep, alphaBar, alphaBarAfter } of denoisingSteps(decoding)) {
    const timesteps = new BigInt64Array(rows.count).fill(BigInt(timestep));
    const predicted = await ask({ ...rows, columns: [sample, timesteps] });
    for (let i = 0; i < sample.length; i++) {
      const [value, noisy] = [sample[i] ?? 0, predicted[i] ?? Number.NaN];
      const clean = (value - Math.sqrt(1 - alphaBar) * noisy) / Math.sqrt(alphaBar);
      sample[i] = Math.sqrt(alphaBarAfter) * clean + Math.sqrt(1 - alphaBarAfter) * noisy;
    }
  }
  return sample;
}
