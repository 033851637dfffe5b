import type { Bodies } from '../../attestation/predicates.ts';
import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import { parseDigest, type Digest } from '../../base/digest.ts';
import { REPORTED_BYTES_MAX } from '../../import/reported/parse-reported.ts';
import {
  assertWhole,
  readReportedFile,
  type ReportedFile,
} from '../../import/reported/read-reported-file.ts';
import type { ReportedFileRecord } from '../../store/reported-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { requireArtifacts } from './require-artifacts.ts';

/** A file of results comes in whole or not at all; records that are here already stay as they are. */
export async function projectReportedResults(
  hub: Hub,
  viewer: SignedInViewer,
  { subject, body }: Statement<'reported-results'>,
): Promise<Projection<ReportedFileRecord>> {
  const { path, sizeBytes } = body;
  await requireArtifacts(hub, viewer, [{ path, sizeBytes, digest: parseDigest(subject.digest) }]);
  const file = await readKeptFile(hub, subject.digest, body);
  return {
    async write(store, { logIndex, acceptedAt }) {
      const known = await store.reported.known(file.records.map(({ digest }) => digest));
      const fresh = file.records.filter(({ digest }) => !known.has(digest));
      if (fresh.length === 0) throw nothingNew(file.records.length);
      const row = { logIndex, artifactDigest: subject.digest, format: file.format };
      const kept = await store.reported.addFile({
        ...row,
        contributorId: viewer.contributor.id,
        importedAt: acceptedAt,
      });
      await store.reported.addRecords(logIndex, fresh);
      return kept;
    },
  };
}

async function readKeptFile(
  hub: Hub,
  digest: Digest,
  said: Bodies['reported-results'],
): Promise<ReportedFile> {
  const file = readReportedFile(await hub.weights.readSmall(digest, REPORTED_BYTES_MAX), said);
  assertWhole(file);
  return file;
}

function nothingNew(count: number) {
  return refusal('HUB_EVIDENCE_KNOWN', 'this hub has all of these results', {
    expected: 'a record that is not here',
    received: `${count} that are`,
    remedy: 'nothing needs to be done',
  });
}
