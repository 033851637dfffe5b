import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { writeSafetensors, type TensorToWrite } from '../../checkpoint/write-safetensors.ts';
import type { ByteStep } from '../../evaluation/preprocessing.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { countRisk } from './count-risk.ts';
import type { RunToCount } from './run-to-count.ts';

//               0  1  2  3  4  5
const labels = [7, 0, 1, 2, 7, 0];
const u8 = (name: string, shape: readonly number[], bytes: readonly number[]): TensorToWrite => ({
  name,
  dtype: 'U8',
  shape,
  bytes: Uint8Array.from(bytes),
});
const dataset = bytesOf(
  writeSafetensors([
    u8(
      'images',
      [6, 2, 2],
      Array.from({ length: 24 }, () => 0),
    ),
    u8('labels', [6], labels),
  ]),
);

const noise: ByteStep = { step: 'corrupt', kind: 'gaussian-noise', severity: 3, seed: 1 };
const mark: ByteStep = { step: 'stamp', size: 1, value: 255 };
const blur: ByteStep = { step: 'corrupt', kind: 'box-blur', severity: 1, seed: 0 };
const jitter: ByteStep = { step: 'jitter', epsilon: '24', seed: 1 };
const otherMark: ByteStep = { step: 'stamp', size: 1, value: 100 };

interface Change {
  readonly target?: number;
  readonly first?: number;
  readonly divisor?: '255' | '256';
  /** Under an attack of this size. */
  readonly epsilon?: '24' | '8';
}

function run(predictions: readonly number[], steps: readonly ByteStep[], change: Change = {}): RunToCount {
  const { target, first = 0, divisor = '255', epsilon } = change;
  const protocol = {
    task: { id: 'image-classification', version: 1 },
    dataset: { digest: digestOf('dataset'), split: 'test', first, count: predictions.length },
    preprocessing: [...steps, { step: 'scale', divisor }, { step: 'layout', order: 'NCHW' }],
    decoding: epsilon
      ? { rule: 'attacked-argmax', classes: 10, budget: 60, epsilon, seed: 1 }
      : { rule: 'argmax', classes: 10, ...(target === undefined ? {} : { target }) },
    metric: { id: target === undefined ? 'accuracy' : 'trigger-success', version: 1 },
  } as Protocol;
  const items = bytesOf(writeSafetensors([u8('predictions', [predictions.length], predictions)]));
  return { protocol, items, dataset };
}

