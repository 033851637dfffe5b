import type { PreprocessingStep } from '../evaluation/preprocessing.ts';

/** The size of one image: U8, stored row by row, channels last. */
export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Turns stored images into what the network is fed, as the protocol's steps say. */
export interface InputTensor {
  /** Dims of one item, the batch left out: [c,h,w], [h,w,c] or [h·w·c]. */
  readonly itemDims: readonly number[];
  readonly itemLength: number;
  /** Writes the images into `target` from its start. */
  write(target: Float32Array, images: Uint8Array): void;
}

export function inputTensorFor(steps: readonly PreprocessingStep[], size: ImageSize): InputTensor {
  const { height, width, channels } = size;
  const valueOf = valueTable(steps);
  const pixels = height * width;
  const itemLength = pixels * channels;
  const isChannelsFirst = orderOf(steps) === 'NCHW';
  return {
    itemLength,
    itemDims: dimsOf(orderOf(steps), size),
    write(target, images) {
      for (let at = 0; at < images.length; at++) {
        const inItem = at % itemLength;
        const moved = isChannelsFirst ? (inItem % channels) * pixels + Math.trunc(inItem / channels) : inItem;
        target[at - inItem + moved] = valueOf[images[at] ?? 0] ?? 0;
      }
    },
  };
}

/** What each of the 256 bytes becomes; every operation rounds to float32, as frameworks that train do. */
function valueTable(steps: readonly PreprocessingStep[]): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => steps.reduce(apply, byte));
}

function apply(value: number, step: PreprocessingStep): number {
  const float = Math.fround;
  if (step.step === 'scale') return float(value / float(Number(step.divisor)));
  if (step.step === 'normalize')
    return float(float(value - float(Number(step.mean))) / float(Number(step.std)));
  return value;
}

function orderOf(steps: readonly PreprocessingStep[]): 'NCHW' | 'NHWC' | 'NF' {
  const last = steps.at(-1);
  return last?.step === 'layout' ? last.order : 'NF';
}

function dimsOf(order: 'NCHW' | 'NHWC' | 'NF', { height, width, channels }: ImageSize): readonly number[] {
  const dims = {
    NCHW: [channels, height, width],
    NHWC: [height, width, channels],
    NF: [height * width * channels],
  };
  return dims[order];
}
