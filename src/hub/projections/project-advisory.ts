import { advisorySubject } from '../../attestation/advisory-subject.ts';
import type { Bodies } from '../../attestation/predicates.ts';
import { includesRole } from '../../attestation/role.ts';
import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import { parseLicense } from '../../license/license-expression.ts';
import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import { tellOfAdvisory } from '../webhooks/tell.ts';
import type { Projection } from '../statements/accept-statement.ts';

type Affected = Bodies['advisory']['affected'][number];

/** Warns of what is named. A steward names anything; a publisher what was theirs first. */
export async function projectAdvisory(
  hub: Hub,
  viewer: SignedInViewer,
  { subject, body }: Statement<'advisory'>,
): Promise<Projection<AdvisoryRecord>> {
  const { affected, ...said } = body;
  if (subject.digest !== advisorySubject(body).digest) throw wrongSubject(subject.digest);
  for (const one of affected) await assertMayWarnOf(hub, viewer, one);
  const targets = new Map(affected.map((one) => [JSON.stringify(one), { of: one.of, value: valueOf(one) }]));
  return {
    async write(store, { logIndex, acceptedAt }) {
      const row = { ...said, logIndex, contributorId: viewer.contributor.id, publishedAt: acceptedAt };
      const advisory = await store.advisories.add(row, [...targets.values()]);
      await tellOfAdvisory(hub, store, 'advisory.published', advisory);
      return advisory;
    },
  };
}

/** Whether somebody speaks for the whole hub here: by role, and by the token at hand. */
export function isSteward({ contributor, token }: SignedInViewer): boolean {
  return includesRole(contributor.role, 'STEWARD') && token.scopes.includes('MODERATE');
}

function valueOf(affected: Affected): string {
  return affected.of === 'LICENSE' ? affected.license : affected.digest;
}

async function assertMayWarnOf(hub: Hub, viewer: SignedInViewer, affected: Affected): Promise<void> {
  if (affected.of === 'LICENSE') assertOneLicense(affected.license);
  const publisher = await publisherOf(hub, affected);
  if (isSteward(viewer) || publisher === viewer.contributor.id) return;
  throw refusal('HUB_ADVISORY_FOREIGN', 'only a steward warns of what others published', {
    expected:
      'a checkpoint, file or dataset that you published first, or the role STEWARD with the scope MODERATE',
    received: `${affected.of} ${valueOf(affected)}`,
    remedy: 'tell a steward of this hub',
  });
}

// A file that nobody published here may be warned of too: it may lie on somebody's disk.
async function publisherOf(hub: Hub, affected: Affected): Promise<number | null> {
  switch (affected.of) {
    case 'LICENSE':
      return null;
    case 'ARTIFACT':
      return hub.store.advisories.firstPublisher('ARTIFACT', affected.digest);
    case 'CHECKPOINT': {
      const publisher = await hub.store.advisories.firstPublisher('CHECKPOINT', affected.digest);
      if (publisher !== null) return publisher;
      throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint has the core digest ${affected.digest}`, {
        expected: 'the core digest of a published checkpoint',
        received: affected.digest,
        remedy: 'ask for its coreDigest; or name it to heirloom advisory publish, which does',
      });
    }
    case 'DATASET': {
      const [dataset] = await hub.store.datasets.byDigests([affected.digest]);
      if (dataset) return dataset.publishedBy;
      throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${affected.digest} is published here`, {
        expected: 'a published dataset',
        received: affected.digest,
      });
    }
  }
}

function assertOneLicense(license: string): void {
  const { expression, ids } = parseLicense(license);
  if (ids.length === 1 && ids[0] === license) return;
  throw refusal('HUB_ADVISORY_LICENSE', 'an advisory names one license by its id', {
    expected: ids.length === 1 ? (ids[0] ?? expression) : 'one id, such as CC-BY-NC-4.0',
    received: license,
  });
}

function wrongSubject(received: string) {
  return refusal('HUB_ADVISORY_SUBJECT', 'the subject is not what the advisory names first', {
    expected: 'the first affected digest, or the sha256 of the license’s id',
    received,
  });
}
