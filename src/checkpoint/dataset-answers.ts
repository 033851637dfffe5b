import type { ByteSource } from '../base/byte-source.ts';
import { assertShape, malformed, shapeText, tensorNamed } from './dataset-tensors.ts';
import type { SafetensorsEntry } from './formats/safetensors-header.ts';

/** Where a tensor of answers lies in the file; its first axis is the items. */
export interface Answers {
  readonly shape: readonly number[];
  readonly offset: number;
}

/**
 * What is right, beside the labels: `frame_labels` U8 [n,frames], 255 where a frame does not count; `targets` I32 [n,m]
 * of tokens, −1 after the last; `values` F32 [n]; `boxes` F32 [n,m,4] as x0, y0, x1, y1 in pixels with `box_labels`
 * U8 [n,m], 255 for no box. Each is null where the file has none.
 */
export interface DatasetAnswers {
  readonly frameLabels: Answers | null;
  readonly targets: Answers | null;
  readonly values: Answers | null;
  readonly boxes: Answers | null;
  readonly boxLabels: Answers | null;
}

/** Reads where they lie and refuses what could never be answered, with `CHECKPOINT_DATASET_MALFORMED`. */
export async function datasetAnswers(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
  n: number,
): Promise<DatasetAnswers> {
  const at = (name: string, dtype: 'U8' | 'I32' | 'F32', axes: number) =>
    tensors.some((tensor) => tensor.name === name)
      ? answersOf(tensorNamed(tensors, name, [dtype]), n, axes)
      : null;
  const answers = {
    frameLabels: at('frame_labels', 'U8', 2),
    targets: at('targets', 'I32', 2),
    values: at('values', 'F32', 1),
    boxes: at('boxes', 'F32', 3),
    boxLabels: at('box_labels', 'U8', 2),
  };
  if (answers.targets) assertTargets(await integers(source, answers.targets), answers.targets.shape[1] ?? 1);
  if (answers.values) assertValues(await floats(source, answers.values));
  if (answers.boxes || answers.boxLabels) await assertBoxes(source, tensors, answers);
  return answers;
}

/** Items `first` to `first + count − 1` of such a tensor. */
export async function integers(source: ByteSource, answers: Answers, first = 0, count?: number) {
  return new Int32Array(await bytesOf(source, answers, { first, count, width: 4 }));
}

export async function floats(source: ByteSource, answers: Answers, first = 0, count?: number) {
  return new Float32Array(await bytesOf(source, answers, { first, count, width: 4 }));
}

export async function bytes(source: ByteSource, answers: Answers, first = 0, count?: number) {
  return new Uint8Array(await bytesOf(source, answers, { first, count, width: 1 }));
}

// Copied, for a view of wide values must begin at a multiple of their size.
async function bytesOf(
  source: ByteSource,
  { shape, offset }: Answers,
  slice: { readonly first: number; readonly count: number | undefined; readonly width: number },
): Promise<ArrayBuffer> {
  const [n = 0, ...dims] = shape;
  const itemBytes = dims.reduce((product, dim) => product * dim, slice.width);
  const read = await source.read(offset + slice.first * itemBytes, (slice.count ?? n) * itemBytes);
  return new Uint8Array(read).buffer;
}

function answersOf(tensor: SafetensorsEntry, n: number, axes: number): Answers {
  const { shape, offset, lengthBytes } = tensor;
  const isRight = shape.length === axes && shape[0] === n && !shape.includes(0);
  if (!isRight) throw malformed(`${tensor.name} [${n},…] of ${axes} axes`, shapeText(tensor));
  if (lengthBytes > ANSWERS_BYTES_MAX)
    throw malformed(`at most ${ANSWERS_BYTES_MAX} bytes of ${tensor.name}`, `${lengthBytes}`);
  return { shape, offset };
}

// They are read at once; COCO's 5,000 validation images with 100 boxes each are 8 MB.
const ANSWERS_BYTES_MAX = 256 << 20;
// Each is held against each that is found; COCO's fullest image has 93.
const BOXES_MAX = 1000;
/** Ends a sequence of targets. */
export const NO_TOKEN = -1;
/** Stands for a box that is none, or a frame that does not count. */
export const NO_LABEL = 255;

function assertTargets(targets: Int32Array, width: number): void {
  targets.forEach((token, at) => {
    const isAfterEnd = at % width > 0 && targets[at - 1] === NO_TOKEN && token !== NO_TOKEN;
    if (token < NO_TOKEN || isAfterEnd)
      throw malformed('targets of tokens from 0, and −1 after the last', `${token} at ${at}`);
  });
}

function assertValues(values: Float32Array): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw malformed('finite values', `${values[wrong]} at ${wrong}`);
}

async function assertBoxes(
  source: ByteSource,
  tensors: readonly SafetensorsEntry[],
  { boxes, boxLabels }: DatasetAnswers,
): Promise<void> {
  if (!boxes || !boxLabels) throw malformed('boxes together with box_labels', boxes ? 'boxes' : 'box_labels');
  const [n = 0, m = 0] = boxes.shape;
  if (m > BOXES_MAX) throw malformed(`at most ${BOXES_MAX} boxes an image`, `${m}`);
  assertShape(tensorNamed(tensors, 'boxes', ['F32']), [n, m, 4]);
  assertShape(tensorNamed(tensors, 'box_labels', ['U8']), [n, m]);
  const [corners, labels] = [await floats(source, boxes), await bytes(source, boxLabels)];
  labels.forEach((label, box) => {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = corners.subarray(4 * box, 4 * box + 4);
    const isBox = x1 > x0 && y1 > y0 && Math.min(x0, y0) >= 0 && Number.isFinite(x1 + y1);
    if (label !== NO_LABEL && !isBox)
      throw malformed('boxes x0 < x1, y0 < y1 from 0', `${x0},${y0},${x1},${y1} of box ${box}`);
  });
}
