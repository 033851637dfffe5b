import type { ByteSource } from '../../base/byte-source.ts';
import { lookedUpRows } from '../../checkpoint/formats/onnx-lookup.ts';
import type { TokenDataset } from '../../checkpoint/token-dataset.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { assertTokens, tokenIds } from './token-feed.ts';

/**
 * Refuses tokens past the table in which the model looks them up, before any is: one provider calls that an error, the next
 * takes another row, and a classifier's protocol names no vocabulary to hold them against.
 */
export async function assertTokensKnown(
  model: ByteSource,
  source: ByteSource,
  dataset: TokenDataset,
  { dataset: slice }: Protocol,
): Promise<void> {
  const rows = await lookedUpRows(model, 'input_ids');
  if (rows === null) return;
  const atOnce = Math.max(1, Math.floor(TOKENS_AT_ONCE / (dataset.length * (dataset.choices ?? 1))));
  const end = slice.first + slice.count;
  for (let first = slice.first; first < end; first += atOnce)
    assertTokens(await tokenIds(source, dataset, first, Math.min(atOnce, end - first)), rows - 1);
}

/** Two megabytes of the widest. */
const TOKENS_AT_ONCE = 1 << 18;
