import type { Statement } from '../../attestation/statement.ts';
import { assertAccuracy } from '../../bias/accuracy-of-counts.ts';
import type { BiasPayload } from '../../bias/counts.ts';
import { classesOf } from '../../evaluation/decoding.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import type { Hub } from '../context/hub.ts';
import { loadScores } from './load-scores.ts';

/** Counts over all items of a protocol can't give another accuracy than vetted evaluators reproduced under it. */
export async function assertKnownAccuracy(
  hub: Hub,
  { body, subject }: Statement<'bias-report'>,
  payload: BiasPayload,
): Promise<void> {
  // What was counted from a run is that run's own accuracy, which the run is judged by.
  if (payload.from) return;
  const [row] = await hub.store.evaluations.protocolsByDigests([body.protocol]);
  if (row?.datasetDigest !== body.dataset) return;
  const protocol = parseProtocol(row.body);
  const classes = classesOf(protocol.decoding);
  if (protocol.metric.id !== 'accuracy' || classes === null) return;
  const scores = await loadScores(hub.store, [subject.digest]);
  for (const { protocolDigest, metric, value, reproducibility } of scores) {
    if (protocolDigest !== body.protocol || metric !== 'accuracy') continue;
    if (!reproducibility || reproducibility.state !== 'OK' || !isReproduced(reproducibility.level)) continue;
    const { tolerance } = reproducibility;
    assertAccuracy(payload, {
      value,
      tolerance,
      items: protocol.dataset.count,
      classes,
    });
  }
}

function isReproduced(level: string): boolean {
  return ['R2', 'R3', 'R4'].includes(level);
}
