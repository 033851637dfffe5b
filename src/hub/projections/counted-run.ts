import { canonicalJson, type PlainJson } from '../../base/canonical-json.ts';
import { parseDigest, type Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import type { RunToCount } from '../../bias/from-run/run-to-count.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { Hub } from '../context/hub.ts';

/** What a report says of the run that its counts come from. */
export interface CountedFrom {
  /** The evaluation statement's id. */
  readonly run: string;
  readonly coreDigest: string;
  /** Null where the report says nothing of it. */
  readonly protocol: Digest | null;
  readonly dataset: Digest;
}

/** That run with its files open, or `HUB_REPORT_FOREIGN_RUN` where the counts can't come from it. */
export async function openCountedRun(
  hub: Hub,
  { run: id, coreDigest, protocol: said, dataset: over }: CountedFrom,
): Promise<RunToCount & AsyncDisposable & { readonly record: RunRecord }> {
  const record = await runOf(hub, id);
  if (record.coreDigest !== coreDigest || (said !== null && record.protocolDigest !== said))
    throw foreign('a run of this checkpoint under this protocol', `Run:${record.logIndex} of another`);
  if (record.withdrawalLogIndex !== null) throw foreign('a run that stands', 'one taken back');
  if (record.itemsArtifact === null) throw foreign('a run with answers to each item', 'one without');
  const [protocol] = await hub.store.evaluations.protocolsByDigests([record.protocolDigest]);
  if (protocol?.datasetDigest !== over)
    throw foreign(`the protocol’s dataset ${protocol?.datasetDigest}`, over);
  await using opened = new AsyncDisposableStack();
  const items = opened.use(await hub.weights.openSource(parseDigest(record.itemsArtifact)));
  const dataset = opened.use(await hub.weights.openSource(over));
  const files = opened.move();
  return {
    record,
    protocol: parseProtocol(protocol.body),
    items,
    dataset,
    [Symbol.asyncDispose]: () => files.disposeAsync(),
  };
}

/** Refuses with `HUB_REPORT_CONTRADICTS_RUN` what the run's own answers don't give. */
export function assertSameCounts<Field extends string>(
  fields: readonly Field[],
  counted: { readonly [Each in Field]?: unknown },
  said: { readonly [Each in Field]?: unknown },
): void {
  const wrong = fields.find((field) => text(counted[field]) !== text(said[field]));
  if (wrong === undefined) return;
  throw refusal('HUB_REPORT_CONTRADICTS_RUN', `${wrong}: the run’s own answers give other counts`, {
    expected: text(counted[wrong]).slice(0, SHOWN_MAX),
    received: text(said[wrong]).slice(0, SHOWN_MAX),
    remedy: 'count them with heirloom report --from-run',
  });
}

const SHOWN_MAX = 500;

async function runOf(hub: Hub, id: string): Promise<RunRecord> {
  const entry = await hub.store.statements.findById(id);
  const [run] = entry ? await hub.store.evaluations.runsByLogIndexes([entry.logIndex]) : [];
  if (run) return run;
  throw foreign('the evaluation statement of a run here', id);
}

function foreign(expected: string, received: string) {
  return refusal('HUB_REPORT_FOREIGN_RUN', 'this report’s counts can’t come from that run', {
    expected,
    received,
  });
}

function text(counts: unknown): string {
  return counts === undefined ? 'none' : canonicalJson(counts as PlainJson);
}
