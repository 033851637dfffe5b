import type { EntitySchema } from 'typeorm';
import {
  accessTokenTable,
  contributorKeyTable,
  contributorTable,
  hubSettingTable,
  invitationTable,
  uploadGrantTable,
} from './contributor-tables.ts';
import { challengeAnswerTable, claimTable, protocolTable, runTable } from './evaluation-tables.ts';
import {
  evaluationAttemptTable,
  evaluationJobTable,
  evaluationRequesterTable,
  runnerTable,
} from './job-tables.ts';
import { artifactDigestTable, artifactTable, tensorTable } from './artifact-tables.ts';
import {
  checkpointArtifactTable,
  checkpointTable,
  datasetEdgeTable,
  datasetNodeTable,
  datasetTable,
  lineageEdgeTable,
  modelTable,
  releaseTorrentTable,
  revisionMoveTable,
  revisionTable,
} from './registry-tables.ts';
import {
  importedDigestTable,
  importedEdgeTable,
  importedModelHistoryTable,
  importedModelTable,
  importListingTable,
  importPositionTable,
} from './import-tables.ts';
import {
  checkpointFacetTable,
  landmarkDescendantTable,
  lineageChargeTable,
  lineageNodeTable,
  lineageRebuildTable,
  searchWordTable,
} from './lineage-tables.ts';
import { advisoryTable, advisoryTargetTable } from './advisory-tables.ts';
import { datasetMarginalsTable, mitigationTable, reportAnswerTable, reportTable } from './report-tables.ts';
import { reportedFileTable, reportedRecordTable, reportedResultTable } from './reported-tables.ts';
import { statementTable } from './statement-table.ts';
import {
  auditPlanTable,
  auditTable,
  evaluatorChangeTable,
  evaluatorHostTable,
  evaluatorWordTable,
  scoreMarkTable,
  scoreStepTable,
  scoreTable,
} from './trust-tables.ts';
import { webhookDeliveryTable, webhookTable } from './webhook-tables.ts';

/** Every table, in an order in which each refers to earlier ones only. */
import { checkpointWithdrawalTable } from './withdrawal-tables.ts';

export const tables: readonly EntitySchema[] = [
  hubSettingTable,
  contributorTable,
  contributorKeyTable,
  accessTokenTable,
  invitationTable,
  uploadGrantTable,
  statementTable,
  artifactTable,
  artifactDigestTable,
  tensorTable,
  modelTable,
  checkpointTable,
  checkpointArtifactTable,
  releaseTorrentTable,
  checkpointWithdrawalTable,
  revisionTable,
  revisionMoveTable,
  lineageEdgeTable,
  lineageNodeTable,
  lineageRebuildTable,
  lineageChargeTable,
  landmarkDescendantTable,
  checkpointFacetTable,
  searchWordTable,
  datasetTable,
  datasetNodeTable,
  datasetEdgeTable,
  protocolTable,
  claimTable,
  evaluationJobTable,
  evaluationAttemptTable,
  evaluationRequesterTable,
  runnerTable,
  runTable,
  challengeAnswerTable,
  evaluatorWordTable,
  evaluatorHostTable,
  evaluatorChangeTable,
  scoreMarkTable,
  scoreTable,
  scoreStepTable,
  auditPlanTable,
  auditTable,
  advisoryTable,
  advisoryTargetTable,
  webhookTable,
  webhookDeliveryTable,
  reportTable,
  reportAnswerTable,
  mitigationTable,
  datasetMarginalsTable,
  reportedFileTable,
  reportedRecordTable,
  reportedResultTable,
  importedModelTable,
  importedModelHistoryTable,
  importedDigestTable,
  importedEdgeTable,
  importPositionTable,
  importListingTable,
];
