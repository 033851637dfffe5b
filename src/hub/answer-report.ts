import { parseBody, type Bodies } from '../attestation/predicates.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectAnswer } from './projections/project-answer.ts';
import { reportSubject } from './projections/require-report.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export type AnswerReport = Bodies['report-answer'] & {
  /** Such as `BiasReport:12`. */
  readonly report: string;
};

/** The publisher of a checkpoint answers a report on it, signed with the hub-held key. */
export async function answerReport(hub: Hub, viewer: Viewer, { report, status, text }: AnswerReport) {
  const signedIn = requireContributor(viewer);
  const subject = await reportSubject(hub, report);
  const body = parseBody('report-answer', { status, text });
  const statement = await signForViewer(hub, signedIn, 'report-answer', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectAnswer(hub, signedIn, statement));
}
