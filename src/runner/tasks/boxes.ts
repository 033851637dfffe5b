import { bytes, floats, NO_LABEL } from '../../checkpoint/dataset-answers.ts';
import type { DecodingOf } from '../../evaluation/decoding.ts';
import { keepBest, type Detection } from '../../evaluation/metrics/boxes.ts';
import { meanAveragePrecision, type LabelledBox } from '../../evaluation/metrics/mean-average-precision.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { ItemsValues } from '../items-form.ts';
import { mismatch, unsupported } from '../unfit.ts';
import { feedOf } from './feed-of.ts';
import { CLASSES_MAX } from './labels.ts';
import { shownOf, spread } from './shown.ts';
import { decodingAs, type OpenDataset, type TaskKind } from './task.ts';

/**
 * What is where in an image: of each candidate the model gives centre, width and height in pixels, then a score of each
 * class. Kept are the best hundred of an image: `boxes` F32 [n,100,4] as corners, `scores` F32 [n,100] and `predictions`
 * U8 [n,100], 255 for none; a first score of NaN marks an image whose answer held one.
 */
export const boxes: TaskKind<'boxes'> = {
  rule: 'boxes',
  assertFits(protocol, dataset) {
    const { classes } = decodingAs(protocol, 'boxes');
    if (!dataset.answers.boxes) throw mismatch('tensors boxes and box_labels', 'none');
    if (classes > CLASSES_MAX) throw unsupported(`at most ${CLASSES_MAX} classes`, `${classes}`);
  },
  form: ({ dataset: { count } }) => [
    { name: 'boxes', dtype: 'F32', shape: [count, KEPT, 4] },
    { name: 'scores', dtype: 'F32', shape: [count, KEPT] },
    { name: 'predictions', dtype: 'U8', shape: [count, KEPT] },
  ],
  answerLength(protocol) {
    const { candidates, classes } = decodingAs(protocol, 'boxes');
    return candidates * (4 + classes);
  },
  shownLength: (protocol, dataset) => shownOf(boxes.answerLength(protocol, dataset)),
  async measure(items, data, protocol) {
    const { count } = protocol.dataset;
    const scores = await items.floats('scores');
    const found = Array.from({ length: count }, () => [] as Detection[]);
    const given = { corners: await items.floats('boxes'), labels: await items.bytes('predictions') };
    for (const { item, ...box } of boxesIn(given))
      found[Math.floor(item / KEPT)]?.push({ ...box, score: scores[item] ?? 0 });
    const undecided = found.filter((_, image) => Number.isNaN(scores[image * KEPT])).length;
    return { ...meanAveragePrecision({ found, right: await rightOf(data, protocol) }), undecided };
  },
  async open(data, protocol) {
    const decoding = decodingAs(protocol, 'boxes');
    const width = 4 + decoding.classes;
    const length = decoding.candidates * width;
    return {
      ...feedOf(data, protocol),
      outputDims: [decoding.candidates, width],
      answerDims: [decoding.candidates, width],
      answer: (rows, ask) => ask(rows),
      keep(kept, first, { count }, answers) {
        for (let row = 0; row < count; row++)
          note(kept, first + row, detectionsOf(answers.subarray(row * length, (row + 1) * length), decoding));
      },
      shown: (_, answers) => spread(answers, length),
    };
  },
};

// COCO counts a hundred detections an image.
const KEPT = 100;

/** Null where a value is NaN. */
function detectionsOf(
  answer: Float32Array,
  { classes, threshold, overlap }: DecodingOf<'boxes'>,
): readonly Detection[] | null {
  if (answer.some(Number.isNaN)) return null;
  const width = 4 + classes;
  const found: Detection[] = [];
  for (let at = 0; at < answer.length; at += width) {
    const [x = 0, y = 0, w = 0, h = 0] = answer.subarray(at, at + 4);
    const scores = answer.subarray(at + 4, at + width);
    const score = Math.max(...scores);
    const corners = { x0: x - w / 2, y0: y - h / 2, x1: x + w / 2, y1: y + h / 2 };
    if (score >= Number(threshold) && score > 0)
      found.push({ ...corners, score, label: scores.indexOf(score) });
  }
  return keepBest(found, Number(overlap)).slice(0, KEPT);
}

function note(kept: ItemsValues, image: number, detections: readonly Detection[] | null): void {
  const own = detections ?? [];
  kept['predictions']?.fill(NO_LABEL, image * KEPT, (image + 1) * KEPT);
  if (detections === null) kept['scores']?.set([Number.NaN], image * KEPT);
  own.forEach(({ x0, y0, x1, y1, score, label }, i) => {
    kept['boxes']?.set([x0, y0, x1, y1], 4 * (image * KEPT + i));
    kept['scores']?.set([score], image * KEPT + i);
    kept['predictions']?.set([label], image * KEPT + i);
  });
}

async function rightOf(
  { source, dataset: { answers } }: OpenDataset,
  { dataset: { first, count }, decoding }: Protocol,
): Promise<readonly (readonly LabelledBox[])[]> {
  const right = Array.from({ length: count }, () => [] as LabelledBox[]);
  if (!answers.boxes || !answers.boxLabels) return right;
  const labels = await bytes(source, answers.boxLabels, first, count);
  const most = decoding.rule === 'boxes' ? decoding.classes : 0;
  const wrong = labels.find((label) => label !== NO_LABEL && label >= most);
  if (wrong !== undefined) throw mismatch(`box_labels below ${most}`, `${wrong}`);
  const perImage = labels.length / count;
  for (const { item, ...box } of boxesIn({
    corners: await floats(source, answers.boxes, first, count),
    labels,
  }))
    right[Math.floor(item / perImage)]?.push(box);
  return right;
}

function* boxesIn({ corners, labels }: { readonly corners: Float32Array; readonly labels: Uint8Array }) {
  for (const [item, label] of labels.entries()) {
    if (label === NO_LABEL) continue;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = corners.subarray(4 * item, 4 * item + 4);
    yield { item, label, x0, y0, x1, y1 };
  }
}
