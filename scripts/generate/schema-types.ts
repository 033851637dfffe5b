import { codegen } from '@graphql-codegen/core';
import * as typescriptPlugin from '@graphql-codegen/typescript';
import * as resolversPlugin from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema } from 'graphql';
import { mergedSdl } from '../../src/graphql/sdl.ts';

const FILE = 'src/graphql/generated/schema-types.ts';

/** Types of the SDL and of its resolvers; what a resolver gets as its parent is a row's record. */
export async function schemaTypes(): Promise<Map<string, string>> {
  const schema = await mergedSdl();
  const content = await codegen({
    filename: FILE,
    schema,
    // Federation's own directives and roots are the plugin's to know.
    schemaAst: buildASTSchema(schema, { assumeValidSDL: true }),
    documents: [],
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript: typescriptPlugin, resolvers: resolversPlugin },
    config: {
      federation: true,
      useTypeImports: true,
      enumsAsTypes: true,
      enumType: 'native-none',
      immutableTypes: true,
      emitLegacyCommonJSImports: false,
      avoidOptionals: { field: true, object: true, inputValue: false, resolvers: false, defaultValue: true },
      contextType: '../request-context.ts#RequestContext',
      scalars: {
        BigInt: { input: 'number', output: 'number' },
        Digest: { input: '../../base/digest.ts#Digest', output: 'string' },
        DateTime: { input: 'Date', output: 'Date' },
        JSON: { input: 'unknown', output: 'unknown' },
        ID: { input: 'string', output: 'string' },
      },
      mappers: MAPPERS,
    },
  });
  return new Map([[FILE, `/* Generated from schema/*.graphql by npm run generate. */\n${content}`]]);
}

const STORE = '../../store';
const MAPPERS = {
  Advisory: `${STORE}/advisory-repository.ts#AdvisoryRecord`,
  AdvisoryReach: `${STORE}/queries/advisories-on.ts#AdvisoryReachRecord`,
  AdvisoryTarget: `${STORE}/advisory-repository.ts#AdvisoryTargetRecord`,
  Affected: `${STORE}/queries/dataset-reach.ts#ReachedRecord`,
  AccessToken: `${STORE}/contributor-repository.ts#TokenRecord`,
  Artifact: `${STORE}/artifact-repository.ts#ArtifactRecord`,
  ArtifactContents: `${STORE}/tables/artifact-tables.ts#StoredInspection`,
  InspectionFinding: '../../checkpoint/inspection.ts#Finding',
  Resources: '../parents.ts#ResourcesParent',
  Tensor: `${STORE}/tensor-repository.ts#TensorRecord`,
  BiasReport: `${STORE}/report-repository.ts#ReportRecord`,
  ReportAnswer: `${STORE}/report-repository.ts#ReportAnswerRecord`,
  ReportDifference: '../../bias/mitigation.ts#Mitigation as DifferenceParent',
  Mitigation: `${STORE}/report-repository.ts#MitigationRecord`,
  BiasReportFiled: '../parents.ts#ReportFiledParent',
  BiasWarning: `${STORE}/report-repository.ts#ReportWarningRecord`,
  ChatTemplate: '../../checkpoint/inspection.ts#ChatTemplate as ChatTemplateParent',
  Checkpoint: `${STORE}/checkpoint-repository.ts#CheckpointRecord`,
  CheckpointArtifact: `${STORE}/checkpoint-repository.ts#CheckpointArtifactRecord`,
  Claim: `${STORE}/evaluation-repository.ts#ClaimRecord`,
  Concern: '../../hub/concerns/concern.ts#Concern as ConcernParent',
  FileConcerns: '../../hub/concerns/concern.ts#FileConcerns as FileConcernsParent',
  Contributor: `${STORE}/contributor-repository.ts#ContributorRecord`,
  ContributorKey: `${STORE}/contributor-repository.ts#KeyRecord`,
  DatasetEdge: `${STORE}/dataset-graph-repository.ts#DatasetEdgeRecord`,
  DatasetNode: `${STORE}/dataset-graph-repository.ts#DatasetNodeRecord`,
  DatasetWarning: `${STORE}/dataset-graph-repository.ts#DatasetWarningRecord`,
  Reached: `${STORE}/queries/dataset-reach.ts#ReachedRecord`,
  Dataset: `${STORE}/dataset-repository.ts#DatasetRecord`,
  Calibration: '../../evaluation/calibration.ts#Calibration as CalibrationParent',
  EvaluatorStanding: `${STORE}/evaluator-repository.ts#EvaluatorFacts`,
  EvaluationAttempt: `${STORE}/job-repository.ts#AttemptRecord`,
  Runner: `${STORE}/runner-repository.ts#RunnerRecord`,
  EvaluationJob: `${STORE}/job-repository.ts#JobRecord`,
  EvaluationLease: '../parents.ts#LeaseParent',
  GroupVerdict: '../parents.ts#GroupVerdictParent',
  Hub: '../parents.ts#HubParent',
  EarlierFacts: `${STORE}/imported-repository.ts#EarlierFactsRecord`,
  ImportedClaim: '../../import/imported-model.ts#ImportedClaim as ImportedClaimParent',
  ImportedEdge: `${STORE}/imported-repository.ts#SayingRecord`,
  ImportedFacts: `${STORE}/imported-repository.ts#ImportedRecord`,
  ImportedFile: '../../import/imported-model.ts#ImportedFile as ImportedFileParent',
  ListedFile: `${STORE}/imported-repository.ts#ListedFileRecord`,
  Interval: '../../evaluation/statistics/proportion.ts#Interval as IntervalParent',
  LineageEdge: `${STORE}/lineage-repository.ts#LineageEdgeRecord`,
  LineagePath: '../parents.ts#LineagePathParent',
  Model: `${STORE}/model-repository.ts#ModelRecord`,
  Protocol: `${STORE}/evaluation-repository.ts#ProtocolRecord`,
  CheckpointAtRisk: `${STORE}/queries/at-risk.ts#AtRiskRecord`,
  CommonAncestor: `${STORE}/queries/common-ancestors.ts#CommonAncestorRecord`,
  LineagePlace: `${STORE}/lineage-repository.ts#PlaceRecord`,
  RevisionMove: `${STORE}/model-repository.ts#RevisionMoveRecord`,
  Relative: `${STORE}/queries/relatives-of.ts#RelativeRecord`,
  Reproducibility: '../../evaluation/reproducibility.ts#Reproducibility as ReproducibilityParent',
  PastScore: `${STORE}/score-repository.ts#ScoreStepRecord`,
  Revision: `${STORE}/model-repository.ts#RevisionRecord`,
  RiskReport: `${STORE}/report-repository.ts#ReportRecord`,
  RiskReportFiled: '../parents.ts#ReportFiledParent',
  RiskWarning: `${STORE}/report-repository.ts#ReportWarningRecord`,
  Run: `${STORE}/evaluation-repository.ts#RunRecord`,
  ScoreStep: '../parents.ts#ScoreStepParent',
  Score: '../../hub/projections/load-scores.ts#ScoreRecord',
  Statement: `${STORE}/statement-repository.ts#StatementRecord`,
  Swarm: '../../hub/context/hub-swarm.ts#SwarmFacts',
  TrainingMetadata: '../../checkpoint/training-metadata.ts#TrainingMetadata as TrainingMetadataParent',
  Webhook: `${STORE}/webhook-repository.ts#WebhookRecord`,
  WebhookDelivery: `${STORE}/webhook-repository.ts#WebhookDeliveryRecord`,
  Viewer: '../../hub/context/viewer.ts#SignedInViewer',
};
