import { includesRole } from '../../attestation/role.ts';
import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { ReportAnswerRecord, ReportRecord } from '../../store/report-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertStanding } from './project-report-withdrawal.ts';
import { requireReport } from './require-report.ts';

/** The publisher's word stands beside a report; it changes neither its verdict nor where it stands. */
export async function projectAnswer(
  hub: Hub,
  viewer: SignedInViewer,
  { subject, body: { status, text } }: Statement<'report-answer'>,
): Promise<Projection<{ answer: ReportAnswerRecord; report: ReportRecord }>> {
  const report = await requireReport(hub, subject.digest);
  await assertAnswerer(hub, viewer, report);
  assertStanding(report);
  return {
    async write(store, { logIndex }) {
      assertRoom(await store.reports.answersTo([report.logIndex]));
      const answer = {
        logIndex,
        reportLogIndex: report.logIndex,
        status,
        text,
        contributorId: viewer.contributor.id,
        answeredAt: hub.clock.now(),
      };
      await store.reports.addAnswer(answer);
      return { answer, report };
    },
  };
}

// Whoever sees the report sees them all.
const ANSWERS_MAX = 20;

function assertRoom(answers: readonly unknown[]): void {
  if (answers.length < ANSWERS_MAX) return;
  throw refusal('HUB_REPORT_ANSWERS_MANY', 'this report was answered often enough', {
    expected: `at most ${ANSWERS_MAX} answers`,
    received: `${answers.length} so far`,
  });
}

async function assertAnswerer(
  hub: Hub,
  { contributor }: SignedInViewer,
  report: ReportRecord,
): Promise<void> {
  if (includesRole(contributor.role, 'STEWARD')) return;
  const publishers = await hub.store.checkpoints.firstPublishersOf([report.coreDigest]);
  if (publishers.get(report.coreDigest) === contributor.id) return;
  throw refusal('HUB_REPORT_FOREIGN', 'only the publisher of the checkpoint answers a report on it', {
    expected: 'a report on a checkpoint that you published first, or the role STEWARD',
    received: `log index ${report.logIndex}`,
    remedy: 'file counts of your own with heirloom report',
  });
}
