import { pinnedNoise } from './pinned-noise.ts';
import type { ByteStep } from './preprocessing.ts';

/** Bytes row by row, channels last. */
export interface ImageBytes {
  readonly bytes: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Steps in their order on item `item` of a dataset; noise is pinned by seed and item, so every runner sees the same picture. */
export function changedImage(image: ImageBytes, steps: readonly ByteStep[], item: number): Uint8Array {
  return steps.reduce((bytes, step) => change({ ...image, bytes }, step, item), image.bytes);
}

function change(image: ImageBytes, step: ByteStep, item: number): Uint8Array {
  if (step.step === 'stamp') return stamped(image, step.size, step.value);
  if (step.step === 'jitter') return jittered(image.bytes, step, item);
  const level = step.severity - 1;
  switch (step.kind) {
    case 'gaussian-noise': {
      const noise = pinnedNoise('corrupt:gaussian-noise', step.seed, item);
      const deviation = 255 * (GAUSSIAN[level] ?? 0);
      return image.bytes.map((byte) => clamped(byte + deviation * noise.normal()));
    }
    case 'impulse-noise': {
      const noise = pinnedNoise('corrupt:impulse-noise', step.seed, item);
      const share = IMPULSE[level] ?? 0;
      return image.bytes.map((byte) => {
        const dice = noise.uniform();
        if (dice >= share) return byte;
        return dice < share / 2 ? 0 : 255;
      });
    }
    case 'brightness':
      return image.bytes.map((byte) => clamped(byte + 255 * (BRIGHTNESS[level] ?? 0)));
    case 'contrast': {
      const mean = image.bytes.reduce((sum, byte) => sum + byte, 0) / image.bytes.length;
      return image.bytes.map((byte) => clamped(mean + (byte - mean) * (CONTRAST[level] ?? 1)));
    }
    case 'pixelate': {
      const side = 1 / (PIXELATE[level] ?? 1);
      return averaged(image, (at, limit) => {
        const from = Math.floor(Math.floor(at / side) * side);
        return [from, Math.min(limit, Math.max(from + 1, Math.floor((Math.floor(at / side) + 1) * side)))];
      });
    }
    case 'box-blur': {
      const radius = Math.max(1, Math.round((Math.min(image.height, image.width) * step.severity) / 64));
      return averaged(image, (at, limit) => [Math.max(0, at - radius), Math.min(limit, at + radius + 1)]);
    }
  }
}

// Severities of ImageNet-C, as shares of the range of a byte.
const GAUSSIAN = [0.08, 0.12, 0.18, 0.26, 0.38];
const IMPULSE = [0.03, 0.06, 0.09, 0.17, 0.27];
const BRIGHTNESS = [0.1, 0.2, 0.3, 0.4, 0.5];
const CONTRAST = [0.4, 0.3, 0.2, 0.1, 0.05];
const PIXELATE = [0.6, 0.5, 0.4, 0.3, 0.25];

function jittered(
  bytes: Uint8Array,
  { epsilon, seed }: Extract<ByteStep, { readonly step: 'jitter' }>,
  item: number,
): Uint8Array {
  const noise = pinnedNoise('jitter', seed, item);
  return bytes.map((byte) => clamped(byte + (noise.word() % 2 === 0 ? Number(epsilon) : -Number(epsilon))));
}

function stamped({ bytes, height, width, channels }: ImageBytes, size: number, value: number): Uint8Array {
  const changed = bytes.slice();
  for (let y = Math.max(0, height - size); y < height; y++)
    changed.fill(value, (y * width + Math.max(0, width - size)) * channels, (y + 1) * width * channels);
  return changed;
}

/** Each pixel becomes the mean of a window; `windowOf` gives its first place and the one after its last. */
function averaged(
  { bytes, height, width, channels }: ImageBytes,
  windowOf: (at: number, limit: number) => readonly [number, number],
): Uint8Array {
  return bytes.map((_, at) => {
    const [channel, pixel] = [at % channels, Math.floor(at / channels)];
    const [top, bottom] = windowOf(Math.floor(pixel / width), height);
    const [left, right] = windowOf(pixel % width, width);
    let sum = 0;
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) sum += bytes[(y * width + x) * channels + channel] ?? 0;
    return clamped(sum / ((bottom - top) * (right - left)));
  });
}

function clamped(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
