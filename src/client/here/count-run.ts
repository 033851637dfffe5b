import { parseDigest, type Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { countRun, type CountedRun } from '../../bias/from-run/count-run.ts';
import type { Grouping } from '../../bias/from-run/grouping.ts';
import { parseProtocol, protocolDigest } from '../../evaluation/protocol.ts';
import { ArtifactCache, CACHE_BYTES_MAX } from '../../runner/artifact-cache.ts';
import { openFileSource } from '../../weights/open-file-source.ts';
import { runToCount, type RunToCountAnswer } from '../documents/scores.ts';
import { artifactFetcher } from '../job-source.ts';
import { runnerCache } from '../run-evaluations.ts';
import type { Session } from '../session.ts';
import { publishedDataset } from './subject.ts';

/** What a report says of a run whose answers were counted here. */
export interface CountedHere extends CountedRun {
  readonly run: Digest;
  readonly dataset: Digest;
  readonly protocol: Digest;
}

/** Fetches a run's answers and its dataset, and counts them by group. */
export async function countRunHere(
  session: Session,
  run: string,
  by: Grouping,
  signal: AbortSignal,
): Promise<CountedHere> {
  const { run: found } = await session.client.ask<RunToCountAnswer>(runToCount, { id: run });
  if (!found) throw refusal('HUB_RUN_UNKNOWN', `no run ${run} is known here`, { expected: 'Run:20, say' });
  if (!found.itemsArtifact) throw withoutItems(run);
  const protocol = parseProtocol(found.protocol.body);
  const fetch = artifactFetcher(session.client, 'http-only');
  const cache = new ArtifactCache(runnerCache(session.home), CACHE_BYTES_MAX, fetch);
  const open = async (digest: Digest) =>
    openFileSource(await cache.pathOf(await publishedDataset(session, digest), signal));
  await using items = await open(parseDigest(found.itemsArtifact.digest));
  await using dataset = await open(protocol.dataset.digest);
  return {
    run: parseDigest(found.statement.id),
    dataset: protocol.dataset.digest,
    protocol: protocolDigest(protocol),
    ...(await countRun({ protocol, items, dataset }, by)),
  };
}

function withoutItems(run: string) {
  return refusal('CLIENT_RUN_WITHOUT_ITEMS', `${run} was handed in without its answers to each item`, {
    remedy: 'count another run; heirloom evaluate REFERENCE --evaluators 0 --explain lists them',
  });
}
