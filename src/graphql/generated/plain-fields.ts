/* Generated from the served schema by npm run generate: every field without a resolver of its own. */
import type { ResolversParentTypes } from './schema-types.ts';

/*
 * Compiled questions read such a field as it stands: a function is not called, a promise not awaited, and what a
 * parent lacks is null. So the type checker refuses all three here, and asks for a resolver.
 */
type PlainOf<Parent> = {
  [Field in keyof Parent]-?: Extract<Parent[Field], PromiseLike<unknown> | CallableFunction> extends never
    ? Field
    : never;
}[keyof Parent];
type Plain<
  Type extends keyof ResolversParentTypes,
  Field extends PlainOf<ResolversParentTypes[Type]>,
> = Field;

export interface PlainFields {
  readonly PageInfo: Plain<'PageInfo', 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'>;
  readonly InputRefusal: Plain<'InputRefusal', 'code' | 'message' | 'expected' | 'received' | 'remedy'>;
  readonly PermissionRefusal: Plain<'PermissionRefusal', 'code' | 'message' | 'expected' | 'received' | 'remedy'>;
  readonly ConflictRefusal: Plain<'ConflictRefusal', 'code' | 'message' | 'expected' | 'received' | 'remedy'>;
  readonly NotFoundRefusal: Plain<'NotFoundRefusal', 'code' | 'message' | 'expected' | 'received' | 'remedy'>;
  readonly Hub: Plain<'Hub', 'id' | 'version'>;
  readonly Contributor: Plain<'Contributor', 'name' | 'role' | 'createdAt'>;
  readonly ContributorKey: Plain<'ContributorKey', 'custody' | 'createdAt'>;
  readonly Statement: Plain<'Statement', 'id' | 'logIndex' | 'kind' | 'author' | 'custody' | 'acceptedAt'>;
  readonly Model: Plain<'Model', 'name'>;
  readonly RevisionMove: Plain<'RevisionMove', 'name'>;
  readonly RevisionMoveConnection: Plain<'RevisionMoveConnection', 'nodes' | 'pageInfo'>;
  readonly Revision: Plain<'Revision', 'name'>;
  readonly Checkpoint: Plain<'Checkpoint', 'digest' | 'coreDigest' | 'weightsIdentity' | 'state' | 'sizeBytes' | 'parameterCount' | 'architecture'>;
  readonly ImportedFacts: Plain<'ImportedFacts', 'crawledAt' | 'goneSince'>;
  readonly ImportedFile: Plain<'ImportedFile', 'path'>;
  readonly ImportedFileEdge: Plain<'ImportedFileEdge', 'cursor' | 'node'>;
  readonly ImportedFileConnection: Plain<'ImportedFileConnection', 'edges' | 'nodes' | 'pageInfo'>;
  readonly ImportedClaim: Plain<'ImportedClaim', 'task' | 'dataset' | 'metric' | 'value'>;
  readonly EarlierFacts: Plain<'EarlierFacts', 'crawledAt' | 'said'>;
  readonly ListedFile: Plain<'ListedFile', 'path' | 'sizeBytes'>;
  readonly Resources: Plain<'Resources', 'estimates'>;
  readonly MemoryEstimate: Plain<'MemoryEstimate', 'use' | 'precision' | 'totalBytes' | 'weightsBytes' | 'loadingBytes' | 'cacheBytes' | 'activationsBytes' | 'trainingBytes' | 'runtimeBytes'>;
  readonly ResourceFit: Plain<'ResourceFit', 'inference' | 'lora' | 'fullFineTune'>;
  readonly WeightsComparison: Plain<'WeightsComparison', 'isSame' | 'fraction' | 'equalTensorCount' | 'onlyHere' | 'onlyThere'>;
  readonly ChatTemplateChange: Plain<'ChatTemplateChange', 'parent' | 'name' | 'lines'>;
  readonly DifferenceLine: Plain<'DifferenceLine', 'kind' | 'line'>;
  readonly CheckpointArtifact: Plain<'CheckpointArtifact', 'path' | 'role' | 'state'>;
  readonly Artifact: Plain<'Artifact', 'digest' | 'sizeBytes' | 'format' | 'state' | 'inspectorVersion' | 'weightsIdentity' | 'tensorCount'>;
  readonly ArtifactContents: Plain<'ArtifactContents', 'parameterCount' | 'hasOptimizerState' | 'training' | 'tokenizer' | 'chatTemplates' | 'pickleGlobals' | 'claims' | 'parts'>;
  readonly DtypeCount: Plain<'DtypeCount', 'dtype' | 'elements'>;
  readonly Architecture: Plain<'Architecture', 'family' | 'dimensions' | 'inputs' | 'outputs' | 'operators' | 'producer'>;
  readonly Dimension: Plain<'Dimension', 'name' | 'value'>;
  readonly GraphValue: Plain<'GraphValue', 'name' | 'dtype' | 'dims'>;
  readonly OperatorCount: Plain<'OperatorCount', 'operator' | 'nodes'>;
  readonly Tokenizer: Plain<'Tokenizer', 'kind' | 'vocabularySize' | 'digest'>;
  readonly ChatTemplate: Plain<'ChatTemplate', 'name' | 'text' | 'digest'>;
  readonly HeaderClaim: Plain<'HeaderClaim', 'key' | 'value'>;
  readonly ArtifactName: Plain<'ArtifactName', 'kind' | 'value'>;
  readonly Tensor: Plain<'Tensor', 'name' | 'dtype' | 'shape' | 'digest' | 'lengthBytes' | 'isModel' | 'statistics' | 'spectrum'>;
  readonly TensorStatistics: Plain<'TensorStatistics', 'count' | 'nanCount' | 'infinityCount' | 'zeroCount' | 'distinctInSample' | 'mean' | 'standardDeviation' | 'skewness' | 'excessKurtosis' | 'min' | 'max' | 'l2Norm' | 'quantiles' | 'histogram'>;
  readonly Histogram: Plain<'Histogram', 'min' | 'max' | 'counts'>;
  readonly Spectrum: Plain<'Spectrum', 'spectralNorm' | 'stableRank' | 'alpha' | 'alphaDeviation' | 'weightedAlpha' | 'sampledShape'>;
  readonly TensorEdge: Plain<'TensorEdge', 'cursor' | 'node'>;
  readonly TensorConnection: Plain<'TensorConnection', 'edges' | 'nodes' | 'pageInfo'>;
  readonly InspectionFinding: Plain<'InspectionFinding', 'rule' | 'severity' | 'message'>;
  readonly TrainingMetadata: Plain<'TrainingMetadata', 'epoch' | 'step' | 'loss' | 'learningRate' | 'dataset' | 'seed' | 'framework'>;
  readonly Dataset: Plain<'Dataset', 'name' | 'digest' | 'license' | 'itemCount' | 'tokenLength' | 'labelCounts' | 'attributes'>;
  readonly DatasetAttribute: Plain<'DatasetAttribute', 'name' | 'values'>;
  readonly AttributeValue: Plain<'AttributeValue', 'name' | 'count'>;
  readonly LabelCount: Plain<'LabelCount', 'label' | 'count'>;
  readonly CheckpointEdge: Plain<'CheckpointEdge', 'cursor' | 'node'>;
  readonly CheckpointConnection: Plain<'CheckpointConnection', 'edges' | 'nodes' | 'pageInfo'>;
  readonly SearchConnection: Plain<'SearchConnection', 'edges' | 'nodes' | 'pageInfo' | 'correctedText'>;
  readonly ComparableCheckpoint: Plain<'ComparableCheckpoint', 'checkpoint' | 'sharedElements'>;
  readonly CheckpointPublished: Plain<'CheckpointPublished', 'checkpoint' | 'statement'>;
  readonly DatasetPublished: Plain<'DatasetPublished', 'dataset' | 'statement'>;
  readonly StatementAccepted: Plain<'StatementAccepted', 'statement' | 'checkpoint' | 'dataset'>;
  readonly InvitationMade: Plain<'InvitationMade', 'code' | 'expiresAt'>;
  readonly InvitationRedeemed: Plain<'InvitationRedeemed', 'contributor' | 'token' | 'expiresAt' | 'custody'>;
  readonly AccessToken: Plain<'AccessToken', 'id' | 'label' | 'scopes' | 'createdAt' | 'expiresAt' | 'revokedAt'>;
  readonly TokenCreated: Plain<'TokenCreated', 'token' | 'accessToken'>;
  readonly TokenRevoked: Plain<'TokenRevoked', 'accessToken'>;
  readonly ArtifactReleased: Plain<'ArtifactReleased', 'artifact' | 'statement'>;
  readonly StubMerged: Plain<'StubMerged', 'checkpoint' | 'statement'>;
  readonly LineageEdge: Plain<'LineageEdge', 'kind' | 'logIndex'>;
  readonly ImportedEdge: Plain<'ImportedEdge', 'place' | 'crawledAt'>;
  readonly Relative: Plain<'Relative', 'checkpoint' | 'depth' | 'edges'>;
  readonly RelativeEdge: Plain<'RelativeEdge', 'cursor' | 'node'>;
  readonly RelativeConnection: Plain<'RelativeConnection', 'edges' | 'nodes' | 'pageInfo'>;
  readonly LineagePath: Plain<'LineagePath', 'edges'>;
  readonly LineagePlace: Plain<'LineagePlace', 'generation' | 'ancestorCount' | 'childCount' | 'descendantCount' | 'descendantBytes' | 'descendantDownloads'>;
  readonly CommonAncestor: Plain<'CommonAncestor', 'checkpoint' | 'depths' | 'isNearest'>;
  readonly CheckpointAtRisk: Plain<'CheckpointAtRisk', 'checkpoint' | 'unseededCount'>;
  readonly CheckpointAtRiskConnection: Plain<'CheckpointAtRiskConnection', 'nodes' | 'pageInfo'>;
  readonly DatasetNode: Plain<'DatasetNode', 'name'>;
  readonly Reached: Plain<'Reached', 'checkpoint' | 'depth'>;
  readonly ReachedConnection: Plain<'ReachedConnection', 'nodes' | 'pageInfo'>;
  readonly DatasetEdge: Plain<'DatasetEdge', 'kind' | 'logIndex'>;
  readonly DatasetWarning: Plain<'DatasetWarning', 'depth'>;
  readonly LineageEdgeDeclared: Plain<'LineageEdgeDeclared', 'edge'>;
  readonly LineageEdgeWithdrawn: Plain<'LineageEdgeWithdrawn', 'child' | 'statement'>;
  readonly DatasetWithdrawn: Plain<'DatasetWithdrawn', 'dataset' | 'statement'>;
  readonly LineageExport: Plain<'LineageExport', 'content' | 'mediaType' | 'isWhole'>;
  readonly License: Plain<'License', 'expression' | 'ids' | 'isSpdx'>;
  readonly Swarm: Plain<'Swarm', 'infohash' | 'pieceLengthBytes' | 'seederCount' | 'leecherCount'>;
  readonly ReleaseSwarm: Plain<'ReleaseSwarm', 'infohash' | 'magnet' | 'torrentPath'>;
  readonly ReleaseTorrentOffered: Plain<'ReleaseTorrentOffered', 'checkpoint'>;
  readonly Protocol: Plain<'Protocol', 'digest' | 'body'>;
  readonly Claim: Plain<'Claim', 'items' | 'decimals' | 'claimedAt'>;
  readonly Run: Plain<'Run', 'correct' | 'items' | 'host' | 'hardwareClass' | 'stack' | 'outputsDigest' | 'predictionsDigest' | 'conditions' | 'ranAt'>;
  readonly EvaluatorStanding: Plain<'EvaluatorStanding', 'isTrusted' | 'organisation'>;
  readonly GroupVerdict: Plain<'GroupVerdict', 'tolerance'>;
  readonly ScoreStep: Plain<'ScoreStep', 'part' | 'weight'>;
  readonly PastScore: Plain<'PastScore', 'scoreBefore' | 'scoreAfter' | 'levelBefore' | 'levelAfter' | 'agreement' | 'isPredicted' | 'specVersion'>;
  readonly CalibrationBin: Plain<'CalibrationBin', 'low' | 'high' | 'count' | 'predicted' | 'agreed'>;
  readonly Calibration: Plain<'Calibration', 'count' | 'brier' | 'climatology' | 'bins'>;
  readonly Reproducibility: Plain<'Reproducibility', 'level' | 'state' | 'score' | 'interval' | 'cvStar' | 'specVersion'>;
  readonly Score: Plain<'Score', 'metric' | 'value' | 'items' | 'claim' | 'runs' | 'relatedRuns' | 'reproducibility'>;
  readonly BenchmarkFamily: Plain<'BenchmarkFamily', 'name' | 'claims' | 'score'>;
  readonly CheckpointReproducibility: Plain<'CheckpointReproducibility', 'score' | 'level' | 'families'>;
  readonly JobProgress: Plain<'JobProgress', 'phase' | 'itemsDone' | 'itemsTotal'>;
  readonly EvaluationAttempt: Plain<'EvaluationAttempt', 'beganAt' | 'endedAt' | 'code' | 'sentence'>;
  readonly EvaluationJob: Plain<'EvaluationJob', 'id' | 'state' | 'memoryBytes' | 'attempts' | 'error' | 'createdAt'>;
  readonly Runner: Plain<'Runner', 'hardwareClass' | 'stack' | 'tasks' | 'memoryBytes' | 'driver' | 'sandboxLevel' | 'firstSeenAt' | 'lastSeenAt' | 'jobsInHand'>;
  readonly ProtocolRegistered: Plain<'ProtocolRegistered', 'protocol'>;
  readonly ClaimFiled: Plain<'ClaimFiled', 'score'>;
  readonly EvaluationRequested: Plain<'EvaluationRequested', 'jobs'>;
  readonly NoJobWaiting: Plain<'NoJobWaiting', 'retryAfterSeconds'>;
  readonly EvaluationCommitted: Plain<'EvaluationCommitted', 'mayReveal' | 'retryAfterSeconds'>;
  readonly EvaluationCompleted: Plain<'EvaluationCompleted', 'run'>;
  readonly EvaluationJobReturned: Plain<'EvaluationJobReturned', 'job'>;
  readonly EvaluatorSpokenOf: Plain<'EvaluatorSpokenOf', 'evaluator' | 'statement'>;
  readonly RunWithdrawn: Plain<'RunWithdrawn', 'run' | 'statement'>;
  readonly EvaluationJobRequeued: Plain<'EvaluationJobRequeued', 'job'>;
  readonly EvaluationJobCancelled: Plain<'EvaluationJobCancelled', 'job'>;
  readonly BiasGroup: Plain<'BiasGroup', 'name' | 'items' | 'rate' | 'interval' | 'counts'>;
  readonly ReportMetric: Plain<'ReportMetric', 'id' | 'value' | 'interval' | 'undefinedBecause'>;
  readonly ReportStanding: Plain<'ReportStanding', 'state' | 'sentence' | 'agreeing' | 'contradicting' | 'isSettled'>;
  readonly ReportReproduction: Plain<'ReportReproduction', 'report' | 'agreement'>;
  readonly ReportAnswer: Plain<'ReportAnswer', 'status' | 'text' | 'answeredAt'>;
  readonly ReportDifference: Plain<'ReportDifference', 'gapParent' | 'gapChild' | 'reduction' | 'accuracyDelta' | 'isNonInferior'>;
  readonly BiasReport: Plain<'BiasReport', 'protocolDigest' | 'attribute' | 'filedAt'>;
  readonly BiasMarginal: Plain<'BiasMarginal', 'attribute' | 'groups' | 'gap' | 'verdict'>;
  readonly BiasLean: Plain<'BiasLean', 'value' | 'interval' | 'margin' | 'items'>;
  readonly BiasGap: Plain<'BiasGap', 'highGroup' | 'lowGroup' | 'difference' | 'interval' | 'margin' | 'fewestItems'>;
  readonly BiasWarning: Plain<'BiasWarning', 'depth'>;
  readonly RiskEffect: Plain<'RiskEffect', 'value' | 'interval' | 'margin'>;
  readonly RiskReport: Plain<'RiskReport', 'protocolDigest' | 'attribute' | 'filedAt'>;
  readonly RiskWarning: Plain<'RiskWarning', 'depth'>;
  readonly BiasReportFiled: Plain<'BiasReportFiled', 'report'>;
  readonly ReportWithdrawn: Plain<'ReportWithdrawn', 'report' | 'statement'>;
  readonly ReportAnswered: Plain<'ReportAnswered', 'report' | 'statement'>;
  readonly MitigationDeclared: Plain<'MitigationDeclared', 'mitigation' | 'statement'>;
  readonly RiskReportFiled: Plain<'RiskReportFiled', 'report'>;
}
