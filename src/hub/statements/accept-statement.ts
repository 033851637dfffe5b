import type { StatementKind } from '../../attestation/predicates.ts';
import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { KeyRecord } from '../../store/contributor-repository.ts';
import type { StatementRecord } from '../../store/statement-repository.ts';
import type { Store } from '../../store/store.ts';
import type { Hub } from '../context/hub.ts';
import type { Author } from '../context/viewer.ts';

/** What a kind of statement changes: everything that can be refused is checked before `write`. */
export interface Projection<Outcome> {
  /** Inside the one transaction that also appends to the log. */
  write(store: Store, record: StatementRecord): Promise<Outcome>;
  /** After the commit: what other rooms learn (the swarm, waiting runners). */
  announce?(outcome: Outcome): Promise<void>;
}

/** Checks that a statement may be taken, then appends it and its projection in one transaction. */
export async function acceptStatement<Kind extends StatementKind, Outcome>(
  hub: Hub,
  viewer: Author,
  statement: Statement<Kind>,
  projection: Projection<Outcome>,
): Promise<{ record: StatementRecord; outcome: Outcome }> {
  const key = await authorKey(hub, viewer, statement);
  assertForThisHub(hub, statement);
  assertFresh(hub, statement);
  const accepted = await hub.store.transaction(async (store) => {
    await store.statements.lock();
    await assertNotReplayed(store, statement);
    const signer = { custody: key.custody, contributorId: key.contributorId };
    const record = await store.statements.append(statement, signer, hub.clock.now());
    return { record, outcome: await projection.write(store, record) };
  });
  await projection.announce?.(accepted.outcome);
  hub.events.statementAccepted({
    kind: statement.kind,
    logIndex: accepted.record.logIndex,
    contributor: viewer.contributor.name,
    subject: statement.subject.digest,
  });
  hub.bell.ring();
  return accepted;
}

// Two factors: the token says who asks, the key says who signed, and they must be the same contributor.
async function authorKey(hub: Hub, viewer: Author, statement: Statement): Promise<KeyRecord> {
  const key = await hub.store.contributors.findKey(statement.author);
  if (key?.contributorId === viewer.contributor.id) return key;
  throw refusal('HUB_KEY_FOREIGN', 'the statement is signed by a key that is not the viewer’s', {
    expected: `a key of ${viewer.contributor.name}`,
    received: statement.author,
    remedy: 'run heirloom login on this machine to bind its key',
  });
}

function assertForThisHub(hub: Hub, statement: Statement): void {
  if (statement.hub === hub.id) return;
  throw refusal('HUB_STATEMENT_FOREIGN', 'the statement was signed for another hub', {
    expected: hub.id,
    received: statement.hub,
  });
}

const FUTURE_MS_MAX = 10 * 60_000;
const AGE_MS_MAX = 7 * 86_400_000;

// The window keeps a forgotten signature from being used years later; replays inside it are refused by id.
function assertFresh(hub: Hub, statement: Statement): void {
  const ageMs = hub.clock.now().getTime() - statement.signedAt.getTime();
  if (ageMs <= AGE_MS_MAX && ageMs >= -FUTURE_MS_MAX) return;
  throw refusal('HUB_STATEMENT_STALE', 'the statement’s time is too far from the hub’s', {
    expected: `within 7 days before and 10 minutes after ${hub.clock.now().toISOString()}`,
    received: statement.signedAt.toISOString(),
    remedy: 'check the clock and sign again',
  });
}

async function assertNotReplayed(store: Store, statement: Statement): Promise<void> {
  const existing = await store.statements.findById(statement.id);
  if (!existing) return;
  throw refusal('HUB_STATEMENT_REPLAYED', 'this very statement is already in the log', {
    expected: 'a statement that was not sent before',
    received: `${statement.id}, at log index ${existing.logIndex}`,
    remedy: 'nothing needs to be done: it counts',
  });
}
