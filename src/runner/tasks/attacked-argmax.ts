import { invariant } from '../../base/errors.ts';
import { pinnedNoise, type PinnedNoise } from '../../evaluation/pinned-noise.ts';
import type { DecodingOf } from '../../evaluation/decoding.ts';
import { imageFeed, type ImageFeed } from '../feed/image-feed.ts';
import type { Rows } from '../feed/feed.ts';
import { mismatch } from '../unfit.ts';
import { likeliest } from '../predictions.ts';
import { keepClasses, ofClasses } from './classes.ts';
import { labelsOf } from './labels.ts';
import { decodingAs, type Ask, type TaskKind } from './task.ts';

const CLASSES = ofClasses('attacked-argmax');

/**
 * The class of an image that somebody changes until it is taken for another: Square Attack (Andriushchenko et al., 2020)
 * within ±epsilon of each byte. It sees the logits and nothing else, `budget` times an image, and its dice are pinned.
 */
export const attackedArgmax: TaskKind<'attacked-argmax'> = {
  rule: 'attacked-argmax',
  ...CLASSES,
  assertFits(protocol, dataset) {
    if (dataset.kind !== 'IMAGES') throw mismatch('images', dataset.kind);
    CLASSES.assertFits(protocol, dataset);
  },
  async open(data, protocol) {
    const decoding = decodingAs(protocol, 'attacked-argmax');
    const { source, dataset } = data;
    invariant(dataset.kind === 'IMAGES', 'only images are attacked');
    const feed = imageFeed(source, dataset, protocol);
    const labels = await labelsOf(data, protocol);
    const { classes } = decoding;
    return {
      ...feed,
      outputDims: [classes],
      answerDims: [classes],
      async answer(rows, ask) {
        // A blend has no label, so there is nothing to be led away from.
        if (rows.first === null) return ask(rows);
        const { first, count } = rows;
        const items = Array.from({ length: count }, (_, i) => ({
          label: labels[first + i] ?? 0,
          noise: pinnedNoise('square-attack', decoding.seed, protocol.dataset.first + first + i),
        }));
        const images = await feed.images(first, count);
        return attack({ feed, decoding, ask, size: dataset }, { images, rows, items });
      },
      keep: (kept, first, _, answers) => keepClasses(kept, first, answers, classes),
      shown: (_, answers) => answers,
    };
  },
};

interface Attack {
  readonly feed: ImageFeed;
  readonly decoding: DecodingOf<'attacked-argmax'>;
  readonly ask: Ask;
  readonly size: { readonly height: number; readonly width: number; readonly channels: number };
}

interface Attacked {
  readonly images: Uint8Array;
  readonly rows: Rows;
  readonly items: readonly { readonly label: number; readonly noise: PinnedNoise }[];
}

/** The logits of each image as the attack leaves it; one that was mistaken from the start is left alone. */
async function attack(asked: Attack, { images, rows, items }: Attacked): Promise<Float32Array> {
  const { feed, decoding, ask, size } = asked;
  const { classes, budget } = decoding;
  const imageBytes = images.length / items.length;
  const best = images.slice();
  const logits = Float32Array.from(await ask(rows));
  const lead = (values: Float32Array, item: number) =>
    leadOf(values, item * classes, classes, items[item]?.label ?? 0);
  // The first question was asked of the image as it is.
  for (let question = 1; question < budget; question++) {
    if (items.every((_, item) => lead(logits, item) <= 0)) break;
    const tried = best.slice();
    items.forEach(({ noise }, item) => {
      const at = item * imageBytes;
      const original = images.subarray(at, at + imageBytes);
      propose(tried.subarray(at, at + imageBytes), original, { ...size, noise, question, decoding });
    });
    const answers = await ask(feed.rowsOf(tried, null));
    items.forEach((_, item) => {
      if (lead(logits, item) <= 0 || !(lead(answers, item) < lead(logits, item))) return;
      const at = item * imageBytes;
      best.set(tried.subarray(at, at + imageBytes), at);
      logits.set(answers.subarray(item * classes, (item + 1) * classes), item * classes);
    });
  }
  return logits;
}

/** By how much the label's logit leads the best other one; a NaN leads nothing. */
function leadOf(values: Float32Array, start: number, classes: number, label: number): number {
  if (likeliest(values, start, classes) < 0) return Number.NEGATIVE_INFINITY;
  let other = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < classes; i++) if (i !== label) other = Math.max(other, values[start + i] ?? other);
  return (values[start + label] ?? 0) - other;
}

interface Proposal {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly noise: PinnedNoise;
  readonly question: number;
  readonly decoding: DecodingOf<'attacked-argmax'>;
}

/** The first try is vertical stripes, each next one a square of one sign a channel, smaller as the budget goes. */
function propose(image: Uint8Array, original: Uint8Array, asked: Proposal): void {
  const { height, width, channels, noise, question, decoding } = asked;
  const epsilon = Number(decoding.epsilon);
  const sign = () => (noise.word() % 2 === 0 ? epsilon : -epsilon);
  const paint = (at: number, change: number) => {
    image[at] = Math.max(0, Math.min(255, Math.round((original[at] ?? 0) + change)));
  };
  const isFirst = question === 1;
  const side = sideOf(question / decoding.budget, Math.min(height, width));
  const [left, top] = [noise.word() % (width - side + 1), noise.word() % (height - side + 1)];
  for (let channel = 0; channel < channels; channel++) {
    const change = sign();
    if (isFirst)
      for (let x = 0; x < width; x++) {
        const stripe = sign();
        for (let y = 0; y < height; y++) paint((y * width + x) * channels + channel, stripe);
      }
    else
      for (let y = top; y < top + side; y++)
        for (let x = left; x < left + side; x++) paint((y * width + x) * channels + channel, change);
  }
}

/** The share of an image that a square covers begins at a fifth and halves as the paper's schedule says, in shares of 10,000. */
function sideOf(spent: number, limit: number): number {
  const halvings = HALVED_AT.filter((share) => spent > share).length;
  return Math.max(1, Math.min(limit, Math.round(limit * Math.sqrt(0.2 / 2 ** halvings))));
}

const HALVED_AT = [0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8];
