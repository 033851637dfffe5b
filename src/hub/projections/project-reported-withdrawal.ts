import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { ReportedFileRecord } from '../../store/reported-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { isSteward } from './project-advisory.ts';

/** What a file reported is shown no more; the file and both statements stay. */
export async function projectReportedWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject }: Statement<'withdrawal'>,
): Promise<Projection<ReportedFileRecord>> {
  const entry = await hub.store.statements.findById(subject.digest);
  const [file] = entry ? await hub.store.reported.filesByLogIndexes([entry.logIndex]) : [];
  if (!file) throw unknownReported(subject.digest);
  if (file.contributorId !== viewer.contributor.id && !isSteward(viewer))
    throw refusal('HUB_EVIDENCE_FOREIGN', 'only who brought results or a steward takes them back', {
      expected: 'results that you imported, or the role STEWARD with the scope MODERATE',
      received: `log index ${file.logIndex}`,
    });
  if (file.withdrawalLogIndex !== null)
    throw refusal('HUB_EVIDENCE_WITHDRAWN', 'these results were taken back before', {
      received: `log index ${file.withdrawalLogIndex}`,
      remedy: 'nothing needs to be done',
    });
  return {
    async write(store, { logIndex }) {
      await store.reported.withdraw(file.logIndex, logIndex);
      return { ...file, withdrawalLogIndex: logIndex };
    },
  };
}

export function unknownReported(received: string) {
  return refusal('HUB_EVIDENCE_UNKNOWN', 'no results came in with this statement', {
    expected: 'the log index of an import of results',
    received: received.slice(0, 100),
    remedy: 'heirloom evidence list MODEL names them',
  });
}
