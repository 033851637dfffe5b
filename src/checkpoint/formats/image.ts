import { refuse } from '../checkpoint-error.ts';
import type { FormatReport } from './format-report.ts';
import type { FileToRead } from './reader.ts';

/** An image by its signature: data for a card, served as an attachment. */
export async function readImage(format: string, { source }: FileToRead): Promise<FormatReport> {
  if (source.sizeBytes <= IMAGE_BYTES_MAX) return { format };
  throw refuse('CHECKPOINT_TOO_LARGE', 'this image is larger than this hub keeps', {
    expected: `at most ${IMAGE_BYTES_MAX} bytes`,
    received: `${source.sizeBytes}`,
  });
}

const IMAGE_BYTES_MAX = 10 << 20;
