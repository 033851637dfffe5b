import type { Bodies } from '../attestation/predicates.ts';
import type { Role, Scope } from '../attestation/role.ts';
import { openStatement, type Statement } from '../attestation/statement.ts';
import { refusal } from '../base/errors.ts';
import type { StatementRecord } from '../store/statement-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, requireScope, type SignedInViewer, type Viewer } from './context/viewer.ts';
import { projectAdvisory } from './projections/project-advisory.ts';
import { projectAnswer } from './projections/project-answer.ts';
import { projectBiasReport } from './projections/project-bias-report.ts';
import { projectRiskReport } from './projections/project-risk-report.ts';
import { projectCheckpoint } from './projections/project-checkpoint.ts';
import { projectClaim } from './projections/project-claim.ts';
import { projectReportedResults } from './projections/project-reported-results.ts';
import { projectRunByHand } from './projections/project-run-by-hand.ts';
import { projectDataset } from './projections/project-dataset.ts';
import { projectEvaluator } from './projections/project-evaluator.ts';
import { projectLineageEdge } from './projections/project-lineage-edge.ts';
import { projectMitigation } from './projections/project-mitigation.ts';
import { projectWithdrawal } from './projections/project-withdrawal.ts';
import { projectModeration } from './projections/project-moderation.ts';
import { acceptStatement, type Projection } from './statements/accept-statement.ts';

export interface SubmittedStatement {
  readonly record: StatementRecord;
  readonly checkpointId: number | null;
  readonly datasetId: number | null;
}

/** The one door for contributors who hold their own key: verifies the envelope and does what it says. */
export async function submitStatement(
  hub: Hub,
  viewer: Viewer,
  envelope: unknown,
): Promise<SubmittedStatement> {
  const signedIn = requireContributor(viewer);
  const statement = openStatement(envelope);
  requireScope(viewer, ...rightFor(statement));
  const { record, outcome } = await acceptStatement(
    hub,
    signedIn,
    statement,
    await project(hub, signedIn, statement),
  );
  const facts = outcome as { checkpointId?: number; itemCount?: number; id?: number };
  return {
    record,
    checkpointId: statement.kind === 'checkpoint' ? (facts.checkpointId ?? null) : null,
    datasetId: statement.kind === 'dataset' ? (facts.id ?? null) : null,
  };
}

function project(hub: Hub, viewer: SignedInViewer, statement: Statement): Promise<Projection<unknown>> {
  switch (statement.kind) {
    case 'checkpoint':
      return projectCheckpoint(hub, viewer, statement as Statement<'checkpoint'>);
    case 'dataset':
      return projectDataset(hub, viewer, statement as Statement<'dataset'>);
    case 'lineage-edge':
      return projectLineageEdge(hub, viewer, statement as Statement<'lineage-edge'>);
    case 'withdrawal':
      return projectWithdrawal(hub, viewer, statement as Statement<'withdrawal'>);
    case 'claim':
      return projectClaim(hub, viewer, statement as Statement<'claim'>);
    case 'bias-report':
      return projectBiasReport(hub, viewer, statement as Statement<'bias-report'>);
    case 'advisory':
      return projectAdvisory(hub, viewer, statement as Statement<'advisory'>);
    case 'report-answer':
      return projectAnswer(hub, viewer, statement as Statement<'report-answer'>);
    case 'mitigation':
      return projectMitigation(hub, viewer, statement as Statement<'mitigation'>);
    case 'risk-report':
      return projectRiskReport(hub, viewer, statement as Statement<'risk-report'>);
    case 'moderation':
      return projectModeration(hub, statement as Statement<'moderation'>);
    case 'reported-results':
      return projectReportedResults(hub, viewer, statement as Statement<'reported-results'>);
    case 'evaluator':
      return projectEvaluator(hub, viewer, statement as Statement<'evaluator'>);
    case 'key':
      throw elsewhere('redeemInvitation');
    case 'evaluation':
      return projectRunByHand(hub, viewer, statement as Statement<'evaluation'>);
  }
}

function rightFor({ kind, body }: Statement): [scope: Scope, role?: Role] {
  if (kind === 'moderation') return ['MODERATE', 'STEWARD'];
  if (kind === 'evaluator' && (body as Bodies['evaluator']).action !== 'CONFLICT') return ['ADMIN', 'OWNER'];
  return [kind === 'evaluation' ? 'EVALUATE' : 'PUBLISH'];
}

function elsewhere(mutation: string) {
  return refusal('HUB_STATEMENT_ELSEWHERE', 'this kind of statement comes in by another door', {
    expected: mutation,
    remedy: `send it with ${mutation}`,
  });
}