describe('runs under hardship', () => {
  test('tell what a corruption costs: right answers under it and without, no answer is wrong', async () => {
    const [spoilt, clean] = [run([7, 0, 3, 255, 1, 0], [noise]), run([7, 0, 1, 2, 7, 1], [])];
    const corruptions = [{ name: 'gaussian-noise', severity: 3, k: 3, n: 6 }];
    const counted = { corruptions: { clean: { k: 5, n: 6 }, corruptions } };
    expect(await countRisk(spoilt, [clean])).toEqual(counted);
    // Two runs say the same whichever of them is held against the other.
    expect(await countRisk(clean, [spoilt])).toEqual(counted);
  });

  test('tell what a trigger does to items of other classes, and another mark of its size', async () => {
    const marked = run([7, 7, 7, 2, 7, 7], [mark], { target: 7 });
    expect(await countRisk(marked, [run([7, 0, 1, 7, 0, 0], [otherMark])])).toEqual({
      trigger: { tried: { k: 3, n: 4 }, control: { k: 1, n: 4 } },
    });
  });

  test('tell what each of several corruptions costs, in the order they are named in', async () => {
    const clean = run([7, 0, 1, 2, 7, 1], []);
    const spoilt = [run([7, 0, 3, 255, 1, 0], [noise]), run([7, 0, 1, 2, 7, 0], [blur])];
    expect(await countRisk(clean, spoilt)).toEqual({
      corruptions: {
        clean: { k: 5, n: 6 },
        corruptions: [
          { name: 'gaussian-noise', severity: 3, k: 3, n: 6 },
          { name: 'box-blur', severity: 1, k: 6, n: 6 },
        ],
      },
    });
  });

  test('tell of what was right how much an attack turns, and how much random changes turn', async () => {
    const attacked = run([0, 1, 1, 0, 7, 1], [], { epsilon: '24' });
    const [clean, random] = [run([7, 0, 1, 2, 7, 1], []), run([7, 3, 1, 2, 7, 0], [jitter])];
    const counted = { attack: { tried: { k: 3, n: 5 }, control: { k: 1, n: 5 } } };
    expect(await countRisk(attacked, [clean, random])).toEqual(counted);
    expect(await countRisk(attacked, [random, clean])).toEqual(counted);
  });

  const six = [7, 0, 1, 2, 7, 0];
  const attack = run(six, [], { epsilon: '24' });
  test.each<[string, RunToCount, readonly RunToCount[]]>([
    ['nothing', run(six, [noise]), []],
    ['another corruption', run(six, [noise]), [run(six, [noise])]],
    ['a mark in place of none', run(six, [noise]), [run(six, [mark])]],
    ['an attack in place of none', run(six, [noise]), [attack]],
    ['another slice', run(six, [noise]), [run(six.slice(1), [], { first: 1 })]],
    ['images fed otherwise', run(six, [noise]), [run(six, [], { divisor: '256' })]],
    ['two runs without a corruption', run(six, [noise]), [run(six, []), run(six, [])]],
    ['corruptions of which one is none', run(six, []), [run(six, [noise]), run(six, [])]],
    ['corruptions of which one is a mark', run(six, []), [run(six, [noise]), run(six, [mark])]],
    ['corruptions of which one is two', run(six, []), [run(six, [noise]), run(six, [noise, blur])]],
    [
      'corruptions of which one is of another slice',
      run(six, []),
      [run(six.slice(1), [noise], { first: 1 })],
    ],
    ['the same mark', run(six, [mark], { target: 7 }), [run(six, [mark])]],
    ['no mark', run(six, [mark], { target: 7 }), [run(six, [])]],
    ['two marks', run(six, [mark], { target: 7 }), [run(six, [otherMark]), run(six, [otherMark])]],
    ['a larger mark', run(six, [mark], { target: 7 }), [run(six, [{ ...otherMark, size: 2 }])]],
    ['another mark and noise', run(six, [mark], { target: 7 }), [run(six, [otherMark, noise])]],
    ['the images as they are alone', attack, [run(six, [])]],
    ['random changes alone', attack, [run(six, [jitter])]],
    ['random changes of another size', run(six, [], { epsilon: '8' }), [run(six, []), run(six, [jitter])]],
    ['random changes under an attack', attack, [run(six, []), run(six, [jitter], { epsilon: '24' })]],
    ['random changes of other items', attack, [run(six, []), run(six.slice(1), [jitter], { first: 1 })]],
    ['noise in place of random changes', attack, [run(six, []), run(six, [noise])]],
    ['one run too many', attack, [run(six, []), run(six, [jitter]), run(six, [noise])]],
  ])('are not held against %s', async (_, hard, against) => {
    await expect(countRisk(hard, against)).rejects.toMatchObject({ code: 'BIAS_RUN_UNFIT' });
  });

  test.each<[string, RunToCount]>([
    ['no hardship', run(six, [])],
    ['random changes alone', run(six, [jitter])],
    ['an attack on noise', run(six, [noise], { epsilon: '24' })],
    ['two of them, which nobody could tell apart', run(six, [noise, mark])],
    ['a mark that calls no class', run(six, [mark])],
  ])('are not runs with %s', async (_, each) => {
    await expect(countRisk(each, [run(six, [])])).rejects.toMatchObject({ code: 'BIAS_RUN_UNFIT' });
  });
});
