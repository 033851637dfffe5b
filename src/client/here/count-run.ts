import { parseDigest, type Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { countRisk, type CountedRisk } from '../../bias/from-run/count-risk.ts';
import { countRun, type CountedRun } from '../../bias/from-run/count-run.ts';
import type { Grouping } from '../../bias/from-run/grouping.ts';
import type { RunToCount } from '../../bias/from-run/run-to-count.ts';
import { hardshipOf } from '../../evaluation/hardship.ts';
import { parseProtocol, protocolDigest } from '../../evaluation/protocol.ts';
import { ArtifactCache, CACHE_BYTES_MAX } from '../../runner/artifact-cache.ts';
import { openFileSource } from '../../weights/open-file-source.ts';
import { runToCount } from '../generated/operations.ts';
import { artifactFetcher } from '../job-source.ts';
import { runnerCache } from '../run-evaluations.ts';
import type { Session } from '../session.ts';
import { publishedDataset } from './subject.ts';

/** What a report says of a run whose answers were counted here. */
interface CountedHere {
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
): Promise<CountedHere & CountedRun> {
  await using opened = await openRun(session, run, signal);
  return { ...headOf(opened), ...(await countRun(opened, by)) };
}

/** The same of a run that tells of a risk, of robustness held against others; `hardship` is what was done to items. */
export async function countRiskHere(
  session: Session,
  { run, against }: { readonly run: string; readonly against: readonly string[] },
  signal: AbortSignal,
): Promise<{
  readonly head: CountedHere;
  /** In the order of the counts, which is that of their hardships, whatever order they were named in. */
  readonly against: readonly Digest[];
  readonly hardship: readonly string[];
  readonly counts: CountedRisk;
}> {
  await using files = new AsyncDisposableStack();
  const opened = files.use(await openRun(session, run, signal));
  const others: OpenedRun[] = [];
  for (const other of against) others.push(files.use(await openRun(session, other, signal)));
  const sorted = others.toSorted((a, b) => byText(hardshipIn(a), hardshipIn(b)));
  const own = hardshipIn(opened);
  return {
    head: headOf(opened),
    against: sorted.map((other) => other.run),
    hardship: own === '' ? sorted.map(hardshipIn) : [own],
    counts: await countRisk(opened, sorted),
  };
}

function hardshipIn({ protocol }: RunToCount): string {
  return hardshipOf(protocol);
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

interface OpenedRun extends RunToCount, AsyncDisposable {
  readonly run: Digest;
}

function headOf({ run, protocol }: OpenedRun): CountedHere {
  return { run, dataset: protocol.dataset.digest, protocol: protocolDigest(protocol) };
}

async function openRun(session: Session, run: string, signal: AbortSignal): Promise<OpenedRun> {
  const { run: found } = await session.client.ask(runToCount, { id: run });
  if (!found) throw refusal('HUB_RUN_UNKNOWN', `no run ${run} is known here`, { expected: 'Run:20, say' });
  if (!found.itemsArtifact) throw withoutItems(run);
  const protocol = parseProtocol(found.protocol.body);
  const fetch = artifactFetcher(session.client, 'http-only');
  const cache = new ArtifactCache(runnerCache(session.home), CACHE_BYTES_MAX, fetch);
  const open = async (digest: Digest) =>
    openFileSource(await cache.pathOf(await publishedDataset(session, digest), signal));
  await using opened = new AsyncDisposableStack();
  const items = opened.use(await open(parseDigest(found.itemsArtifact.digest)));
  const dataset = opened.use(await open(protocol.dataset.digest));
  const files = opened.move();
  return {
    run: parseDigest(found.statement.id),
    protocol,
    items,
    dataset,
    [Symbol.asyncDispose]: () => files.disposeAsync(),
  };
}

function withoutItems(run: string) {
  return refusal('CLIENT_RUN_WITHOUT_ITEMS', `${run} was handed in without its answers to each item`, {
    remedy: 'count another run; heirloom evaluate REFERENCE --evaluators 0 --explain lists them',
  });
}
