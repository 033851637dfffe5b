import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { Store } from '../../store/store.ts';
import type { DeliveredEvent } from '../../store/tables/webhook-tables.ts';
import { displayName } from '../context/find.ts';
import type { Hub } from '../context/hub.ts';

/** A delivery's body, as Standard Webhooks has it: what happened, when, and the facts. */
export function bodyOf(hub: Hub, type: DeliveredEvent, facts: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    type,
    timestamp: hub.clock.now().toISOString(),
    data: { hub: hub.baseUrl, ...facts },
  });
}

/** Inside the transaction that changed the advisory: it is told if and only if it happened. */
export async function tellOfAdvisory(
  hub: Hub,
  store: Store,
  event: 'advisory.published' | 'advisory.withdrawn',
  advisory: AdvisoryRecord,
): Promise<void> {
  const targets = await store.advisories.targetsOf([advisory.logIndex]);
  const body = bodyOf(hub, event, { advisory: factsOf(advisory), targets: targets.map(targetOf) });
  await store.webhooks.tellAll(event, body, hub.clock.now());
}

/** Names so many checkpoints; `count` says how many there are, and GraphQL lists them. */
const NAMED_MAX = 100;

/** Tells each webhook once of those of its checkpoints that an advisory reaches. */
export async function tellOfAffected(hub: Hub, store: Store, advisory: AdvisoryRecord): Promise<void> {
  for (const { webhookId, count, nearest } of await store.webhooks.reachedBy(advisory.logIndex, NAMED_MAX)) {
    const checkpoints = nearest.map(({ checkpoint, depth }) => ({
      name: displayName(checkpoint),
      digest: checkpoint.digest,
      depth,
    }));
    const event = 'checkpoint.affected';
    const body = bodyOf(hub, event, { advisory: factsOf(advisory), count, checkpoints });
    await store.webhooks.tell(
      { id: crypto.randomUUID(), webhookId, event, body, isAsked: false },
      hub.clock.now(),
    );
  }
}

/** Tells the publisher of a checkpoint that somebody reported on it. */
export async function tellOfReport(
  hub: Hub,
  store: Store,
  checkpoint: CheckpointRecord,
  { logIndex, topic, attribute, verdict }: ReportRecord,
): Promise<void> {
  if (checkpoint.publishedBy === null) return;
  const report = { logIndex, topic, attribute, verdict };
  const named = { name: displayName(checkpoint), digest: checkpoint.digest };
  const body = bodyOf(hub, 'report.filed', { report, checkpoint: named });
  await store.webhooks.tellAll('report.filed', body, hub.clock.now(), checkpoint.publishedBy);
}

function factsOf(advisory: AdvisoryRecord) {
  const { logIndex, title, severity, kind, text, remedy, references, withdrawalLogIndex } = advisory;
  return {
    id: `Advisory:${logIndex}`,
    title,
    severity,
    kind,
    text,
    remedy,
    references,
    logIndex,
    withdrawalLogIndex,
  };
}

function targetOf({ of, value }: { readonly of: string; readonly value: string }) {
  return { of, value };
}
