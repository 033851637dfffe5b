/* Generated from schema/*.graphql by npm run generate. */
import type { Digest } from '../../base/digest.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AdvisoryRecord, AdvisoryTargetRecord } from '../../store/advisory-repository.ts';
import type { AdvisoryReachRecord } from '../../store/queries/advisories-on.ts';
import type { ReachedRecord } from '../../store/queries/dataset-reach.ts';
import type { TokenRecord, ContributorRecord, KeyRecord } from '../../store/contributor-repository.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { StoredInspection } from '../../store/tables/artifact-tables.ts';
import type { Finding, ChatTemplate as ChatTemplateParent } from '../../checkpoint/inspection.ts';
import type { ResourcesParent, ReportFiledParent, LeaseParent, GroupVerdictParent, HubParent, LineagePathParent, ScoreStepParent } from '../parents.ts';
import type { Task as TaskParent } from '../../checkpoint/tasks/task.ts';
import type { TaskRecord } from '../../store/queries/checkpoint-tasks.ts';
import type { TensorRecord } from '../../store/tensor-repository.ts';
import type { ReportRecord, ReportAnswerRecord, MitigationRecord, ReportWarningRecord } from '../../store/report-repository.ts';
import type { Mitigation as DifferenceParent } from '../../bias/mitigation.ts';
import type { CheckpointRecord, CheckpointArtifactRecord } from '../../store/checkpoint-repository.ts';
import type { CheckpointWithdrawalRecord } from '../../store/withdrawal-repository.ts';
import type { ClaimRecord, ProtocolRecord, RunRecord } from '../../store/evaluation-repository.ts';
import type { Concern as ConcernParent, FileConcerns as FileConcernsParent } from '../../hub/concerns/concern.ts';
import type { DatasetEdgeRecord, DatasetNodeRecord, DatasetWarningRecord } from '../../store/dataset-graph-repository.ts';
import type { DatasetRecord } from '../../store/dataset-repository.ts';
import type { Calibration as CalibrationParent } from '../../evaluation/calibration.ts';
import type { EvaluatorFacts } from '../../store/evaluator-repository.ts';
import type { AttemptRecord, JobRecord } from '../../store/job-repository.ts';
import type { RunnerRecord } from '../../store/runner-repository.ts';
import type { EarlierFactsRecord, SayingRecord, ImportedRecord, ListedFileRecord } from '../../store/imported-repository.ts';
import type { ImportedClaim as ImportedClaimParent, ImportedFile as ImportedFileParent } from '../../import/imported-model.ts';
import type { Interval as IntervalParent } from '../../evaluation/statistics/proportion.ts';
import type { LineageEdgeRecord, PlaceRecord } from '../../store/lineage-repository.ts';
import type { ModelRecord, RevisionMoveRecord, RevisionRecord } from '../../store/model-repository.ts';
import type { AtRiskRecord } from '../../store/queries/at-risk.ts';
import type { CommonAncestorRecord } from '../../store/queries/common-ancestors.ts';
import type { RelativeRecord } from '../../store/queries/relatives-of.ts';
import type { Reproducibility as ReproducibilityParent } from '../../evaluation/reproducibility.ts';
import type { ScoreStepRecord } from '../../store/score-repository.ts';
import type { ReportedFileRecord, ReportedRecordRecord } from '../../store/reported-repository.ts';
import type { ReportedResult as ReportedResultParent, ReportedSource as ReportedSourceParent } from '../../import/reported/reported-record.ts';
import type { BenchmarkRow } from '../../hub/projections/load-benchmarks.ts';
import type { RankedEntry } from '../../hub/projections/load-leaderboard.ts';
import type { LearningPoint as LearningPointParent } from '../../hub/projections/load-learning-curve.ts';
import type { RegressionRecord } from '../../hub/projections/load-regressions.ts';
import type { ScoreRecord } from '../../hub/projections/load-scores.ts';
import type { StatementRecord } from '../../store/statement-repository.ts';
import type { SwarmFacts } from '../../hub/context/hub-swarm.ts';
import type { TrainingMetadata as TrainingMetadataParent } from '../../checkpoint/training-metadata.ts';
import type { WebhookRecord, WebhookDeliveryRecord } from '../../store/webhook-repository.ts';
import type { SignedInViewer } from '../../hub/context/viewer.ts';
import type { RequestContext } from '../request-context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** `sha256:` and 64 lower-case hex digits. */
  Digest: { input: Digest; output: string; }
  /** An ISO 8601 date and time in UTC. */
  DateTime: { input: Date; output: Date; }
  /** A whole number of up to 2^53-1, such as a size in bytes. */
  BigInt: { input: number; output: number; }
  /** Free-form JSON, checked by the field that takes it. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** What a token may do. PUBLIC needs no token at all; SIGNED_IN needs any valid one. */
export type Scope =
  | 'PUBLIC'
  | 'SIGNED_IN'
  | 'READ'
  | 'PUBLISH'
  | 'EVALUATE'
  | 'MODERATE'
  | 'ADMIN';

/** What a contributor may do on this hub; each role includes the ones before it. */
export type Role =
  | 'READER'
  | 'CONTRIBUTOR'
  | 'EVALUATOR'
  | 'STEWARD'
  | 'OWNER';

/** Who holds a contributor's private key: the contributor (SELF) or this hub (HUB). */
export type Custody =
  | 'SELF'
  | 'HUB';

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Pass it as `before` to read backwards. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
  /** Pass it as `after` to read on; opaque and stable. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
};

/** Anything with a stable id, for `node(id)`. */
export type Node = {
  readonly id: Scalars['ID']['output'];
};

/** An expected no: a code for programs, a sentence for people, and what to do. */
export type Refusal = {
  /** `<ROOM>_<FACT>`, stable across releases. */
  readonly code: Scalars['String']['output'];
  readonly message: Scalars['String']['output'];
  /** What would have been accepted. */
  readonly expected: Maybe<Scalars['String']['output']>;
  /** What came. */
  readonly received: Maybe<Scalars['String']['output']>;
  /** What to do next. */
  readonly remedy: Maybe<Scalars['String']['output']>;
};

/** The input itself is wrong: a bad file, a wrong digest, a cycle, an unknown parent or license, a bad signature. */
export type InputRefusal = Refusal & {
  readonly __typename?: 'InputRefusal';
  readonly code: Scalars['String']['output'];
  readonly message: Scalars['String']['output'];
  readonly expected: Maybe<Scalars['String']['output']>;
  readonly received: Maybe<Scalars['String']['output']>;
  readonly remedy: Maybe<Scalars['String']['output']>;
};

/** The input is fine, but this viewer may not do it. */
export type PermissionRefusal = Refusal & {
  readonly __typename?: 'PermissionRefusal';
  readonly code: Scalars['String']['output'];
  readonly message: Scalars['String']['output'];
  readonly expected: Maybe<Scalars['String']['output']>;
  readonly received: Maybe<Scalars['String']['output']>;
  readonly remedy: Maybe<Scalars['String']['output']>;
};

/** The input is fine, but the hub's state stands against it: a replay, a lost lease, a name that is taken. */
export type ConflictRefusal = Refusal & {
  readonly __typename?: 'ConflictRefusal';
  readonly code: Scalars['String']['output'];
  readonly message: Scalars['String']['output'];
  readonly expected: Maybe<Scalars['String']['output']>;
  readonly received: Maybe<Scalars['String']['output']>;
  readonly remedy: Maybe<Scalars['String']['output']>;
};

/** What the input names is not here. */
export type NotFoundRefusal = Refusal & {
  readonly __typename?: 'NotFoundRefusal';
  readonly code: Scalars['String']['output'];
  readonly message: Scalars['String']['output'];
  readonly expected: Maybe<Scalars['String']['output']>;
  readonly received: Maybe<Scalars['String']['output']>;
  readonly remedy: Maybe<Scalars['String']['output']>;
};

/** This installation. */
export type Hub = {
  readonly __typename?: 'Hub';
  /** The hub's public key; statements are signed for exactly one hub. */
  readonly id: Scalars['ID']['output'];
  readonly version: Scalars['String']['output'];
  /** The number of statements in the log; the next one gets this index. */
  readonly logSize: Scalars['BigInt']['output'];
  /** Whether anybody may join without an invitation. */
  readonly isRegistrationOpen: Scalars['Boolean']['output'];
};

/** Who this request acts for. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  readonly contributor: Contributor;
  readonly scopes: ReadonlyArray<Scope>;
  readonly storage: Storage;
  readonly tokens: ReadonlyArray<AccessToken>;
  readonly webhooks: ReadonlyArray<Webhook>;
};

/** What a contributor keeps at this hub. */
export type Storage = {
  readonly __typename?: 'Storage';
  /** Of files they brought; what others brought too counts for each. */
  readonly keptBytes: Scalars['BigInt']['output'];
  /** Of uploads that were begun and not ended, at their whole size: room is taken before the first byte. */
  readonly openBytes: Scalars['BigInt']['output'];
  /** What both may be together; null where nothing but the disk bounds it. */
  readonly quotaBytes: Maybe<Scalars['BigInt']['output']>;
};

/** A person, group or hub that signs; `owner` in `owner/model` is a contributor's name. */
export type Contributor = Node & {
  readonly __typename?: 'Contributor';
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly role: Role;
  readonly keys: ReadonlyArray<ContributorKey>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly evaluator: EvaluatorStanding;
};

export type ContributorKey = {
  readonly __typename?: 'ContributorKey';
  /** The public key as did:key. */
  readonly id: Scalars['ID']['output'];
  readonly custody: Custody;
  readonly createdAt: Scalars['DateTime']['output'];
};

/** One signed entry of this hub's log. */
export type Statement = {
  readonly __typename?: 'Statement';
  /** sha256 of the signed bytes. */
  readonly id: Scalars['Digest']['output'];
  /** The place in the log: gapless, never reused. */
  readonly logIndex: Scalars['BigInt']['output'];
  readonly kind: Scalars['String']['output'];
  /** The digest it speaks of. */
  readonly subject: Scalars['Digest']['output'];
  readonly author: Scalars['ID']['output'];
  readonly custody: Custody;
  readonly contributor: Contributor;
  readonly acceptedAt: Scalars['DateTime']['output'];
  /** The DSSE envelope, to verify offline. */
  readonly envelope: Scalars['JSON']['output'];
};

/** The line of checkpoints published under one name. */
export type Model = Node & {
  readonly __typename?: 'Model';
  readonly id: Scalars['ID']['output'];
  /** `owner/name`. */
  readonly name: Scalars['String']['output'];
  readonly owner: Contributor;
  /** Named, movable pointers to checkpoints, newest first. */
  readonly revisions: ReadonlyArray<Revision>;
  /** The checkpoint that a name without a revision means: the one published last that was not taken back. */
  readonly latest: Maybe<Checkpoint>;
  /** Every move of a revision, newest first. */
  readonly history: RevisionMoveConnection;
  /** Its checkpoints in the order of their training: by step, then by epoch, then as published. */
  readonly series: CheckpointConnection;
};


/** The line of checkpoints published under one name. */
export type ModelHistoryArgs = {
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


/** The line of checkpoints published under one name. */
export type ModelSeriesArgs = {
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};

/** A revision came to point at a checkpoint. */
export type RevisionMove = {
  readonly __typename?: 'RevisionMove';
  readonly name: Scalars['String']['output'];
  readonly checkpoint: Checkpoint;
  readonly statement: Maybe<Statement>;
};

export type RevisionMoveConnection = {
  readonly __typename?: 'RevisionMoveConnection';
  readonly nodes: ReadonlyArray<RevisionMove>;
  readonly pageInfo: PageInfo;
};

export type Revision = {
  readonly __typename?: 'Revision';
  readonly name: Scalars['String']['output'];
  readonly checkpoint: Checkpoint;
};

/** What may be done with an artifact; only VERIFIED and VERIFIED_LEGACY ones are offered, released ones to who asks. */
export type ArtifactState =
  /** A data-only format, and its validator passed. */
  | 'VERIFIED'
  /** A pickle of allow-listed parts only. */
  | 'VERIFIED_LEGACY'
  /** Not known to be safe: kept, but neither offered nor seeded nor evaluated. */
  | 'QUARANTINED'
  /** A structural attack. */
  | 'REJECTED';

export type ArtifactRole =
  | 'ARCHITECTURE'
  | 'WEIGHTS'
  | 'OPTIMIZER'
  | 'TOKENIZER'
  | 'CARD'
  | 'METADATA'
  | 'LICENSE'
  | 'DATASET'
  | 'OTHER';

/** An immutable published saved state, or a stub: one known by name only. */
export type Checkpoint = Node & {
  readonly __typename?: 'Checkpoint';
  readonly id: Scalars['ID']['output'];
  /** The digest of its manifest; null for a stub. */
  readonly digest: Maybe<Scalars['Digest']['output']>;
  /** `owner/name@revision`, or a stub's name in its source's namespace. */
  readonly name: Scalars['String']['output'];
  /** Known by name only: an ancestor that nobody has published here. */
  readonly isStub: Scalars['Boolean']['output'];
  readonly model: Maybe<Model>;
  /** The digest over architecture, weights and tokenizer alone: scores and bias reports bind to it. */
  readonly coreDigest: Maybe<Scalars['Digest']['output']>;
  /** Equal for equal model tensors in any container, shard layout and order. */
  readonly weightsIdentity: Maybe<Scalars['Digest']['output']>;
  /** The worst state among its weights; null for a stub. */
  readonly state: Maybe<ArtifactState>;
  /** Whether its weights are offered for download. */
  readonly isOffered: Scalars['Boolean']['output'];
  /** The same weights as safetensors, made by this hub of a legacy file: take this one first. */
  readonly conversion: Maybe<Checkpoint>;
  /** How its chat templates differ from those of its parents; a poisoned template shows here, line by line. */
  readonly chatTemplateChanges: ReadonlyArray<ChatTemplateChange>;
  readonly artifacts: ReadonlyArray<CheckpointArtifact>;
  readonly sizeBytes: Scalars['BigInt']['output'];
  readonly parameterCount: Maybe<Scalars['BigInt']['output']>;
  /** What its card declares, then what it was only evaluated on. */
  readonly tasks: ReadonlyArray<CheckpointTask>;
  /** What memory it takes to run and to train it; null where no weights are known. */
  readonly resources: Maybe<Resources>;
  /** What its weights have in common with another checkpoint's, tensor by tensor; null where one has none. */
  readonly compareWeights: Maybe<WeightsComparison>;
  /** A short name of the architecture, such as `onnx:Conv+Gemm`. */
  readonly architecture: Maybe<Scalars['String']['output']>;
  readonly metadata: Maybe<TrainingMetadata>;
  readonly publishedBy: Maybe<Contributor>;
  readonly publishedAt: Maybe<Scalars['DateTime']['output']>;
  /** The signed statement that published it. */
  readonly statement: Maybe<Statement>;
  /** Why its publisher took it back; null where nobody did. */
  readonly withdrawal: Maybe<CheckpointWithdrawal>;
  /**
   * What other places say of it, one entry a listing: claims of others, imported by this hub's operator. Nobody signed
   * them, and nobody here checked them.
   */
  readonly imported: ReadonlyArray<ImportedFacts>;
  /** Open advisories on it and on what it was made from, newest first. */
  readonly advisories: ReadonlyArray<AdvisoryReach>;
  /** Edges to its parents; several for a merge. */
  readonly parents: ReadonlyArray<LineageEdge>;
  /** Edges from its children, newest first. */
  readonly children: ReadonlyArray<LineageEdge>;
  readonly place: LineagePlace;
  /**
   * Everything it was made from, back to the roots; those that fit the filter. Of more than 5,000 ancestors the nearest.
   * Read on with `first` and `after`, backwards with `last` and `before`; 50 at a time unless told.
   */
  readonly ancestors: RelativeConnection;
  /** Everything made from it, those that fit the filter; of one with very many, new ones show after a moment. */
  readonly descendants: RelativeConnection;
  /** What else was made from its parents, newest first. */
  readonly siblings: CheckpointConnection;
  readonly datasets: ReadonlyArray<DatasetEdge>;
  readonly datasetWarnings: ReadonlyArray<DatasetWarning>;
  /** What it was made from, to take elsewhere; the nearest `first` ancestors, 1 to 1,000, and 5,000 in one request. */
  readonly lineageExport: LineageExport;
  readonly license: Maybe<License>;
  /** Null where none was asked for, while it is made, once a file of it may not be given any more, and for viewers who may not have it. */
  readonly releaseSwarm: Maybe<ReleaseSwarm>;
  readonly scores: ReadonlyArray<Score>;
  /** What others report of a model of its name, newest first; what is said of a revision only of that one. */
  readonly reportedRecords: ReadonlyArray<ReportedRecord>;
  /** What became better or worse since each parent; a difference within the margin is none. Of 5 checkpoints at once. */
  readonly regressions: ReadonlyArray<Regression>;
  /** Null without a claim. */
  readonly reproducibility: Maybe<CheckpointReproducibility>;
  readonly biasReports: ReadonlyArray<BiasReport>;
  readonly biasWarnings: ReadonlyArray<BiasWarning>;
  /** What this checkpoint did about reports on its ancestors, of every topic: the differences to them. */
  readonly mitigations: ReadonlyArray<Mitigation>;
  /** Of privacy and robustness; newest first. */
  readonly riskReports: ReadonlyArray<RiskReport>;
  readonly riskWarnings: ReadonlyArray<RiskWarning>;
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointCompareWeightsArgs = {
  to: Scalars['String']['input'];
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointChildrenArgs = {
  first?: Scalars['Int']['input'];
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointAncestorsArgs = {
  filter?: CheckpointFilter;
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointDescendantsArgs = {
  filter?: CheckpointFilter;
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointSiblingsArgs = {
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointLineageExportArgs = {
  format: LineageFormat;
  first: Scalars['Int']['input'];
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointReportedRecordsArgs = {
  first: Scalars['Int']['input'];
};


/** An immutable published saved state, or a stub: one known by name only. */
export type CheckpointRegressionsArgs = {
  margin?: Scalars['Float']['input'];
};

/** Whether a source lets people have a model only after they ask: at once (AUTO), or when its owner agrees (MANUAL). */
export type Gate =
  | 'AUTO'
  | 'MANUAL';

/**
 * What another place says of a model: somebody else's unsigned claims, as a crawl found them. Lists show 500 entries at
 * most.
 */
export type ImportedFacts = {
  readonly __typename?: 'ImportedFacts';
  /** The source, by its host's name: huggingface.co. */
  readonly source: Scalars['String']['output'];
  /** The model's name there. */
  readonly name: Scalars['String']['output'];
  /** The last crawl that found it so. */
  readonly crawledAt: Scalars['DateTime']['output'];
  /** Whether a later whole listing no longer names it. */
  readonly isGone: Scalars['Boolean']['output'];
  /** The crawl of the first such listing. */
  readonly goneSince: Maybe<Scalars['DateTime']['output']>;
  readonly author: Maybe<Scalars['String']['output']>;
  /** The commit that was current there. */
  readonly sourceRevision: Maybe<Scalars['String']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** Null for a model that everybody may have. */
  readonly gated: Maybe<Gate>;
  readonly downloads: Maybe<Scalars['BigInt']['output']>;
  readonly likes: Maybe<Scalars['BigInt']['output']>;
  readonly task: Maybe<Scalars['String']['output']>;
  readonly library: Maybe<Scalars['String']['output']>;
  readonly architecture: Maybe<Scalars['String']['output']>;
  readonly parameterCount: Maybe<Scalars['BigInt']['output']>;
  readonly languages: ReadonlyArray<Scalars['String']['output']>;
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  readonly datasets: ReadonlyArray<Scalars['String']['output']>;
  /** As its card or tag writes it. */
  readonly licenseClaimed: Maybe<Scalars['String']['output']>;
  /** The SPDX expression or LicenseRef that is meant; null where that can't be told. */
  readonly license: Maybe<Scalars['String']['output']>;
  /** In the source's order. */
  readonly files: ImportedFileConnection;
  /** Metric values of its card; never repeated here. */
  readonly claims: ReadonlyArray<ImportedClaim>;
  /** What it said before, newest first. */
  readonly history: ReadonlyArray<EarlierFacts>;
};


/**
 * What another place says of a model: somebody else's unsigned claims, as a crawl found them. Lists show 500 entries at
 * most.
 */
export type ImportedFactsFilesArgs = {
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


/**
 * What another place says of a model: somebody else's unsigned claims, as a crawl found them. Lists show 500 entries at
 * most.
 */
export type ImportedFactsHistoryArgs = {
  first?: Scalars['Int']['input'];
};

/** A file as a source lists it. */
export type ImportedFile = {
  readonly __typename?: 'ImportedFile';
  readonly path: Scalars['String']['output'];
  readonly sizeBytes: Maybe<Scalars['BigInt']['output']>;
  /** Known of files in large-file storage. */
  readonly digest: Maybe<Scalars['Digest']['output']>;
};

export type ImportedFileEdge = {
  readonly __typename?: 'ImportedFileEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: ImportedFile;
};

export type ImportedFileConnection = {
  readonly __typename?: 'ImportedFileConnection';
  readonly edges: ReadonlyArray<ImportedFileEdge>;
  readonly nodes: ReadonlyArray<ImportedFile>;
  readonly pageInfo: PageInfo;
};

export type ImportedClaim = {
  readonly __typename?: 'ImportedClaim';
  readonly task: Maybe<Scalars['String']['output']>;
  readonly dataset: Maybe<Scalars['String']['output']>;
  readonly metric: Scalars['String']['output'];
  /** As written. */
  readonly value: Scalars['String']['output'];
};

/** The facts that a later crawl changed, as they were; null for one that was not said. */
export type EarlierFacts = {
  readonly __typename?: 'EarlierFacts';
  readonly crawledAt: Scalars['DateTime']['output'];
  readonly said: Scalars['JSON']['output'];
};

/** Where a source lists a file of these bytes; nobody needs to have published it here. */
export type ListedFile = {
  readonly __typename?: 'ListedFile';
  readonly checkpoint: Checkpoint;
  readonly path: Scalars['String']['output'];
  readonly sizeBytes: Maybe<Scalars['BigInt']['output']>;
  readonly said: ImportedFacts;
};

/** Peak memory on one machine, for a batch of one and 4,096 tokens at most; the formulas are in the guide on resources. */
export type Resources = {
  readonly __typename?: 'Resources';
  readonly estimates: ReadonlyArray<MemoryEstimate>;
  /** What running it as it is stored takes; the filter `fitsBytes` goes by it. */
  readonly inferenceBytes: Maybe<Scalars['BigInt']['output']>;
  /** For each use the best precision that fits into so many bytes. */
  readonly fits: ResourceFit;
};


/** Peak memory on one machine, for a batch of one and 4,096 tokens at most; the formulas are in the guide on resources. */
export type ResourcesFitsArgs = {
  memoryBytes: Scalars['BigInt']['input'];
};

export type ResourceUse =
  | 'INFERENCE'
  /** Training adapters of rank 16 beside frozen weights. */
  | 'LORA'
  | 'FULL_FINE_TUNE';

export type Precision =
  | 'AS_STORED'
  | 'F32'
  | 'F16'
  /** With a scale for each 32 values, as quantizations store it. */
  | 'INT8'
  | 'INT4';

export type MemoryEstimate = {
  readonly __typename?: 'MemoryEstimate';
  readonly use: ResourceUse;
  readonly precision: Precision;
  readonly totalBytes: Scalars['BigInt']['output'];
  readonly weightsBytes: Scalars['BigInt']['output'];
  /** Held twice while the weights are read. */
  readonly loadingBytes: Scalars['BigInt']['output'];
  /** Keys and values of a conversation. */
  readonly cacheBytes: Scalars['BigInt']['output'];
  readonly activationsBytes: Scalars['BigInt']['output'];
  /** Gradients, optimizer state and copies of what is trained. */
  readonly trainingBytes: Scalars['BigInt']['output'];
  readonly runtimeBytes: Scalars['BigInt']['output'];
};

/** Null where no precision fits. */
export type ResourceFit = {
  readonly __typename?: 'ResourceFit';
  readonly inference: Maybe<Precision>;
  readonly lora: Maybe<Precision>;
  readonly fullFineTune: Maybe<Precision>;
};

export type WeightsComparison = {
  readonly __typename?: 'WeightsComparison';
  /** Equal weights identities. */
  readonly isSame: Scalars['Boolean']['output'];
  /** Elements in tensors that both have, of the elements of the larger one: 0 to 1. */
  readonly fraction: Scalars['Float']['output'];
  readonly equalTensorCount: Scalars['Int']['output'];
  /** The first 100. */
  readonly onlyHere: ReadonlyArray<Scalars['String']['output']>;
  /** The first 100. */
  readonly onlyThere: ReadonlyArray<Scalars['String']['output']>;
  /** Where one or two matrices differ and all others are equal to the bit; null for every other pair. */
  readonly localChange: Maybe<LocalChange>;
};

/**
 * What an edit of single facts leaves behind, honest or planted; fine-tunes and merged adapters change all they train. A new head
 * looks the same: a signal to look at, never a finding. No check of weights alone shows that nothing was planted.
 */
export type LocalChange = {
  readonly __typename?: 'LocalChange';
  /** The matrices that differ. */
  readonly tensors: ReadonlyArray<Scalars['String']['output']>;
  /** How many matrices were compared. */
  readonly of: Scalars['Int']['output'];
};

/** One template against the parent's of the same name. */
export type ChatTemplateChange = {
  readonly __typename?: 'ChatTemplateChange';
  readonly parent: Checkpoint;
  readonly name: Scalars['String']['output'];
  /** Lines that are in one of the two only, with up to two lines around them. */
  readonly lines: ReadonlyArray<DifferenceLine>;
};

export type DifferenceKind =
  | 'SAME'
  | 'REMOVED'
  | 'ADDED';

export type DifferenceLine = {
  readonly __typename?: 'DifferenceLine';
  readonly kind: DifferenceKind;
  readonly line: Scalars['String']['output'];
};

/** One file's place in a checkpoint. */
export type CheckpointArtifact = {
  readonly __typename?: 'CheckpointArtifact';
  readonly path: Scalars['String']['output'];
  readonly role: ArtifactRole;
  readonly artifact: Artifact;
  /**
   * What its bytes are under this name and beside these files. The same bytes may be data in one checkpoint and a
   * program's in another.
   */
  readonly state: ArtifactState;
  /** Whether pulls take it. */
  readonly isOffered: Scalars['Boolean']['output'];
};

/** One file, named by the digest of its bytes; checkpoints that contain the same bytes share it. */
export type Artifact = Node & {
  readonly __typename?: 'Artifact';
  readonly id: Scalars['ID']['output'];
  readonly digest: Scalars['Digest']['output'];
  readonly sizeBytes: Scalars['BigInt']['output'];
  readonly format: Scalars['String']['output'];
  readonly state: ArtifactState;
  /** Where its bytes are, under this hub's address. */
  readonly path: Scalars['String']['output'];
  /** Worst first, as the list of rules has them. */
  readonly findings: ReadonlyArray<InspectionFinding>;
  /** The version of the readers that judged it; what an older one judged is inspected again in the background. */
  readonly inspectorVersion: Scalars['String']['output'];
  readonly contents: ArtifactContents;
  /**
   * Whether the values of its tensors were read: digests, statistics, spectra and the weights identity are there. Of a
   * large file they are computed a while after publication; its verdict stands before.
   */
  readonly isRead: Scalars['Boolean']['output'];
  /** Equal for equal model tensors in any container, shard layout and order; of this file alone. */
  readonly weightsIdentity: Maybe<Scalars['Digest']['output']>;
  readonly tensorCount: Scalars['Int']['output'];
  /** Its table of tensors, in file order. */
  readonly tensors: TensorConnection;
  /** What the same bytes are called elsewhere; some are computed a while after publication. */
  readonly names: ReadonlyArray<ArtifactName>;
  /** Published checkpoints that contain it, newest first. */
  readonly checkpoints: CheckpointConnection;
  /** The statement by which a steward let this quarantined file go; download it only if you trust its publisher. */
  readonly release: Maybe<Statement>;
  /** Open advisories that name these bytes. */
  readonly advisories: ReadonlyArray<Advisory>;
  /** Null for artifacts that travel by HTTP alone, for those that are not offered, and for viewers who may not have them. */
  readonly swarm: Maybe<Swarm>;
};


/** One file, named by the digest of its bytes; checkpoints that contain the same bytes share it. */
export type ArtifactTensorsArgs = {
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


/** One file, named by the digest of its bytes; checkpoints that contain the same bytes share it. */
export type ArtifactCheckpointsArgs = {
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};

/** What the readers found inside a file; nothing of it was executed. */
export type ArtifactContents = {
  readonly __typename?: 'ArtifactContents';
  /** Elements of model tensors; neither optimizer state nor integer counters. */
  readonly parameterCount: Scalars['BigInt']['output'];
  /** Elements by dtype over all tensors. */
  readonly dtypes: ReadonlyArray<DtypeCount>;
  readonly architecture: Maybe<Architecture>;
  readonly hasOptimizerState: Scalars['Boolean']['output'];
  /** As the file itself says; nobody signed it. */
  readonly training: TrainingMetadata;
  readonly tokenizer: Maybe<Tokenizer>;
  readonly chatTemplates: ReadonlyArray<ChatTemplate>;
  /** The names that a pickle asks for, sorted; every one is on the list of harmless ones, or the file is quarantined. */
  readonly pickleGlobals: ReadonlyArray<Scalars['String']['output']>;
  /** Hints about lineage and license in the header; nobody signed them. */
  readonly claims: ReadonlyArray<HeaderClaim>;
  /** Files beside it whose every byte its table accounts for. */
  readonly parts: ReadonlyArray<Scalars['String']['output']>;
};

export type DtypeCount = {
  readonly __typename?: 'DtypeCount';
  readonly dtype: Scalars['String']['output'];
  readonly elements: Scalars['BigInt']['output'];
};

/** What a graph, a configuration or a header says of the network; 256 of each list at most. */
export type Architecture = {
  readonly __typename?: 'Architecture';
  /** What the file calls it, such as LlamaForCausalLM; null for graphs, which have no such name. */
  readonly family: Maybe<Scalars['String']['output']>;
  /** Under Hugging Face's names: hidden_size, num_hidden_layers … */
  readonly dimensions: ReadonlyArray<Dimension>;
  readonly inputs: ReadonlyArray<GraphValue>;
  readonly outputs: ReadonlyArray<GraphValue>;
  /** Nodes of a graph by operator. */
  readonly operators: ReadonlyArray<OperatorCount>;
  readonly producer: Maybe<Scalars['String']['output']>;
};

export type Dimension = {
  readonly __typename?: 'Dimension';
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['BigInt']['output'];
};

/** An input or output of a graph. */
export type GraphValue = {
  readonly __typename?: 'GraphValue';
  readonly name: Scalars['String']['output'];
  readonly dtype: Maybe<Scalars['String']['output']>;
  /** Numbers, or the names of free dimensions; null where the file says nothing. */
  readonly dims: Maybe<ReadonlyArray<Maybe<Scalars['String']['output']>>>;
};

export type OperatorCount = {
  readonly __typename?: 'OperatorCount';
  readonly operator: Scalars['String']['output'];
  readonly nodes: Scalars['BigInt']['output'];
};

export type Tokenizer = {
  readonly __typename?: 'Tokenizer';
  /** BPE, WordPiece, Unigram … as the file names it. */
  readonly kind: Scalars['String']['output'];
  readonly vocabularySize: Maybe<Scalars['BigInt']['output']>;
  readonly digest: Scalars['Digest']['output'];
};

/** A program that chat clients run over each conversation; shown as text, never rendered here. */
export type ChatTemplate = {
  readonly __typename?: 'ChatTemplate';
  readonly name: Scalars['String']['output'];
  readonly text: Scalars['String']['output'];
  readonly digest: Scalars['Digest']['output'];
};

export type HeaderClaim = {
  readonly __typename?: 'HeaderClaim';
  readonly key: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

/** A name of the same bytes in another system. */
export type ArtifactName = {
  readonly __typename?: 'ArtifactName';
  readonly kind: DigestKind;
  readonly value: Scalars['String']['output'];
};

export type DigestKind =
  | 'SHA256'
  /** SHA-1 of the torrent's info dictionary. */
  | 'INFOHASH'
  /** The id of the bytes in git, and so on Hugging Face for files outside LFS. */
  | 'GIT_BLOB_SHA1'
  /** The first ten digits of sha256, as image generators show it. */
  | 'AUTO_V2'
  /** The first twelve digits of sha256 over a safetensors file behind its header. */
  | 'AUTO_V3'
  | 'BLAKE3'
  | 'CRC32';

export type Tensor = {
  readonly __typename?: 'Tensor';
  readonly name: Scalars['String']['output'];
  readonly dtype: Scalars['String']['output'];
  readonly shape: ReadonlyArray<Scalars['BigInt']['output']>;
  /** sha256 of the little-endian row-major bytes, the same in every container; null while they are still to be read. */
  readonly digest: Maybe<Scalars['Digest']['output']>;
  /** From the start of the file; null where the bytes don't lie there plainly. */
  readonly offset: Maybe<Scalars['BigInt']['output']>;
  readonly lengthBytes: Scalars['BigInt']['output'];
  /** Whether it counts as a parameter: neither optimizer state nor an integer counter. */
  readonly isModel: Scalars['Boolean']['output'];
  /** Null for values that have no numbers (text, packed bits, complex ones), and while they are still to be read. */
  readonly statistics: Maybe<TensorStatistics>;
  /** Null but for learned matrices up to the size limit, and while they are still to be read. */
  readonly spectrum: Maybe<Spectrum>;
};

/** One streaming pass over the values; NaN and infinities are counted and left out of the rest. */
export type TensorStatistics = {
  readonly __typename?: 'TensorStatistics';
  readonly count: Scalars['BigInt']['output'];
  readonly nanCount: Scalars['BigInt']['output'];
  readonly infinityCount: Scalars['BigInt']['output'];
  readonly zeroCount: Scalars['BigInt']['output'];
  /** Different values among the first 1,024: few of them in a float tensor hint at quantisation. */
  readonly distinctInSample: Scalars['BigInt']['output'];
  readonly mean: Maybe<Scalars['Float']['output']>;
  /** Of the population. */
  readonly standardDeviation: Maybe<Scalars['Float']['output']>;
  readonly skewness: Maybe<Scalars['Float']['output']>;
  readonly excessKurtosis: Maybe<Scalars['Float']['output']>;
  readonly min: Maybe<Scalars['Float']['output']>;
  readonly max: Maybe<Scalars['Float']['output']>;
  readonly l2Norm: Maybe<Scalars['Float']['output']>;
  /** At 0.1, 1, 5, 25, 50, 75, 95, 99 and 99.9 %. */
  readonly quantiles: Maybe<ReadonlyArray<Scalars['Float']['output']>>;
  readonly histogram: Maybe<Histogram>;
};

/** Equal bins from min to max. */
export type Histogram = {
  readonly __typename?: 'Histogram';
  readonly min: Scalars['Float']['output'];
  readonly max: Scalars['Float']['output'];
  readonly counts: ReadonlyArray<Scalars['BigInt']['output']>;
};

/** Singular values, described. No badge of quality: trained and random weights overlap in all of it. */
export type Spectrum = {
  readonly __typename?: 'Spectrum';
  readonly spectralNorm: Scalars['Float']['output'];
  /** The sum of squares of singular values by the largest one's square. */
  readonly stableRank: Scalars['Float']['output'];
  /** Exponent of the power law fitted to the tail of the squares; null below 50 of them. */
  readonly alpha: Maybe<Scalars['Float']['output']>;
  /** The fit's own uncertainty, (α − 1) / √n. */
  readonly alphaDeviation: Maybe<Scalars['Float']['output']>;
  /** α · log10 of the largest square (α̂ of Martin and Mahoney). */
  readonly weightedAlpha: Maybe<Scalars['Float']['output']>;
  /** Rows and columns looked at, where the whole was over the limit. */
  readonly sampledShape: Maybe<ReadonlyArray<Scalars['BigInt']['output']>>;
};

export type TensorEdge = {
  readonly __typename?: 'TensorEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Tensor;
};

export type TensorConnection = {
  readonly __typename?: 'TensorConnection';
  readonly edges: ReadonlyArray<TensorEdge>;
  readonly nodes: ReadonlyArray<Tensor>;
  readonly pageInfo: PageInfo;
};

/** What a rule of the inspection says about a file. */
export type InspectionFinding = {
  readonly __typename?: 'InspectionFinding';
  readonly rule: Scalars['String']['output'];
  readonly severity: FindingSeverity;
  readonly message: Scalars['String']['output'];
  readonly expected: Maybe<Scalars['String']['output']>;
  readonly received: Maybe<Scalars['String']['output']>;
  /** What to do about it. */
  readonly remedy: Maybe<Scalars['String']['output']>;
};

export type FindingSeverity =
  | 'INFO'
  | 'WARNING'
  | 'ERROR';

/** What the publisher recorded of the training; every field may be missing. */
export type TrainingMetadata = {
  readonly __typename?: 'TrainingMetadata';
  readonly epoch: Maybe<Scalars['BigInt']['output']>;
  readonly step: Maybe<Scalars['BigInt']['output']>;
  /** A decimal string, as recorded. */
  readonly loss: Maybe<Scalars['String']['output']>;
  readonly learningRate: Maybe<Scalars['String']['output']>;
  readonly dataset: Maybe<Scalars['String']['output']>;
  readonly seed: Maybe<Scalars['BigInt']['output']>;
  readonly framework: Maybe<Scalars['String']['output']>;
};

/** Data to train or evaluate on: one file, named and licensed. */
export type Dataset = Node & {
  readonly __typename?: 'Dataset';
  readonly id: Scalars['ID']['output'];
  /** `owner/name`. */
  readonly name: Scalars['String']['output'];
  readonly digest: Scalars['Digest']['output'];
  readonly artifact: Artifact;
  readonly license: Scalars['String']['output'];
  readonly kind: DatasetKind;
  readonly itemCount: Scalars['BigInt']['output'];
  /** Dims of one item: `[h,w,c]` of an image, `[length]` or `[choices,length]` of tokens. */
  readonly shape: ReadonlyArray<Scalars['Int']['output']>;
  /** Tensors of what is right: `labels`, `targets`, `values`, `boxes`, `frame_labels`. */
  readonly answers: ReadonlyArray<Scalars['String']['output']>;
  /** Tokens of a sequence; null for other kinds. */
  readonly tokenLength: Maybe<Scalars['Int']['output']>;
  /** How many items carry each label; a constant of the data. */
  readonly labelCounts: ReadonlyArray<LabelCount>;
  /** What its items differ in beside their label, for reports by group. */
  readonly attributes: ReadonlyArray<DatasetAttribute>;
  /** Whose the items are and on what ground they may be used, in the publisher's words. */
  readonly rights: Maybe<Scalars['String']['output']>;
  /** What its publisher knows it can't tell. */
  readonly limitations: Maybe<Scalars['String']['output']>;
  readonly publishedBy: Contributor;
  /** The statement by which its publisher took it back. */
  readonly withdrawal: Maybe<Statement>;
};

export type DatasetKind =
  /** Images, labelled or with boxes. */
  | 'IMAGES'
  /** Sequences of token ids, labelled or not. */
  | 'TOKENS'
  /** Numbers as they are fed: rows of a table, frames of sound, states of a world. */
  | 'FEATURES';

/** A tensor `attribute.<name>` of the dataset's file. */
export type DatasetAttribute = {
  readonly __typename?: 'DatasetAttribute';
  readonly name: Scalars['String']['output'];
  /** With how many items have each; a constant of the data. */
  readonly values: ReadonlyArray<AttributeValue>;
};

export type AttributeValue = {
  readonly __typename?: 'AttributeValue';
  readonly name: Scalars['String']['output'];
  readonly count: Scalars['BigInt']['output'];
};

export type LabelCount = {
  readonly __typename?: 'LabelCount';
  readonly label: Scalars['String']['output'];
  readonly count: Scalars['BigInt']['output'];
};

export type CheckpointEdge = {
  readonly __typename?: 'CheckpointEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Checkpoint;
};

export type CheckpointConnection = {
  readonly __typename?: 'CheckpointConnection';
  readonly edges: ReadonlyArray<CheckpointEdge>;
  readonly nodes: ReadonlyArray<Checkpoint>;
  readonly pageInfo: PageInfo;
};

export type SearchConnection = {
  readonly __typename?: 'SearchConnection';
  readonly edges: ReadonlyArray<CheckpointEdge>;
  readonly nodes: ReadonlyArray<Checkpoint>;
  readonly pageInfo: PageInfo;
  /** What was searched for instead, where the words as given find nothing: the nearest words of names. */
  readonly correctedText: Maybe<Scalars['String']['output']>;
};

/** What kind of data a task is about. */
export type TaskFamily =
  | 'VISION'
  | 'TEXT'
  | 'AUDIO'
  | 'MULTIMODAL'
  | 'TABULAR'
  | 'REINFORCEMENT_LEARNING'
  | 'OTHER';

/** What a checkpoint does for who runs it. */
export type Task = {
  readonly __typename?: 'Task';
  /** The id that cards of the field carry as `pipeline_tag`, such as `text-generation`. */
  readonly id: Scalars['String']['output'];
  readonly family: TaskFamily;
  readonly description: Scalars['String']['output'];
  /** How many published here have it, declared or evaluated; counted up to 10,000. */
  readonly checkpoints: Scalars['Int']['output'];
};

/** A task of a checkpoint, and how that is known. */
export type CheckpointTask = {
  readonly __typename?: 'CheckpointTask';
  /** As its card writes it, in lower case; a task that is listed in `tasks`, as a rule. */
  readonly id: Scalars['String']['output'];
  readonly isDeclared: Scalars['Boolean']['output'];
  /** By a claim, or by a run that stands. */
  readonly isEvaluated: Scalars['Boolean']['output'];
};

/** Licenses by what who chooses wants to do. An unknown license is in none of them. */
export type LicenseSet =
  /** Commercial use is allowed, be it with a list of forbidden uses or up to a size. */
  | 'COMMERCIAL'
  /** Commercial use, modification and any purpose are allowed. */
  | 'OPEN'
  /** Open, and what is made from it may have any license. */
  | 'COPYLEFT_FREE';

/** What a license may allow. */
export type LicenseUse =
  | 'COMMERCIAL_USE'
  | 'MODIFICATION'
  /** No list of forbidden uses. */
  | 'ANY_PURPOSE';

/** What a checkpoint must be like; everything that is given must hold. */
export type CheckpointFilter = {
  /** Words of its name, card and tags; the last may be the beginning of one. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** An SPDX expression or LicenseRef, exactly. */
  readonly license?: InputMaybe<Scalars['String']['input']>;
  /** Uses that its license allows, all of them; a license that is not known here allows none. */
  readonly allows?: InputMaybe<ReadonlyArray<LicenseUse>>;
  /**
   * Its license is of this set, and so is every license of what it was made from, as far as those are known here: an MIT
   * model made from one without commercial use is not COMMERCIAL.
   */
  readonly licenseSet?: InputMaybe<LicenseSet>;
  /** Derived from a parent in this way. */
  readonly kind?: InputMaybe<EdgeKind>;
  /** The beginning of the architecture's name. */
  readonly architecture?: InputMaybe<Scalars['String']['input']>;
  /**
   * A task’s id, as `tasks` lists them, such as `text-generation`; any other is refused. Found are those whose card declares it,
   * then those that were only evaluated on it.
   */
  readonly task?: InputMaybe<Scalars['String']['input']>;
  readonly library?: InputMaybe<Scalars['String']['input']>;
  /** Of a file of its weights, such as `safetensors`. */
  readonly format?: InputMaybe<Scalars['String']['input']>;
  /** As ISO 639, such as `en`. */
  readonly language?: InputMaybe<Scalars['String']['input']>;
  readonly minParameters?: InputMaybe<Scalars['BigInt']['input']>;
  readonly maxParameters?: InputMaybe<Scalars['BigInt']['input']>;
  /**
   * Running it as it is stored takes no more memory, for a batch of one and 4,096 tokens at most; what nothing is known of
   * is not found.
   */
  readonly fitsBytes?: InputMaybe<Scalars['BigInt']['input']>;
  /** The least level of its best score; a checkpoint without a score has none. */
  readonly minLevel?: InputMaybe<ReproducibilityLevel>;
  /** How many have the rarest file of its weights, the hub among them. */
  readonly minSeeders?: InputMaybe<Scalars['Int']['input']>;
  /** Whether an open disparity is reported on it or on what it was made from. */
  readonly hasBiasWarning?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether something of privacy or robustness is shown on it or on what it was made from. */
  readonly hasRiskWarning?: InputMaybe<Scalars['Boolean']['input']>;
  /** No open disparity is reported on this attribute, such as `gender`, alone or crossed with others. */
  readonly noDisparityOn?: InputMaybe<Scalars['String']['input']>;
  readonly owner?: InputMaybe<Scalars['String']['input']>;
  /** Published here, or first seen at its source. */
  readonly shownAfter?: InputMaybe<Scalars['DateTime']['input']>;
  readonly shownBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether it is published here, and not known by name only. */
  readonly isPublished?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it has no parents. */
  readonly isRoot?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it has no children. */
  readonly isLeaf?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How a child was made from its parent. */
export type EdgeKind =
  | 'FINE_TUNE'
  | 'ADAPTER'
  | 'MERGE'
  /** Fewer bits a value, f16 and bf16 included. */
  | 'QUANTIZATION'
  /** The same bytes under another name and contributor. */
  | 'FORK'
  /** The same training at a later step. */
  | 'CONTINUATION'
  | 'DISTILLATION'
  | 'PRUNING'
  /** Another container with an equal weights identity. */
  | 'CONVERSION';

export type Severity =
  | 'LOW'
  | 'MODERATE'
  | 'HIGH'
  | 'CRITICAL';

export type AdvisoryKind =
  | 'SECURITY'
  | 'PRIVACY'
  | 'LICENSE'
  | 'DATA'
  | 'BIAS'
  | 'QUALITY';

/** What an advisory names. */
export type AffectedKind =
  /** By its core digest: every checkpoint with this architecture, these weights and this tokenizer. */
  | 'CHECKPOINT'
  | 'ARTIFACT'
  /** Every checkpoint whose license names this id. */
  | 'LICENSE'
  /** Every checkpoint that was trained on it. */
  | 'DATASET';

/** A signed warning, with what to do about it. It reaches what it names and everything made from that, by any edge. */
export type Advisory = Node & {
  readonly __typename?: 'Advisory';
  readonly id: Scalars['ID']['output'];
  /** Of its statement. */
  readonly logIndex: Scalars['BigInt']['output'];
  readonly title: Scalars['String']['output'];
  readonly severity: Severity;
  readonly kind: AdvisoryKind;
  readonly text: Scalars['String']['output'];
  readonly remedy: Maybe<Scalars['String']['output']>;
  /** Web addresses, as text: nothing here fetches them. */
  readonly references: ReadonlyArray<Scalars['String']['output']>;
  readonly targets: ReadonlyArray<AdvisoryTarget>;
  readonly publishedBy: Contributor;
  readonly publishedAt: Scalars['DateTime']['output'];
  readonly statement: Statement;
  /** The statement by which its author or a steward took it back; from then on it reaches nobody. */
  readonly withdrawal: Maybe<Statement>;
  /** How many checkpoints it reached when they were counted last; null until they are, seconds after it came. */
  readonly affectedCount: Maybe<Scalars['BigInt']['output']>;
  readonly countedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it reaches, as of now, nearest first. */
  readonly affected: AffectedConnection;
};


/** A signed warning, with what to do about it. It reaches what it names and everything made from that, by any edge. */
export type AdvisoryAffectedArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

export type AdvisoryTarget = {
  readonly __typename?: 'AdvisoryTarget';
  readonly of: AffectedKind;
  /** A digest, or a license's id. */
  readonly value: Scalars['String']['output'];
};

export type Affected = {
  readonly __typename?: 'Affected';
  readonly checkpoint: Checkpoint;
  /** The fewest edges from what is named: 0 for that itself. */
  readonly depth: Scalars['Int']['output'];
};

export type AffectedEdge = {
  readonly __typename?: 'AffectedEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Affected;
};

export type AffectedConnection = {
  readonly __typename?: 'AffectedConnection';
  readonly edges: ReadonlyArray<AffectedEdge>;
  readonly nodes: ReadonlyArray<Affected>;
  readonly pageInfo: PageInfo;
};

export type AdvisoryEdge = {
  readonly __typename?: 'AdvisoryEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Advisory;
};

export type AdvisoryConnection = {
  readonly __typename?: 'AdvisoryConnection';
  readonly edges: ReadonlyArray<AdvisoryEdge>;
  readonly nodes: ReadonlyArray<Advisory>;
  readonly pageInfo: PageInfo;
};

/** How an advisory comes to a checkpoint: by the nearest way. */
export type AdvisoryReach = {
  readonly __typename?: 'AdvisoryReach';
  readonly advisory: Advisory;
  /** Whether it comes from above. */
  readonly isInherited: Scalars['Boolean']['output'];
  /** Edges on the way from what is named. */
  readonly depth: Scalars['Int']['output'];
  readonly because: AffectedKind;
  /** The one that is named: this checkpoint, or one above it. */
  readonly through: Checkpoint;
};

export type ConcernKind =
  | 'ADVISORY'
  /** This hub holds the file back. */
  | 'QUARANTINE'
  /** Trained on a dataset that its publisher took back; or that dataset's file itself. */
  | 'DATASET_WITHDRAWN'
  /** Its publisher took back every checkpoint here that has the file as weights. */
  | 'CHECKPOINT_WITHDRAWN'
  /** A report of bias, privacy or robustness on it or above it that warns, and that nothing answers. */
  | 'OPEN_WARNING'
  /** Its license allows what that of something above it does not. */
  | 'LICENSE'
  /** The revision it was published as points at a newer checkpoint. */
  | 'SUPERSEDED';

/** What this hub knows against a file. */
export type Concern = {
  readonly __typename?: 'Concern';
  readonly kind: ConcernKind;
  readonly severity: Severity;
  readonly sentence: Scalars['String']['output'];
  readonly remedy: Maybe<Scalars['String']['output']>;
  /** The checkpoint that has the file as weights; null where the file itself is meant. */
  readonly checkpoint: Maybe<Checkpoint>;
  /** Where it comes from: that checkpoint, one above it, or the one that supersedes it. */
  readonly through: Maybe<Checkpoint>;
  /** Edges from there. */
  readonly depth: Scalars['Int']['output'];
  readonly advisory: Maybe<Advisory>;
};

export type FileConcerns = {
  readonly __typename?: 'FileConcerns';
  readonly digest: Scalars['Digest']['output'];
  /** Whether this hub has anything with these bytes, published or listed. */
  readonly isKnown: Scalars['Boolean']['output'];
  /** Worst first, each by the nearest way. */
  readonly concerns: ReadonlyArray<Concern>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** Newest first; `level` leaves out what is less severe. */
  readonly advisories: AdvisoryConnection;
  readonly advisory: Maybe<Advisory>;
  /** What is known here against files, by their digests, 500 at most, in the order they were asked. */
  readonly concernsOfFiles: ReadonlyArray<FileConcerns>;
  readonly hub: Hub;
  /** Null for a request without a token. */
  readonly viewer: Maybe<Viewer>;
  readonly node: Maybe<Node>;
  readonly model: Maybe<Model>;
  /** By digest, `owner/name`, `owner/name@revision`, or a stub's name. */
  readonly checkpoint: Maybe<Checkpoint>;
  /** A published file, or one that the viewer brought. */
  readonly artifact: Maybe<Artifact>;
  /** Published files by any name that their bytes have somewhere; several for the short ones, 20 at most. */
  readonly artifactByDigest: ReadonlyArray<Artifact>;
  /** The same for many digests at once, 100 at most; in no order, and without those that nothing published has. */
  readonly artifactsByDigests: ReadonlyArray<Artifact>;
  /** Files of these bytes that imported listings name, 20 at most, first listed first: names on the first day. */
  readonly listedFiles: ReadonlyArray<ListedFile>;
  /** Published checkpoints with exactly these weights, in whatever container; newest first. */
  readonly checkpointsByWeights: CheckpointConnection;
  /**
   * Published checkpoints that share some of these tensors (by their digests, 500 at most; those of fewer than 1,000
   * elements are not looked at), the one that shares most first.
   */
  readonly comparableCheckpoints: ReadonlyArray<ComparableCheckpoint>;
  /** By digest or `owner/name`. */
  readonly dataset: Maybe<Dataset>;
  readonly contributor: Maybe<Contributor>;
  /** The tasks of the field that are known here, family by family. */
  readonly tasks: ReadonlyArray<Task>;
  /** By words and facts: names that match come before cards, then what is published here, then what is used most. */
  readonly search: SearchConnection;
  /** A dataset by name, as its checkpoints name it. */
  readonly datasetNode: Maybe<DatasetNode>;
  /** Every way from a checkpoint up to one of its ancestors, shortest first. */
  readonly lineagePaths: ReadonlyArray<LineagePath>;
  /** What two to ten checkpoints have in common, the fewest edges together first. */
  readonly commonAncestors: ReadonlyArray<CommonAncestor>;
  /** Checkpoints with an ancestor that nobody seeds, most used first. */
  readonly atRisk: CheckpointAtRiskConnection;
  readonly evaluationJob: Maybe<EvaluationJob>;
  /** Newest first. */
  readonly evaluationJobs: ReadonlyArray<EvaluationJob>;
  /** Last seen first. */
  readonly runners: ReadonlyArray<Runner>;
  readonly protocol: Maybe<Protocol>;
  readonly run: Maybe<Run>;
  /** What others report of a model by the name that they use, newest first. */
  readonly reportedRecords: ReportedRecordConnection;
  /** By the log index of the statement that brought it. */
  readonly reportedFile: Maybe<ReportedFile>;
  /** Datasets that something here is measured on, then what others report on; each those with most models or results first. */
  readonly benchmarks: ReadonlyArray<Benchmark>;
  /**
   * A benchmark is named as the source names it, or by the dataset published here. Without a metric it is the one that is told
   * most often. Null where nothing is known.
   */
  readonly leaderboard: Maybe<Leaderboard>;
  /** A model's values by training step, at most 1,000. */
  readonly learningCurve: LearningCurve;
  /** Over the latest 10,000 predictions. */
  readonly calibration: Calibration;
  /** Of any topic, such as `BiasReport:12`. */
  readonly report: Maybe<Report>;
};


export type QueryAdvisoriesArgs = {
  level?: Severity;
  includeWithdrawn?: Scalars['Boolean']['input'];
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


export type QueryAdvisoryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConcernsOfFilesArgs = {
  digests: ReadonlyArray<Scalars['Digest']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryModelArgs = {
  name: Scalars['String']['input'];
};


export type QueryCheckpointArgs = {
  reference: Scalars['String']['input'];
};


export type QueryArtifactArgs = {
  digest: Scalars['Digest']['input'];
};


export type QueryArtifactByDigestArgs = {
  kind: DigestKind;
  value: Scalars['String']['input'];
};


export type QueryArtifactsByDigestsArgs = {
  kind: DigestKind;
  values: ReadonlyArray<Scalars['String']['input']>;
};


export type QueryListedFilesArgs = {
  digest: Scalars['Digest']['input'];
};


export type QueryCheckpointsByWeightsArgs = {
  weightsIdentity: Scalars['Digest']['input'];
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


export type QueryComparableCheckpointsArgs = {
  tensors: ReadonlyArray<Scalars['Digest']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryDatasetArgs = {
  reference: Scalars['String']['input'];
};


export type QueryContributorArgs = {
  name: Scalars['String']['input'];
};


export type QuerySearchArgs = {
  filter?: CheckpointFilter;
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


export type QueryDatasetNodeArgs = {
  name: Scalars['String']['input'];
};


export type QueryLineagePathsArgs = {
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
};


export type QueryCommonAncestorsArgs = {
  of: ReadonlyArray<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryAtRiskArgs = {
  filter?: CheckpointFilter;
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


export type QueryEvaluationJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEvaluationJobsArgs = {
  checkpoint: InputMaybe<Scalars['String']['input']>;
  state: InputMaybe<JobState>;
  requestedBy: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryRunnersArgs = {
  first?: Scalars['Int']['input'];
};


export type QueryProtocolArgs = {
  digest: Scalars['Digest']['input'];
};


export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryReportedRecordsArgs = {
  model: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


export type QueryReportedFileArgs = {
  logIndex: Scalars['BigInt']['input'];
};


export type QueryBenchmarksArgs = {
  search?: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
};


export type QueryLeaderboardArgs = {
  benchmark: Scalars['String']['input'];
  metric: InputMaybe<Scalars['String']['input']>;
  hardship?: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


export type QueryLearningCurveArgs = {
  model: Scalars['String']['input'];
  benchmark: Scalars['String']['input'];
  metric: Scalars['String']['input'];
};


export type QueryReportArgs = {
  id: Scalars['ID']['input'];
};

export type ComparableCheckpoint = {
  readonly __typename?: 'ComparableCheckpoint';
  readonly checkpoint: Checkpoint;
  /** Elements in tensors that are equal, byte for byte. */
  readonly sharedElements: Scalars['BigInt']['output'];
};

export type ArtifactInput = {
  readonly path: Scalars['String']['input'];
  readonly role: ArtifactRole;
  readonly digest: Scalars['Digest']['input'];
  readonly sizeBytes: Scalars['BigInt']['input'];
};

/** A parent by digest or by name; exactly one of the two. */
export type ParentInput = {
  readonly kind: EdgeKind;
  readonly digest?: InputMaybe<Scalars['Digest']['input']>;
  /** `owner/name@revision` here, or `source:name` for a stub. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

export type TrainingMetadataInput = {
  readonly epoch?: InputMaybe<Scalars['BigInt']['input']>;
  readonly step?: InputMaybe<Scalars['BigInt']['input']>;
  readonly loss?: InputMaybe<Scalars['String']['input']>;
  readonly learningRate?: InputMaybe<Scalars['String']['input']>;
  readonly dataset?: InputMaybe<Scalars['String']['input']>;
  readonly seed?: InputMaybe<Scalars['BigInt']['input']>;
  readonly framework?: InputMaybe<Scalars['String']['input']>;
};

export type PublishCheckpointInput = {
  /** `owner/name`; the owner is the viewer. */
  readonly model: Scalars['String']['input'];
  readonly revision: Scalars['String']['input'];
  /** An SPDX expression, or LicenseRef-… */
  readonly license: Scalars['String']['input'];
  /** Files already uploaded to /uploads. */
  readonly artifacts: ReadonlyArray<ArtifactInput>;
  readonly parents: ReadonlyArray<ParentInput>;
  readonly metadata?: InputMaybe<TrainingMetadataInput>;
};

export type CheckpointPublished = {
  readonly __typename?: 'CheckpointPublished';
  readonly checkpoint: Checkpoint;
  readonly statement: Statement;
};

export type PublishCheckpointResult = CheckpointPublished | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type PublishDatasetInput = {
  /** `owner/name`; the owner is the viewer. */
  readonly dataset: Scalars['String']['input'];
  readonly license: Scalars['String']['input'];
  /** The digest of a file already uploaded to /uploads. */
  readonly digest: Scalars['Digest']['input'];
  readonly sizeBytes: Scalars['BigInt']['input'];
  readonly path: Scalars['String']['input'];
};

export type DatasetPublished = {
  readonly __typename?: 'DatasetPublished';
  readonly dataset: Dataset;
  readonly statement: Statement;
};

export type PublishDatasetResult = DatasetPublished | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

/** A statement that is now in the log, with what came of it. */
export type StatementAccepted = {
  readonly __typename?: 'StatementAccepted';
  readonly statement: Statement;
  /** Set when the statement published a checkpoint. */
  readonly checkpoint: Maybe<Checkpoint>;
  /** Set when the statement published a dataset. */
  readonly dataset: Maybe<Dataset>;
};

export type SubmitStatementResult = StatementAccepted | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type InvitationMade = {
  readonly __typename?: 'InvitationMade';
  /** Shown once; `heirloom login URL --invite CODE` redeems it. */
  readonly code: Scalars['String']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
};

export type InviteContributorResult = InvitationMade | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type InvitationRedeemed = {
  readonly __typename?: 'InvitationRedeemed';
  readonly contributor: Contributor;
  /** Shown once: the access token. */
  readonly token: Scalars['String']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly custody: Custody;
};

export type RedeemInvitationResult = InvitationRedeemed | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

/** A token as it may be shown: never its secret. */
export type AccessToken = {
  readonly __typename?: 'AccessToken';
  readonly id: Scalars['ID']['output'];
  readonly label: Scalars['String']['output'];
  readonly scopes: ReadonlyArray<Scope>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
};

export type TokenCreated = {
  readonly __typename?: 'TokenCreated';
  /** Shown once. */
  readonly token: Scalars['String']['output'];
  readonly accessToken: AccessToken;
};

export type CreateTokenResult = TokenCreated | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type TokenRevoked = {
  readonly __typename?: 'TokenRevoked';
  readonly accessToken: AccessToken;
};

export type RevokeTokenResult = TokenRevoked | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

/**
 * A publisher took a checkpoint back. It stays, with its files, scores and all that was made from it; no search finds it, and
 * its model's name means the one published before.
 */
export type CheckpointWithdrawal = {
  readonly __typename?: 'CheckpointWithdrawal';
  readonly reason: Scalars['String']['output'];
  readonly statement: Statement;
};

export type CheckpointWithdrawn = {
  readonly __typename?: 'CheckpointWithdrawn';
  readonly checkpoint: Checkpoint;
  readonly statement: Statement;
};

export type WithdrawCheckpointResult = CheckpointWithdrawn | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type ArtifactReleased = {
  readonly __typename?: 'ArtifactReleased';
  readonly artifact: Artifact;
  readonly statement: Statement;
};

export type ReleaseArtifactResult = ArtifactReleased | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type StubMerged = {
  readonly __typename?: 'StubMerged';
  /** The published one, which the stub's name and id mean from now on. */
  readonly checkpoint: Checkpoint;
  readonly statement: Statement;
};

export type MergeStubResult = StubMerged | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type DeliveryState =
  | 'PENDING'
  | 'DELIVERED'
  /** Given up after ten attempts, or because the receiver said 410. */
  | 'DEAD';

/** An address that its contributor wants told of events; each delivery is signed as standardwebhooks.com has it. */
export type Webhook = {
  readonly __typename?: 'Webhook';
  readonly id: Scalars['ID']['output'];
  readonly url: Scalars['String']['output'];
  /** Some of `advisory.published`, `advisory.withdrawn`, `checkpoint.affected` and `report.filed`. */
  readonly events: ReadonlyArray<Scalars['String']['output']>;
  /** Models besides the contributor's own, in lower case. */
  readonly watched: ReadonlyArray<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  /** The last delivery that arrived. */
  readonly deliveredAt: Maybe<Scalars['DateTime']['output']>;
  /** Since when nothing is sent any more; a test that arrives ends it. */
  readonly disabledAt: Maybe<Scalars['DateTime']['output']>;
  readonly disabledReason: Maybe<Scalars['String']['output']>;
  /** Newest first; ended ones are kept for 30 days. */
  readonly deliveries: ReadonlyArray<WebhookDelivery>;
};


/** An address that its contributor wants told of events; each delivery is signed as standardwebhooks.com has it. */
export type WebhookDeliveriesArgs = {
  first?: Scalars['Int']['input'];
};

/** One event on its way to one webhook. */
export type WebhookDelivery = {
  readonly __typename?: 'WebhookDelivery';
  /** The `webhook-id` of each attempt. */
  readonly id: Scalars['ID']['output'];
  readonly event: Scalars['String']['output'];
  readonly state: DeliveryState;
  readonly attempts: Scalars['Int']['output'];
  /** Of a pending one: not before. */
  readonly nextAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** HTTP status of the last attempt. */
  readonly status: Maybe<Scalars['Int']['output']>;
  /** Why the last attempt failed. */
  readonly failure: Maybe<Scalars['String']['output']>;
  /** As it is signed and sent. */
  readonly body: Scalars['String']['output'];
};

export type WebhookCreated = {
  readonly __typename?: 'WebhookCreated';
  readonly webhook: Webhook;
  /** Shown once: what deliveries are signed with, `whsec_…`. */
  readonly secret: Scalars['String']['output'];
};

export type CreateWebhookResult = WebhookCreated | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type WebhookDeleted = {
  readonly __typename?: 'WebhookDeleted';
  readonly webhook: Webhook;
};

export type DeleteWebhookResult = WebhookDeleted | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type DeliveryQueued = {
  readonly __typename?: 'DeliveryQueued';
  readonly delivery: WebhookDelivery;
};

export type TestWebhookResult = DeliveryQueued | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type ReplayWebhookDeliveryResult = DeliveryQueued | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type AdvisoryTargetInput = {
  readonly of: AffectedKind;
  /** Of a checkpoint its core digest; absent for a license. */
  readonly digest?: InputMaybe<Scalars['Digest']['input']>;
  /** An id, for a license alone. */
  readonly license?: InputMaybe<Scalars['String']['input']>;
};

export type PublishAdvisoryInput = {
  readonly title: Scalars['String']['input'];
  readonly severity: Severity;
  readonly kind: AdvisoryKind;
  readonly affected: ReadonlyArray<AdvisoryTargetInput>;
  readonly text: Scalars['String']['input'];
  readonly remedy?: InputMaybe<Scalars['String']['input']>;
  /** Addresses that begin with https://. */
  readonly references: ReadonlyArray<Scalars['String']['input']>;
};

export type AdvisoryPublished = {
  readonly __typename?: 'AdvisoryPublished';
  readonly advisory: Advisory;
  readonly statement: Statement;
};

export type PublishAdvisoryResult = AdvisoryPublished | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type AdvisoryWithdrawn = {
  readonly __typename?: 'AdvisoryWithdrawn';
  readonly advisory: Advisory;
  readonly statement: Statement;
};

export type WithdrawAdvisoryResult = AdvisoryWithdrawn | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Ten a contributor; `watched` are models whose checkpoints are told of besides one's own. */
  readonly createWebhook: CreateWebhookResult;
  readonly deleteWebhook: DeleteWebhookResult;
  /** Sends `webhook.test`; where it arrives, a disabled webhook is enabled again. */
  readonly testWebhook: TestWebhookResult;
  /** Delivers an ended delivery again, with the same id and body. */
  readonly replayWebhookDelivery: ReplayWebhookDeliveryResult;
  /** Warns of what the viewer published first; a steward, with the scope MODERATE, of anything. */
  readonly publishAdvisory: PublishAdvisoryResult;
  /** Takes back an advisory of the viewer's; a steward anybody's. */
  readonly withdrawAdvisory: WithdrawAdvisoryResult;
  /**
   * Says that a stub is a published checkpoint, with the reason, signed by the steward: its edges move there. Without a
   * steward only equal digests of all weights do that; a name never does.
   */
  readonly mergeStub: MergeStubResult;
  /**
   * Lets a quarantined file go, with the reason, signed by the steward: it can be downloaded by who asks for unsafe
   * files, and is still neither seeded nor evaluated.
   */
  readonly releaseArtifact: ReleaseArtifactResult;
  /** Takes a checkpoint of the viewer's back, by digest or `owner/name@revision`, with the reason. */
  readonly withdrawCheckpoint: WithdrawCheckpointResult;
  /** Publishes with the viewer's hub-held key; who holds a key sends a signed statement instead. */
  readonly publishCheckpoint: PublishCheckpointResult;
  /** As publishCheckpoint, for a dataset. */
  readonly publishDataset: PublishDatasetResult;
  /** The one door for contributors who hold their own key: any kind of statement, in its DSSE envelope. */
  readonly submitStatement: SubmitStatementResult;
  /** Makes a one-time code that lets a named person join with a role. */
  readonly inviteContributor: InviteContributorResult;
  /**
   * Joins this hub. With `envelope`, a key statement, the contributor holds the key; without it the hub
   * makes and keeps one. `name` is needed only where the invitation names nobody.
   */
  readonly redeemInvitation: RedeemInvitationResult;
  readonly createToken: CreateTokenResult;
  readonly revokeToken: RevokeTokenResult;
  /** Takes a dataset of the viewer's back, by digest or name; it stays, marked, and so does all that was trained on it. */
  readonly withdrawDataset: WithdrawDatasetResult;
  /** Takes an edge of a published checkpoint back; the log keeps who declared it and who took it back. */
  readonly withdrawLineageEdge: WithdrawLineageEdgeResult;
  /** Adds an edge to a published checkpoint; refuses self-loops and cycles. */
  readonly declareLineageEdge: DeclareLineageEdgeResult;
  /** Makes one torrent of a checkpoint's offered files, by its publisher; it is there once the hub has read them. */
  readonly offerReleaseTorrent: OfferReleaseTorrentResult;
  /** Vouches for an evaluator that the owner operates or knows; those of one organisation count as one. */
  readonly trustEvaluator: TrustEvaluatorResult;
  /** Takes the owner's trust back; audits stay. */
  readonly distrustEvaluator: DistrustEvaluatorResult;
  /** Says that the viewer is not independent of another: where both run, they count as one. It can't be taken back. */
  readonly declareConflict: DeclareConflictResult;
  /** Takes a run of the viewer's back; the scores it counted in are computed anew. */
  readonly withdrawRun: WithdrawRunResult;
  /** Takes in a file of what others report, whole or not at all, signed with the hub-held key. */
  readonly importReportedResults: ImportReportedResultsResult;
  /** Takes back results that the viewer imported; a steward anybody's. */
  readonly withdrawReportedResults: WithdrawReportedResultsResult;
  /** Makes a protocol known under its digest; the same one again changes nothing. Its dataset must be published here. */
  readonly registerProtocol: RegisterProtocolResult;
  /** States the value a publisher measured, signed with the hub-held key. */
  readonly fileClaim: FileClaimResult;
  /** Queues runs of a protocol on a checkpoint. */
  readonly requestEvaluation: RequestEvaluationResult;
  /**
   * Promises a result by the id (sha256) of its signed statement before anybody sees it. It may be shown once nobody could
   * copy it any more: ask again until `mayReveal`.
   */
  readonly commitEvaluationResult: CommitEvaluationResultResult;
  /** Tries a failed or cancelled job again, with all its attempts; for its requester and stewards. */
  readonly requeueEvaluationJob: RequeueEvaluationJobResult;
  /** Ends a waiting or leased job; for its requester and stewards. Its runner hears so at the next heartbeat. */
  readonly cancelEvaluationJob: CancelEvaluationJobResult;
  /**
   * Takes the job whose turn it is among those that fit: of the highest priority, of the requester with the fewest jobs in
   * hand, served longest ago. One evaluator never gets two jobs of one request.
   */
  readonly leaseEvaluationJob: LeaseEvaluationJobResult;
  /** Keeps a lease alive, and tells how far the runner has come. */
  readonly heartbeatEvaluationJob: HeartbeatEvaluationJobResult;
  /** Hands in the signed evaluation statement that was promised; exactly one result of a job counts. */
  readonly completeEvaluationJob: CompleteEvaluationJobResult;
  /** Gives a job back with a reason; it is tried again until its attempts are used up. */
  readonly failEvaluationJob: FailEvaluationJobResult;
  /** Computes every metric and verdict from the counts; signed with the hub-held key. */
  readonly fileBiasReport: FileBiasReportResult;
  /** Computes the verdict from the counts; signed with the hub-held key. */
  readonly fileRiskReport: FileRiskReportResult;
  /** Takes a report of one's own back: it is shown, and counts no more. */
  readonly withdrawReport: WithdrawReportResult;
  /** As the publisher of the checkpoint that it is on, or as a steward; at most 4,000 characters. */
  readonly answerReport: AnswerReportResult;
  /** Says that a checkpoint of one's own addresses a report on one of its ancestors. */
  readonly declareMitigation: DeclareMitigationResult;
};


export type MutationCreateWebhookArgs = {
  url: Scalars['String']['input'];
  events: ReadonlyArray<Scalars['String']['input']>;
  watched?: ReadonlyArray<Scalars['String']['input']>;
};


export type MutationDeleteWebhookArgs = {
  id: Scalars['ID']['input'];
};


export type MutationTestWebhookArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReplayWebhookDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationPublishAdvisoryArgs = {
  input: PublishAdvisoryInput;
};


export type MutationWithdrawAdvisoryArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationMergeStubArgs = {
  stub: Scalars['String']['input'];
  checkpoint: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationReleaseArtifactArgs = {
  digest: Scalars['Digest']['input'];
  reason: Scalars['String']['input'];
};


export type MutationWithdrawCheckpointArgs = {
  checkpoint: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationPublishCheckpointArgs = {
  input: PublishCheckpointInput;
};


export type MutationPublishDatasetArgs = {
  input: PublishDatasetInput;
};


export type MutationSubmitStatementArgs = {
  envelope: Scalars['JSON']['input'];
};


export type MutationInviteContributorArgs = {
  name: Scalars['String']['input'];
  role?: Role;
};


export type MutationRedeemInvitationArgs = {
  code: Scalars['String']['input'];
  name: InputMaybe<Scalars['String']['input']>;
  envelope: InputMaybe<Scalars['JSON']['input']>;
};


export type MutationCreateTokenArgs = {
  label: Scalars['String']['input'];
  scopes: ReadonlyArray<Scope>;
  days?: Scalars['Int']['input'];
};


export type MutationRevokeTokenArgs = {
  id: Scalars['ID']['input'];
};


export type MutationWithdrawDatasetArgs = {
  dataset: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationWithdrawLineageEdgeArgs = {
  input: WithdrawLineageEdgeInput;
};


export type MutationDeclareLineageEdgeArgs = {
  input: DeclareLineageEdgeInput;
};


export type MutationOfferReleaseTorrentArgs = {
  checkpoint: Scalars['String']['input'];
};


export type MutationTrustEvaluatorArgs = {
  name: Scalars['String']['input'];
  organisation: InputMaybe<Scalars['String']['input']>;
};


export type MutationDistrustEvaluatorArgs = {
  name: Scalars['String']['input'];
  reason: InputMaybe<Scalars['String']['input']>;
};


export type MutationDeclareConflictArgs = {
  name: Scalars['String']['input'];
  reason: InputMaybe<Scalars['String']['input']>;
};


export type MutationWithdrawRunArgs = {
  run: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationImportReportedResultsArgs = {
  input: ImportReportedResultsInput;
};


export type MutationWithdrawReportedResultsArgs = {
  logIndex: Scalars['BigInt']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRegisterProtocolArgs = {
  body: Scalars['JSON']['input'];
};


export type MutationFileClaimArgs = {
  input: FileClaimInput;
};


export type MutationRequestEvaluationArgs = {
  input: RequestEvaluationInput;
};


export type MutationCommitEvaluationResultArgs = {
  id: Scalars['ID']['input'];
  leaseToken: Scalars['String']['input'];
  commitment: Scalars['Digest']['input'];
};


export type MutationRequeueEvaluationJobArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCancelEvaluationJobArgs = {
  id: Scalars['ID']['input'];
};


export type MutationLeaseEvaluationJobArgs = {
  runner: RunnerInput;
  waitSeconds?: Scalars['Int']['input'];
};


export type MutationHeartbeatEvaluationJobArgs = {
  id: Scalars['ID']['input'];
  leaseToken: Scalars['String']['input'];
  progress: InputMaybe<JobProgressInput>;
};


export type MutationCompleteEvaluationJobArgs = {
  id: Scalars['ID']['input'];
  leaseToken: Scalars['String']['input'];
  envelope: Scalars['JSON']['input'];
  challenge: InputMaybe<Scalars['String']['input']>;
};


export type MutationFailEvaluationJobArgs = {
  id: Scalars['ID']['input'];
  leaseToken: Scalars['String']['input'];
  error: Scalars['String']['input'];
  isFinal?: Scalars['Boolean']['input'];
};


export type MutationFileBiasReportArgs = {
  input: FileBiasReportInput;
};


export type MutationFileRiskReportArgs = {
  input: FileRiskReportInput;
};


export type MutationWithdrawReportArgs = {
  report: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationAnswerReportArgs = {
  report: Scalars['ID']['input'];
  status: ReportAnswerStatus;
  text: Scalars['String']['input'];
};


export type MutationDeclareMitigationArgs = {
  report: Scalars['ID']['input'];
  child: Scalars['String']['input'];
};

/** How strongly an edge is shown to be true. */
export type EvidenceLevel =
  /** Another place says so; nobody signed it here. */
  | 'IMPORTED'
  /** The child's publisher says so, signed. */
  | 'DECLARED'
  /** The child's publisher is also the parent's. */
  | 'ACKNOWLEDGED'
  /** The weights themselves show it: equal weights identities. */
  | 'PROVEN';

/** Child → parent, and how the child was made from it. */
export type LineageEdge = {
  readonly __typename?: 'LineageEdge';
  readonly id: Scalars['ID']['output'];
  readonly child: Checkpoint;
  readonly parent: Checkpoint;
  readonly kind: EdgeKind;
  readonly evidence: EvidenceLevel;
  /** The log index of the statement that declared it; null for an edge that was only imported. */
  readonly logIndex: Maybe<Scalars['BigInt']['output']>;
  /** The places of other sources that say it; unsigned, and as their last crawl found them. */
  readonly imported: ReadonlyArray<ImportedEdge>;
};

/** Where in a source an edge is said. */
export type ImportPlace =
  /** A tag that the source derives from its card. */
  | 'TAG'
  /** The YAML at the head of its README. */
  | 'CARD'
  /** An edge list that somebody made of the source. */
  | 'CSV';

export type ImportedEdge = {
  readonly __typename?: 'ImportedEdge';
  readonly source: Scalars['String']['output'];
  readonly place: ImportPlace;
  readonly crawledAt: Scalars['DateTime']['output'];
};

/** A checkpoint at a distance along lineage edges. */
export type Relative = {
  readonly __typename?: 'Relative';
  readonly checkpoint: Checkpoint;
  /** The fewest edges between the two. */
  readonly depth: Scalars['Int']['output'];
  /** The edges by which it is reached, on the ways back to the start. */
  readonly edges: ReadonlyArray<LineageEdge>;
};

export type RelativeEdge = {
  readonly __typename?: 'RelativeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Relative;
};

/** Nearest generation first. */
export type RelativeConnection = {
  readonly __typename?: 'RelativeConnection';
  readonly edges: ReadonlyArray<RelativeEdge>;
  readonly nodes: ReadonlyArray<Relative>;
  readonly pageInfo: PageInfo;
};

/** One way from a descendant up to an ancestor, edge by edge. */
export type LineagePath = {
  readonly __typename?: 'LineagePath';
  readonly edges: ReadonlyArray<LineageEdge>;
};

/** Where a checkpoint stands in the graph; kept as edges come, totals a moment later. */
export type LineagePlace = {
  readonly __typename?: 'LineagePlace';
  /** Edges on the longest way up to a root; 0 for a root. */
  readonly generation: Scalars['Int']['output'];
  readonly ancestorCount: Scalars['Int']['output'];
  readonly childCount: Scalars['BigInt']['output'];
  readonly descendantCount: Scalars['BigInt']['output'];
  /** Bytes of all published descendants together. */
  readonly descendantBytes: Scalars['BigInt']['output'];
  /** Downloads of all descendants together, as far as their sources tell. */
  readonly descendantDownloads: Scalars['BigInt']['output'];
};

/** An ancestor that all of some checkpoints have; one of them may be it itself. */
export type CommonAncestor = {
  readonly __typename?: 'CommonAncestor';
  readonly checkpoint: Checkpoint;
  /** The fewest edges from each, in the order asked. */
  readonly depths: ReadonlyArray<Scalars['Int']['output']>;
  /** No other common ancestor was made from it. */
  readonly isNearest: Scalars['Boolean']['output'];
};

/** A checkpoint that could not be made again: nobody seeds what it came from. */
export type CheckpointAtRisk = {
  readonly __typename?: 'CheckpointAtRisk';
  readonly checkpoint: Checkpoint;
  /** The nearest 10 of them. */
  readonly unseeded: ReadonlyArray<Checkpoint>;
  readonly unseededCount: Scalars['Int']['output'];
};

export type CheckpointAtRiskConnection = {
  readonly __typename?: 'CheckpointAtRiskConnection';
  readonly nodes: ReadonlyArray<CheckpointAtRisk>;
  readonly pageInfo: PageInfo;
};

export type DatasetEdgeKind =
  /** Its weights learned from it. */
  | 'TRAINED_ON'
  /** A score was measured on it. */
  | 'EVALUATED_ON';

/** A dataset as the graph knows it: published here, or known by name only. */
export type DatasetNode = {
  readonly __typename?: 'DatasetNode';
  /** `owner/name` in lower case, or a name in its source's namespace: `huggingface.co:datasets/owner/name`. */
  readonly name: Scalars['String']['output'];
  /** What is published here under the name, newest first, 100 at most. */
  readonly published: ReadonlyArray<Dataset>;
  /** Checkpoints that have to do with it themselves, newest first. */
  readonly checkpoints: CheckpointConnection;
  /** What was trained on it (depth 1), and everything made from that. */
  readonly reached: ReachedConnection;
};


/** A dataset as the graph knows it: published here, or known by name only. */
export type DatasetNodeCheckpointsArgs = {
  kind: InputMaybe<DatasetEdgeKind>;
  first?: Scalars['Int']['input'];
  after: InputMaybe<Scalars['String']['input']>;
};


/** A dataset as the graph knows it: published here, or known by name only. */
export type DatasetNodeReachedArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

export type Reached = {
  readonly __typename?: 'Reached';
  readonly checkpoint: Checkpoint;
  /** The fewest edges from the dataset. */
  readonly depth: Scalars['Int']['output'];
};

/** Nearest first. */
export type ReachedConnection = {
  readonly __typename?: 'ReachedConnection';
  readonly nodes: ReadonlyArray<Reached>;
  readonly pageInfo: PageInfo;
};

export type DatasetEdge = {
  readonly __typename?: 'DatasetEdge';
  readonly dataset: DatasetNode;
  readonly kind: DatasetEdgeKind;
  /** The log index of the statement that says so; null where only another place does, unsigned. */
  readonly logIndex: Maybe<Scalars['BigInt']['output']>;
};

/** A dataset that its publisher took back, and that a checkpoint comes from. */
export type DatasetWarning = {
  readonly __typename?: 'DatasetWarning';
  readonly dataset: Dataset;
  /** What was trained on it: the checkpoint itself, or an ancestor. */
  readonly trained: Checkpoint;
  /** Edges up to that; 0 for the checkpoint itself. */
  readonly depth: Scalars['Int']['output'];
  /** With the reason, in its body. */
  readonly withdrawal: Statement;
};

export type DeclareLineageEdgeInput = {
  /** A checkpoint of the viewer's. */
  readonly child: Scalars['String']['input'];
  readonly parent: Scalars['String']['input'];
  readonly kind: EdgeKind;
};

export type LineageEdgeDeclared = {
  readonly __typename?: 'LineageEdgeDeclared';
  readonly edge: LineageEdge;
};

export type DeclareLineageEdgeResult = LineageEdgeDeclared | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type WithdrawLineageEdgeInput = {
  /** A checkpoint of the viewer's. */
  readonly child: Scalars['String']['input'];
  readonly parent: Scalars['String']['input'];
  readonly kind: EdgeKind;
  readonly reason: Scalars['String']['input'];
};

export type LineageEdgeWithdrawn = {
  readonly __typename?: 'LineageEdgeWithdrawn';
  readonly child: Checkpoint;
  readonly statement: Statement;
};

export type WithdrawLineageEdgeResult = LineageEdgeWithdrawn | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type DatasetWithdrawn = {
  readonly __typename?: 'DatasetWithdrawn';
  readonly dataset: Dataset;
  readonly statement: Statement;
};

export type WithdrawDatasetResult = DatasetWithdrawn | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

/** A language that other programs read. */
export type LineageFormat =
  /** A bill of materials, CycloneDX 1.6 as JSON: the ancestors as the pedigree of a machine-learning-model. */
  | 'CYCLONEDX'
  /** A graph for Graphviz. */
  | 'DOT';

/** A checkpoint with its ancestors as a file; the same bytes for the same graph. */
export type LineageExport = {
  readonly __typename?: 'LineageExport';
  readonly content: Scalars['String']['output'];
  /** A media type, for who serves or stores it. */
  readonly mediaType: Scalars['String']['output'];
  /** False when there are more ancestors than `first`. */
  readonly isWhole: Scalars['Boolean']['output'];
};

/** The terms a checkpoint is published under. */
export type License = {
  readonly __typename?: 'License';
  /** The SPDX expression or LicenseRef as declared, in SPDX's own spelling. */
  readonly expression: Scalars['String']['output'];
  /** Every license the expression names. */
  readonly ids: ReadonlyArray<Scalars['String']['output']>;
  /** Whether every id is on the SPDX list. */
  readonly isSpdx: Scalars['Boolean']['output'];
};

/** How an artifact's bytes travel between peers. On a hub for members only, all addresses are this viewer's own. */
export type Swarm = {
  readonly __typename?: 'Swarm';
  /** The SHA-1 of the torrent's info dictionary: equal bytes, equal infohash. */
  readonly infohash: Scalars['String']['output'];
  readonly magnet: Scalars['String']['output'];
  /** The .torrent file, under this hub's address. */
  readonly torrentPath: Scalars['String']['output'];
  /** Where to announce, under this hub's address. */
  readonly announcePath: Scalars['String']['output'];
  /** Where the hub gives the bytes over HTTP, under its address; null where it gives them to the swarm alone. */
  readonly webSeedPath: Maybe<Scalars['String']['output']>;
  readonly pieceLengthBytes: Scalars['BigInt']['output'];
  /** Peers with all of it, this hub included. */
  readonly seederCount: Scalars['Int']['output'];
  /** Peers still downloading. */
  readonly leecherCount: Scalars['Int']['output'];
};

/** One torrent of all offered files of a checkpoint under their own names, with a list SHA256SUMS; its publisher asked for it. */
export type ReleaseSwarm = {
  readonly __typename?: 'ReleaseSwarm';
  readonly infohash: Scalars['String']['output'];
  readonly magnet: Scalars['String']['output'];
  /** The .torrent file, under this hub's address. */
  readonly torrentPath: Scalars['String']['output'];
};

export type ReleaseTorrentOffered = {
  readonly __typename?: 'ReleaseTorrentOffered';
  readonly checkpoint: Checkpoint;
};

export type OfferReleaseTorrentResult = ReleaseTorrentOffered | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

/** Task, data and settings, named by their digest: what is measured, without where. */
export type Protocol = {
  readonly __typename?: 'Protocol';
  readonly digest: Scalars['Digest']['output'];
  readonly task: Scalars['String']['output'];
  /** What is done to the items before the question, such as `gaussian-noise 3`; empty where nothing is. */
  readonly hardship: Scalars['String']['output'];
  readonly metric: Scalars['String']['output'];
  readonly dataset: Maybe<Dataset>;
  /** The whole protocol, as its digest covers it. */
  readonly body: Scalars['JSON']['output'];
};

/** A publisher's metric value. */
export type Claim = {
  readonly __typename?: 'Claim';
  readonly value: Scalars['Float']['output'];
  readonly items: Scalars['BigInt']['output'];
  readonly decimals: Maybe<Scalars['Int']['output']>;
  /** The difference that its publisher declares acceptable; null for the metric's own. */
  readonly margin: Maybe<Scalars['Float']['output']>;
  readonly claimedBy: Contributor;
  readonly claimedAt: Scalars['DateTime']['output'];
};

/** One execution: a checkpoint, a protocol, an evaluator and its machine. */
export type Run = {
  readonly __typename?: 'Run';
  readonly id: Scalars['ID']['output'];
  readonly protocol: Protocol;
  readonly value: Scalars['Float']['output'];
  readonly correct: Maybe<Scalars['BigInt']['output']>;
  readonly items: Scalars['BigInt']['output'];
  readonly evaluator: Contributor;
  /** A mark of the machine; equal marks are one host and count as one group. */
  readonly host: Scalars['String']['output'];
  readonly hardwareClass: Scalars['String']['output'];
  readonly stack: Scalars['String']['output'];
  readonly outputsDigest: Scalars['Digest']['output'];
  readonly predictionsDigest: Scalars['Digest']['output'];
  /** What it answered to each item. */
  readonly itemsArtifact: Maybe<Artifact>;
  /** Standard error of a mean over the choice of items; null for a share, whose counts tell it. */
  readonly samplingError: Maybe<Scalars['Float']['output']>;
  /** Submitted without a job, so it was neither promised nor challenged: it weighs as an unknown evaluator's. */
  readonly isByHand: Scalars['Boolean']['output'];
  readonly conditions: Scalars['JSON']['output'];
  readonly ranAt: Scalars['DateTime']['output'];
  /** Its evaluator took it back: it counts no more. */
  readonly isWithdrawn: Scalars['Boolean']['output'];
  /** The evaluation statement that said it. */
  readonly statement: Statement;
};

export type ReproducibilityLevel =
  /** Not reproduced: at least two independent groups disagree, and they are more. */
  | 'RX'
  /** Claimed. */
  | 'R0'
  /** Repeated: a run agrees, but nobody independent and vetted. */
  | 'R1'
  /** Reproduced: one vetted independent group agrees. */
  | 'R2'
  /** Corroborated: two groups on two kinds of hardware. */
  | 'R3'
  /** Robust: three groups, two kinds of hardware, two software stacks, nobody disagrees. */
  | 'R4';

export type ReproducibilityState =
  | 'OK'
  /** Vetted groups agree and disagree. */
  | 'CONTESTED'
  /** Vetted groups disagree, and none agrees. */
  | 'DISPUTED'
  /** At least two vetted groups disagree, and they are more. */
  | 'NOT_REPRODUCED'
  /** The dataset was taken back: the question can't be asked again. */
  | 'SUPERSEDED';

export type Agreement =
  | 'AGREE'
  | 'DISAGREE'
  | 'INCONCLUSIVE';

/** How close agreement is. */
export type ToleranceClass =
  /** Equal outputs. */
  | 'T0'
  /** Within a tenth of the metric's tolerance. */
  | 'T1'
  /** Within the metric's tolerance. */
  | 'T2'
  /** Within the margin that the publisher declared. */
  | 'T3';

/** Whom a difference would flatter; never part of the agreement. */
export type DifferenceBias =
  | 'OVER_CLAIMED'
  | 'UNDER_CLAIMED'
  | 'NONE';

/** What the hub knows of somebody as an evaluator. */
export type EvaluatorStanding = {
  readonly __typename?: 'EvaluatorStanding';
  readonly contributor: Contributor;
  /** ρ: the share of its results that, with 95 % belief, are at least right. */
  readonly reliability: Scalars['Float']['output'];
  /** Reliable enough to count: ρ ≥ 0.5. */
  readonly isVetted: Scalars['Boolean']['output'];
  /** Why it is vetted, or not, in one line. */
  readonly sentence: Scalars['String']['output'];
  /** The hub's owner vouches for it. */
  readonly isTrusted: Scalars['Boolean']['output'];
  /** As the owner named it; evaluators of one organisation count as one. */
  readonly organisation: Maybe<Scalars['String']['output']>;
  /** Known-answer jobs passed, by the end of yesterday; which jobs they were is never told. A failed one counts at once. */
  readonly auditsPassed: Scalars['Int']['output'];
  readonly auditsFailed: Scalars['Int']['output'];
};

/** What one independent group of evaluators found. */
export type GroupVerdict = {
  readonly __typename?: 'GroupVerdict';
  /** `self` is the publisher's own group. */
  readonly group: Scalars['String']['output'];
  readonly isSelf: Scalars['Boolean']['output'];
  /** Reliable enough to count, and not the publisher's own. */
  readonly isVetted: Scalars['Boolean']['output'];
  /** ρ of its most reliable member that ran. */
  readonly reliability: Scalars['Float']['output'];
  /** All of its runs come from one machine. */
  readonly isOneHost: Scalars['Boolean']['output'];
  /** Far from the other groups: shown, never dropped. */
  readonly isOutlier: Scalars['Boolean']['output'];
  readonly agreement: Agreement;
  readonly value: Scalars['Float']['output'];
  readonly difference: Scalars['Float']['output'];
  readonly bias: DifferenceBias;
  /** The narrowest class that holds; null unless the group agrees. */
  readonly toleranceClass: Maybe<ToleranceClass>;
  readonly tolerance: Scalars['Float']['output'];
  readonly weight: Scalars['Float']['output'];
  readonly runCount: Scalars['Int']['output'];
  /** Those whose runs speak for the group. */
  readonly evaluators: ReadonlyArray<EvaluatorStanding>;
};

/** The part that a run has in a score. */
export type RunPart =
  /** It speaks with its group. */
  | 'COUNTED'
  /** The publisher's own, or tied to the publisher. */
  | 'OWN'
  /** Of an unvetted evaluator in a group of vetted ones: they speak. */
  | 'SILENT'
  /** It agrees, but its answer to the challenge contradicts those of vetted groups: it did not run the model. */
  | 'UNPROVEN'
  /** It answers another question. */
  | 'RELATED';

/** What one run did to a score, by what is known of everybody today. */
export type ScoreStep = {
  readonly __typename?: 'ScoreStep';
  readonly run: Run;
  readonly part: RunPart;
  readonly group: Maybe<Scalars['String']['output']>;
  readonly evaluator: EvaluatorStanding;
  /** The run alone, held against the claim. */
  readonly agreement: Maybe<Agreement>;
  readonly difference: Maybe<Scalars['Float']['output']>;
  readonly toleranceClass: Maybe<ToleranceClass>;
  /** Of its group, now. */
  readonly weight: Scalars['Float']['output'];
  readonly scoreBefore: Maybe<Scalars['Float']['output']>;
  readonly scoreAfter: Maybe<Scalars['Float']['output']>;
  readonly levelBefore: ReproducibilityLevel;
  readonly levelAfter: ReproducibilityLevel;
};

/** What a score was before and after a run, as it was written then. */
export type PastScore = {
  readonly __typename?: 'PastScore';
  readonly run: Maybe<Run>;
  readonly scoreBefore: Maybe<Scalars['Float']['output']>;
  readonly scoreAfter: Maybe<Scalars['Float']['output']>;
  readonly levelBefore: ReproducibilityLevel;
  readonly levelAfter: ReproducibilityLevel;
  readonly agreement: Agreement;
  /** The first run of an independent vetted group: what the score before had predicted. */
  readonly isPredicted: Scalars['Boolean']['output'];
  readonly specVersion: Scalars['String']['output'];
  readonly at: Scalars['DateTime']['output'];
};

/** A tenth of the scale, with the predictions in it. */
export type CalibrationBin = {
  readonly __typename?: 'CalibrationBin';
  readonly low: Scalars['Float']['output'];
  readonly high: Scalars['Float']['output'];
  readonly count: Scalars['Int']['output'];
  /** Mean prediction. */
  readonly predicted: Scalars['Float']['output'];
  /** Share that agreed. */
  readonly agreed: Scalars['Float']['output'];
};

/** How good this hub's scores were as predictions: each is held against the next independent vetted run. */
export type Calibration = {
  readonly __typename?: 'Calibration';
  /** One plain line for people. */
  readonly sentence: Scalars['String']['output'];
  readonly count: Scalars['Int']['output'];
  /** Mean squared difference of prediction and outcome; 0 is perfect. */
  readonly brier: Maybe<Scalars['Float']['output']>;
  /** What predicting the mean outcome each time would have got. */
  readonly climatology: Maybe<Scalars['Float']['output']>;
  readonly bins: ReadonlyArray<CalibrationBin>;
};

export type Interval = {
  readonly __typename?: 'Interval';
  readonly low: Scalars['Float']['output'];
  readonly high: Scalars['Float']['output'];
};

/** Whether independent runs agree with a claim, and how sure that is. */
export type Reproducibility = {
  readonly __typename?: 'Reproducibility';
  /** One plain line for people. */
  readonly sentence: Scalars['String']['output'];
  readonly level: ReproducibilityLevel;
  readonly state: ReproducibilityState;
  /**
   * The predicted probability that the next independent evaluator lands inside the tolerance;
   * null without independent evidence.
   */
  readonly score: Maybe<Scalars['Float']['output']>;
  /** 90 %, Jeffreys. */
  readonly interval: Interval;
  /** Coefficient of variation with small-sample correction (Belz et al., 2022), in percent. */
  readonly cvStar: Maybe<Scalars['Float']['output']>;
  readonly groups: ReadonlyArray<GroupVerdict>;
  readonly badges: ReadonlyArray<Scalars['String']['output']>;
  readonly specVersion: Scalars['String']['output'];
};

/** All that is known of a checkpoint under one protocol and metric. */
export type Score = {
  readonly __typename?: 'Score';
  readonly protocol: Protocol;
  readonly metric: Scalars['String']['output'];
  /** The claim, else the median of the runs. */
  readonly value: Scalars['Float']['output'];
  readonly items: Scalars['BigInt']['output'];
  /** 95 % interval of the value over the choice of items (Wilson, or 1.96 standard errors of a mean); not a tolerance for repeats. */
  readonly sampling: Maybe<Interval>;
  readonly claim: Maybe<Claim>;
  /** Those taken back too. */
  readonly runs: ReadonlyArray<Run>;
  /** Of the same bytes and metric under other protocols: shown, never counted. */
  readonly relatedRuns: ReadonlyArray<Run>;
  /** Null without a claim: there is nothing to reproduce. */
  readonly reproducibility: Maybe<Reproducibility>;
  /** How it came to be, run by run, in the order of the log; the latest ones. */
  readonly steps: ReadonlyArray<ScoreStep>;
  /** What it was when each run came, in the order of the log; the latest ones. */
  readonly history: ReadonlyArray<PastScore>;
  /** When somebody last ran it, or claimed where nobody has. */
  readonly lastRunAt: Scalars['DateTime']['output'];
  /** Nobody ran it for 18 months. */
  readonly isStale: Scalars['Boolean']['output'];
};


/** All that is known of a checkpoint under one protocol and metric. */
export type ScoreStepsArgs = {
  last: Scalars['Int']['input'];
};


/** All that is known of a checkpoint under one protocol and metric. */
export type ScoreHistoryArgs = {
  last: Scalars['Int']['input'];
};

/** The claims of a checkpoint on one dataset. */
export type BenchmarkFamily = {
  readonly __typename?: 'BenchmarkFamily';
  /** The dataset's name. */
  readonly name: Scalars['String']['output'];
  readonly claims: Scalars['Int']['output'];
  /** Mean score; a claim without independent evidence counts 0. */
  readonly score: Scalars['Float']['output'];
};

/** All claims of a checkpoint together. Neither easy claims nor unverified ones help. */
export type CheckpointReproducibility = {
  readonly __typename?: 'CheckpointReproducibility';
  /** Mean over the families. */
  readonly score: Scalars['Float']['output'];
  /** The worst level of any claim. */
  readonly level: ReproducibilityLevel;
  readonly families: ReadonlyArray<BenchmarkFamily>;
};

/** How reported results are written elsewhere. */
export type ReportedFormat =
  /** Every Eval Ever 0.2 and 0.3. */
  | 'EVERY_EVAL_EVER'
  /** A results file of lm-eval, the Language Model Evaluation Harness. */
  | 'LM_EVAL'
  /** The `model-index` of a Hugging Face card. */
  | 'MODEL_INDEX'
  /** A file of a Hugging Face repository's `.eval_results` folder. */
  | 'EVAL_RESULTS';

/** How whoever measured stands to whoever made the model, by their own word. */
export type Relationship =
  | 'FIRST_PARTY'
  | 'THIRD_PARTY'
  | 'COLLABORATIVE'
  | 'OTHER';

export type MetricDirection =
  | 'HIGHER_IS_BETTER'
  | 'LOWER_IS_BETTER';

/** Who reports, with what, and where it can be read; as the file says, else as whoever imported it says. */
export type ReportedSource = {
  readonly __typename?: 'ReportedSource';
  readonly relationship: Maybe<Relationship>;
  readonly organisation: Maybe<Scalars['String']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
  /** As text: nothing here fetches it. */
  readonly url: Maybe<Scalars['String']['output']>;
  readonly harness: Maybe<Scalars['String']['output']>;
  readonly harnessVersion: Maybe<Scalars['String']['output']>;
  readonly evaluatedAt: Maybe<Scalars['DateTime']['output']>;
  readonly retrievedAt: Maybe<Scalars['DateTime']['output']>;
};

/** One value that others report. */
export type ReportedResult = {
  readonly __typename?: 'ReportedResult';
  readonly benchmark: Scalars['String']['output'];
  readonly benchmarkVersion: Maybe<Scalars['String']['output']>;
  /** Where its name differs from the benchmark's. */
  readonly dataset: Maybe<Scalars['String']['output']>;
  readonly metric: Scalars['String']['output'];
  /** Null where the source does not say. */
  readonly direction: Maybe<MetricDirection>;
  readonly unit: Maybe<Scalars['String']['output']>;
  /** Null where the source itself says that it is not known. */
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly standardError: Maybe<Scalars['Float']['output']>;
  /** As told, else from the standard error or the count of items. */
  readonly interval: Maybe<Interval>;
  /** Of an interval that was told; one made here is of 0.95. */
  readonly confidence: Maybe<Scalars['Float']['output']>;
  readonly items: Maybe<Scalars['BigInt']['output']>;
  readonly fewshot: Maybe<Scalars['Int']['output']>;
};

/** What somebody elsewhere says of one model. Nobody here measured it: it counts in no score and reproduces nothing. */
export type ReportedRecord = {
  readonly __typename?: 'ReportedRecord';
  readonly id: Scalars['ID']['output'];
  /** Of what it says; the same record comes in once. */
  readonly digest: Scalars['Digest']['output'];
  /** As the source names it. */
  readonly model: Scalars['String']['output'];
  readonly revision: Maybe<Scalars['String']['output']>;
  /** Of training, where the revision tells it. */
  readonly step: Maybe<Scalars['BigInt']['output']>;
  readonly format: ReportedFormat;
  readonly source: ReportedSource;
  /** In the order of the file. */
  readonly results: ReadonlyArray<ReportedResult>;
  readonly resultCount: Scalars['BigInt']['output'];
  /** As it came, whole. One answer carries 32 million characters of it at most. */
  readonly raw: Scalars['JSON']['output'];
  readonly importedBy: Contributor;
  readonly importedAt: Scalars['DateTime']['output'];
  /** The statement that brought it. */
  readonly statement: Statement;
};


/** What somebody elsewhere says of one model. Nobody here measured it: it counts in no score and reproduces nothing. */
export type ReportedRecordResultsArgs = {
  first: Scalars['Int']['input'];
};

export type ReportedRecordEdge = {
  readonly __typename?: 'ReportedRecordEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: ReportedRecord;
};

export type ReportedRecordConnection = {
  readonly __typename?: 'ReportedRecordConnection';
  readonly edges: ReadonlyArray<ReportedRecordEdge>;
  readonly nodes: ReadonlyArray<ReportedRecord>;
  readonly pageInfo: PageInfo;
};

/** A file of reported results, as somebody brought it. */
export type ReportedFile = {
  readonly __typename?: 'ReportedFile';
  /** Of its statement. */
  readonly logIndex: Scalars['BigInt']['output'];
  readonly digest: Scalars['Digest']['output'];
  readonly format: ReportedFormat;
  /** Those that were new when it came; none once it was taken back. */
  readonly records: Scalars['BigInt']['output'];
  readonly results: Scalars['BigInt']['output'];
  readonly importedBy: Contributor;
  readonly importedAt: Scalars['DateTime']['output'];
  readonly statement: Statement;
  readonly isWithdrawn: Scalars['Boolean']['output'];
};

/** How much is reported of one benchmark by one metric. */
export type Benchmark = {
  readonly __typename?: 'Benchmark';
  readonly name: Scalars['String']['output'];
  readonly metric: Scalars['String']['output'];
  /** What is done to the items before the question; empty where nothing is. */
  readonly hardship: Scalars['String']['output'];
  /** A dataset published here; else others report on it. */
  readonly isMeasuredHere: Scalars['Boolean']['output'];
  readonly results: Scalars['BigInt']['output'];
  readonly models: Scalars['BigInt']['output'];
};

/** A value with its place. Places are a range: one is surely better than another only where their intervals don't touch. */
export type LeaderboardEntry = {
  readonly __typename?: 'LeaderboardEntry';
  /** One more than are surely better. */
  readonly rankBest: Scalars['Int']['output'];
  /** All but those that are surely worse. */
  readonly rankWorst: Scalars['Int']['output'];
  readonly value: Scalars['Float']['output'];
  /** Null where nobody tells how sure it is. */
  readonly interval: Maybe<Interval>;
  /** Measured or claimed here: the checkpoint and its score. Null where others report it. */
  readonly checkpoint: Maybe<Checkpoint>;
  readonly score: Maybe<Score>;
  /** Reported by others: the record and its value. Null where it was measured or claimed here. */
  readonly record: Maybe<ReportedRecord>;
  readonly reported: Maybe<ReportedResult>;
};

export type LeaderboardEdge = {
  readonly __typename?: 'LeaderboardEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: LeaderboardEntry;
};

/** All that is known of a benchmark by one metric, best first. */
export type Leaderboard = {
  readonly __typename?: 'Leaderboard';
  readonly benchmark: Scalars['String']['output'];
  readonly metric: Scalars['String']['output'];
  readonly direction: MetricDirection;
  readonly total: Scalars['Int']['output'];
  /** There are more reported values than are ranked. */
  readonly isCut: Scalars['Boolean']['output'];
  readonly edges: ReadonlyArray<LeaderboardEdge>;
  readonly nodes: ReadonlyArray<LeaderboardEntry>;
  readonly pageInfo: PageInfo;
};

export type LearningPoint = {
  readonly __typename?: 'LearningPoint';
  readonly step: Scalars['BigInt']['output'];
  readonly value: Scalars['Float']['output'];
  readonly interval: Maybe<Interval>;
  /** Null where others report it. */
  readonly checkpoint: Maybe<Checkpoint>;
  readonly record: Maybe<ReportedRecord>;
};

/** What a training series learned of one benchmark, by step. */
export type LearningCurve = {
  readonly __typename?: 'LearningCurve';
  readonly model: Scalars['String']['output'];
  readonly benchmark: Scalars['String']['output'];
  readonly metric: Scalars['String']['output'];
  readonly points: ReadonlyArray<LearningPoint>;
};

export type RegressionVerdict =
  /** The whole interval is on the better side of the margin. */
  | 'IMPROVED'
  /** The whole interval is on the worse side. */
  | 'REGRESSED'
  | 'NO_DIFFERENCE_SHOWN';

/** A checkpoint against a parent, by one run of each under the same protocol. */
export type Regression = {
  readonly __typename?: 'Regression';
  readonly parent: Checkpoint;
  readonly kind: EdgeKind;
  readonly protocol: Protocol;
  readonly metric: Scalars['String']['output'];
  readonly run: Run;
  readonly parentRun: Run;
  /** This one's value less the parent's; of likelihoods over the same items in nats a token. */
  readonly difference: Scalars['Float']['output'];
  /** 95 %, over the choice of items. */
  readonly interval: Interval;
  /** Over the same items, one by one; else from both values, which shows less. */
  readonly isPaired: Scalars['Boolean']['output'];
  readonly items: Scalars['BigInt']['output'];
  /** Items whose answer became wrong; null where answers are not right or wrong, or not paired. */
  readonly rightToWrong: Maybe<Scalars['BigInt']['output']>;
  readonly wrongToRight: Maybe<Scalars['BigInt']['output']>;
  /** McNemar's exact p. */
  readonly p: Maybe<Scalars['Float']['output']>;
  readonly verdict: RegressionVerdict;
  /** One plain line for people. */
  readonly sentence: Scalars['String']['output'];
};

export type JobState =
  | 'QUEUED'
  | 'LEASED'
  | 'DONE'
  /** Its attempts are used up, or it failed for good; `failedAttempts` say why. `requeueEvaluationJob` tries again. */
  | 'FAILED'
  /** Ended by its requester or a steward. */
  | 'CANCELLED';

/** How soon a job's turn comes. Within one priority, requesters take turns. */
export type Priority =
  /** For stewards to ask. */
  | 'HIGH'
  | 'NORMAL'
  | 'LOW';

/** What computes a model. */
export type Provider =
  /** onnxruntime on the processor. */
  | 'CPU'
  /** onnxruntime in WebAssembly, one thread: the same bits on every machine. */
  | 'WASM'
  /** A GPU through Vulkan. */
  | 'WEBGPU'
  /** A GPU through CUDA. */
  | 'CUDA';

export type JobPhase =
  /** The runner brings model and dataset. */
  | 'FETCHING'
  | 'RUNNING'
  /** It uploads the answers and signs the result. */
  | 'HANDING_IN';

/** How far a runner says it has come. */
export type JobProgress = {
  readonly __typename?: 'JobProgress';
  readonly phase: JobPhase;
  readonly itemsDone: Maybe<Scalars['BigInt']['output']>;
  readonly itemsTotal: Maybe<Scalars['BigInt']['output']>;
};

/** An attempt at a job that gave no result. */
export type EvaluationAttempt = {
  readonly __typename?: 'EvaluationAttempt';
  readonly evaluator: Contributor;
  /** The first eight characters of the machine's mark. */
  readonly host: Maybe<Scalars['String']['output']>;
  readonly provider: Maybe<Provider>;
  readonly beganAt: Scalars['DateTime']['output'];
  readonly endedAt: Scalars['DateTime']['output'];
  readonly code: Scalars['String']['output'];
  readonly sentence: Scalars['String']['output'];
};

/** Work leased by a runner. */
export type EvaluationJob = {
  readonly __typename?: 'EvaluationJob';
  readonly id: Scalars['ID']['output'];
  readonly state: JobState;
  readonly checkpoint: Checkpoint;
  readonly protocol: Protocol;
  readonly priority: Priority;
  /** What was asked to compute it; null leaves it to the runner. */
  readonly provider: Maybe<Provider>;
  /** What a runner must have for it: a bound, from the size of the model. */
  readonly memoryBytes: Scalars['BigInt']['output'];
  /** Since it was queued, or queued again. */
  readonly attempts: Scalars['Int']['output'];
  /** The reason of the last failure; `failedAttempts` has them all. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** The latest twenty, oldest first. */
  readonly failedAttempts: ReadonlyArray<EvaluationAttempt>;
  /** While it is leased and its runner says. */
  readonly progress: Maybe<JobProgress>;
  readonly run: Maybe<Run>;
  readonly requestedBy: Contributor;
  readonly createdAt: Scalars['DateTime']['output'];
};

/** A job in a runner's hands until the lease ends. */
export type EvaluationLease = {
  readonly __typename?: 'EvaluationLease';
  readonly job: EvaluationJob;
  /** Proves the lease in heartbeat, commitment, completion and failure. */
  readonly leaseToken: Scalars['String']['output'];
  /**
   * 32 bytes in hex, from which a runner makes inputs that were never published. What the model gives to them goes with the
   * result and is shown to nobody: who only copied a result can't give it.
   */
  readonly challenge: Scalars['String']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  /** What shall compute it: as asked for, else the first that the runner named. */
  readonly provider: Provider;
};

/** A machine that asks for jobs, as it describes itself. */
export type Runner = {
  readonly __typename?: 'Runner';
  readonly contributor: Contributor;
  /** The first eight characters of the machine's mark. */
  readonly host: Scalars['String']['output'];
  readonly hardwareClass: Scalars['String']['output'];
  readonly stack: Scalars['String']['output'];
  readonly tasks: ReadonlyArray<Scalars['String']['output']>;
  readonly providers: ReadonlyArray<Provider>;
  /** What one job may use. */
  readonly memoryBytes: Maybe<Scalars['BigInt']['output']>;
  /** Of the GPU. */
  readonly driver: Maybe<Scalars['String']['output']>;
  /** `bwrap` holds strangers' models; `process` does not. */
  readonly sandboxLevel: Maybe<Scalars['String']['output']>;
  readonly firstSeenAt: Scalars['DateTime']['output'];
  readonly lastSeenAt: Scalars['DateTime']['output'];
  readonly jobsInHand: Scalars['Int']['output'];
};

export type ProtocolRegistered = {
  readonly __typename?: 'ProtocolRegistered';
  readonly protocol: Protocol;
};

export type RegisterProtocolResult = ProtocolRegistered | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type FileClaimInput = {
  readonly checkpoint: Scalars['String']['input'];
  readonly protocol: Scalars['Digest']['input'];
  /** A decimal string. */
  readonly value: Scalars['String']['input'];
  readonly items: Scalars['BigInt']['input'];
  /** Printed decimals; null means the value is exact. */
  readonly decimals?: InputMaybe<Scalars['Int']['input']>;
  readonly margin?: InputMaybe<Scalars['String']['input']>;
};

export type ClaimFiled = {
  readonly __typename?: 'ClaimFiled';
  readonly score: Score;
};

export type FileClaimResult = ClaimFiled | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type RequestEvaluationInput = {
  readonly checkpoint: Scalars['String']['input'];
  /** A registered protocol. */
  readonly protocol: Scalars['Digest']['input'];
  /** How many different evaluators shall run it. */
  readonly evaluators: Scalars['Int']['input'];
  /** HIGH is a steward's to ask. */
  readonly priority: Priority;
  /** What shall compute it; null leaves it to the runner. */
  readonly provider?: InputMaybe<Provider>;
};

export type EvaluationRequested = {
  readonly __typename?: 'EvaluationRequested';
  readonly jobs: ReadonlyArray<EvaluationJob>;
};

export type RequestEvaluationResult = EvaluationRequested | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

/** What a runner can do, so that it gets only work it can finish. */
export type RunnerInput = {
  readonly host: Scalars['String']['input'];
  readonly hardwareClass: Scalars['String']['input'];
  readonly stack: Scalars['String']['input'];
  readonly tasks: ReadonlyArray<Scalars['String']['input']>;
  /** In the order it likes to use them. */
  readonly providers: ReadonlyArray<Provider>;
  /** What one job may use; null takes jobs of any size. */
  readonly memoryBytes?: InputMaybe<Scalars['BigInt']['input']>;
  /** Of the GPU. */
  readonly driver?: InputMaybe<Scalars['String']['input']>;
  readonly sandboxLevel?: InputMaybe<Scalars['String']['input']>;
  /** Owners whose models it runs without a full sandbox; null runs everybody's. */
  readonly trustedOwners?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type NoJobWaiting = {
  readonly __typename?: 'NoJobWaiting';
  /** When to ask again, in seconds. */
  readonly retryAfterSeconds: Scalars['Int']['output'];
};

export type LeaseEvaluationJobResult = EvaluationLease | NoJobWaiting | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type HeartbeatEvaluationJobResult = EvaluationLease | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type EvaluationCommitted = {
  readonly __typename?: 'EvaluationCommitted';
  /** Whether completeEvaluationJob takes the result now. */
  readonly mayReveal: Scalars['Boolean']['output'];
  /** When to ask again, in seconds. */
  readonly retryAfterSeconds: Scalars['Int']['output'];
};

export type CommitEvaluationResultResult = EvaluationCommitted | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type EvaluationCompleted = {
  readonly __typename?: 'EvaluationCompleted';
  readonly run: Run;
};

export type CompleteEvaluationJobResult = EvaluationCompleted | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type EvaluationJobReturned = {
  readonly __typename?: 'EvaluationJobReturned';
  readonly job: EvaluationJob;
};

export type FailEvaluationJobResult = EvaluationJobReturned | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type EvaluatorSpokenOf = {
  readonly __typename?: 'EvaluatorSpokenOf';
  readonly evaluator: EvaluatorStanding;
  readonly statement: Statement;
};

export type TrustEvaluatorResult = EvaluatorSpokenOf | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type DistrustEvaluatorResult = EvaluatorSpokenOf | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type DeclareConflictResult = EvaluatorSpokenOf | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type RunWithdrawn = {
  readonly __typename?: 'RunWithdrawn';
  readonly run: Run;
  readonly statement: Statement;
};

export type WithdrawRunResult = RunWithdrawn | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

/** What a file of reported results does not say itself; the file's own word goes before it. */
export type ImportReportedResultsInput = {
  /** Of the uploaded file. */
  readonly file: Scalars['Digest']['input'];
  readonly path: Scalars['String']['input'];
  readonly sizeBytes: Scalars['BigInt']['input'];
  /** The model as its source names it; for forms that name none. */
  readonly model?: InputMaybe<Scalars['String']['input']>;
  readonly organisation?: InputMaybe<Scalars['String']['input']>;
  readonly relationship?: InputMaybe<Relationship>;
  /** An https address. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

export type ReportedResultsImported = {
  readonly __typename?: 'ReportedResultsImported';
  readonly file: ReportedFile;
  readonly statement: Statement;
};

export type ImportReportedResultsResult = ReportedResultsImported | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type ReportedResultsWithdrawn = {
  readonly __typename?: 'ReportedResultsWithdrawn';
  readonly file: ReportedFile;
  readonly statement: Statement;
};

export type WithdrawReportedResultsResult = ReportedResultsWithdrawn | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type EvaluationJobRequeued = {
  readonly __typename?: 'EvaluationJobRequeued';
  readonly job: EvaluationJob;
};

export type RequeueEvaluationJobResult = EvaluationJobRequeued | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type EvaluationJobCancelled = {
  readonly __typename?: 'EvaluationJobCancelled';
  readonly job: EvaluationJob;
};

export type CancelEvaluationJobResult = EvaluationJobCancelled | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type JobProgressInput = {
  readonly phase: JobPhase;
  readonly itemsDone?: InputMaybe<Scalars['BigInt']['input']>;
  readonly itemsTotal?: InputMaybe<Scalars['BigInt']['input']>;
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Of one job, as it is now, then after each change until it is over; or of one checkpoint, each of its jobs after each
   * change. Name one of the two.
   */
  readonly evaluationJobChanged: EvaluationJob;
};


export type SubscriptionEvaluationJobChangedArgs = {
  id: InputMaybe<Scalars['ID']['input']>;
  checkpoint: InputMaybe<Scalars['String']['input']>;
};

export type Harm =
  | 'ALLOCATION'
  | 'QUALITY_OF_SERVICE'
  | 'STEREOTYPING'
  | 'DENIGRATION'
  | 'ERASURE';

export type BiasVerdict =
  /** The counts can't answer the question. */
  | 'UNDEFINED'
  /** A group has fewer than 30 items. */
  | 'INSUFFICIENT_DATA'
  /** The gap is at least the margin, and its simultaneous interval excludes zero. */
  | 'DISPARITY'
  /** The whole interval of the largest gap lies below the margin. */
  | 'NO_DISPARITY_AT_MARGIN'
  | 'INCONCLUSIVE';

/** One group's counts and its rate with a 95 % Wilson interval. */
export type BiasGroup = {
  readonly __typename?: 'BiasGroup';
  readonly name: Scalars['String']['output'];
  readonly items: Scalars['BigInt']['output'];
  /** Null where the counts give no rate. */
  readonly rate: Maybe<Scalars['Float']['output']>;
  readonly interval: Maybe<Interval>;
  /** The counts as submitted. */
  readonly counts: Scalars['JSON']['output'];
};

/** A metric the hub computed from the counts. */
export type ReportMetric = {
  readonly __typename?: 'ReportMetric';
  readonly id: Scalars['String']['output'];
  /** Null when undefined: never a silent zero. */
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly interval: Maybe<Interval>;
  /** Why the counts can't carry it. */
  readonly undefinedBecause: Maybe<Scalars['String']['output']>;
};

/** Signed counts of any topic, and what the hub computes of them. */
export type Report = {
  readonly id: Scalars['ID']['output'];
  readonly checkpoint: Checkpoint;
  readonly dataset: Maybe<Dataset>;
  /** How it was run; need not be registered here. */
  readonly protocolDigest: Scalars['Digest']['output'];
  /** What was looked at. */
  readonly attribute: Scalars['String']['output'];
  /** One plain line. */
  readonly sentence: Scalars['String']['output'];
  readonly filedBy: Contributor;
  readonly filedAt: Scalars['DateTime']['output'];
  readonly statement: Statement;
  /** What became of it. */
  readonly standing: ReportStanding;
  /** What others counted on the same core digest, dataset, protocol, attribute and kind; newest first. */
  readonly reproductions: ReadonlyArray<ReportReproduction>;
  /** What the checkpoint's publisher says, in the order it was said. */
  readonly answers: ReadonlyArray<ReportAnswer>;
  /** What descendants did about what it warns of; the newest hundred. */
  readonly mitigations: ReadonlyArray<Mitigation>;
};

export type ReportState =
  /** Nobody else counted, or nothing that says the same or the contrary. */
  | 'FILED'
  /** Another voice agrees. */
  | 'REPRODUCED'
  /** Two other voices agree, and more than contradict. */
  | 'CONFIRMED'
  /** A voice contradicts, and nothing is decided. */
  | 'CONTESTED'
  /** Two voices contradict, and more than agree: it warns no more. */
  | 'REFUTED'
  /** By its author's newer report. */
  | 'REPLACED'
  /** Its author took it back. */
  | 'WITHDRAWN';

/**
 * A voice is an independent group of contributors. Each with a vetted member has its own; all others share one, and the
 * checkpoint's publisher has none.
 */
export type ReportStanding = {
  readonly __typename?: 'ReportStanding';
  readonly state: ReportState;
  /** One plain line. */
  readonly sentence: Scalars['String']['output'];
  readonly agreeing: Scalars['Int']['output'];
  readonly contradicting: Scalars['Int']['output'];
  /** Whether it ends the warnings of ancestors' reports. */
  readonly isSettled: Scalars['Boolean']['output'];
};

export type ReportAgreement =
  | 'AGREES'
  /** The intervals of the gap are disjoint, or one verdict excludes the other. */
  | 'CONTRADICTS'
  /** Neither can be said. */
  | 'OPEN';

/** Another's report, and what its counts say of this one's. */
export type ReportReproduction = {
  readonly __typename?: 'ReportReproduction';
  readonly report: Report;
  readonly agreement: ReportAgreement;
};

export type ReportAnswerStatus =
  | 'ACCEPTED'
  | 'DISPUTED'
  | 'WILL_FIX'
  | 'WONT_FIX';

/** The word of the publisher or a steward: it changes neither the verdict nor where the report stands. */
export type ReportAnswer = {
  readonly __typename?: 'ReportAnswer';
  readonly status: ReportAnswerStatus;
  readonly text: Scalars['String']['output'];
  readonly answeredBy: Contributor;
  readonly answeredAt: Scalars['DateTime']['output'];
  readonly statement: Statement;
};

export type MitigationStatus =
  /** Declared, and not counted on the child yet. */
  | 'CLAIMED'
  /** The gap is smaller, and accuracy at most 2 points worse. */
  | 'VERIFIED'
  /** The gap is smaller, and accuracy may be more than 2 points worse. */
  | 'TRADE_OFF'
  /** The gap lies the other way now. */
  | 'OVERCORRECTED'
  /** The gap is wider. */
  | 'WORSENED'
  /** The counts can't tell, or accuracy was not counted. */
  | 'INCONCLUSIVE';

/** A descendant against a report on an ancestor: declared by its publisher, or noticed by the hub where both were counted. */
export type Mitigation = {
  readonly __typename?: 'Mitigation';
  readonly report: Report;
  readonly child: Checkpoint;
  readonly status: MitigationStatus;
  /** One plain line. */
  readonly sentence: Scalars['String']['output'];
  /** Null where only the hub noticed. */
  readonly declared: Maybe<Statement>;
  /** The child's own report of the same dataset, protocol, attribute and kind; null while nobody counted. */
  readonly childReport: Maybe<Report>;
  /** Whether others stand behind the child's counts. */
  readonly isSettled: Scalars['Boolean']['output'];
  /** Null without the child's report, or where these counts have no difference. */
  readonly difference: Maybe<ReportDifference>;
};

/**
 * From the ancestor to the child: of bias over the pair of groups that the ancestor's report found furthest apart, of privacy
 * and robustness the effect.
 */
export type ReportDifference = {
  readonly __typename?: 'ReportDifference';
  readonly gapParent: Scalars['Float']['output'];
  readonly gapChild: Scalars['Float']['output'];
  /** By how much the gap shrank; below 0 it grew. */
  readonly reduction: Scalars['Float']['output'];
  /** 95 %. */
  readonly interval: Interval;
  /** Null where the counts don't tell accuracy. */
  readonly accuracyDelta: Maybe<Scalars['Float']['output']>;
  /** At most 2 points worse, at 5 %. */
  readonly isNonInferior: Maybe<Scalars['Boolean']['output']>;
};

/** Signed counts by group, and what the hub computes of them. */
export type BiasReport = Report & {
  readonly __typename?: 'BiasReport';
  readonly id: Scalars['ID']['output'];
  readonly checkpoint: Checkpoint;
  readonly dataset: Maybe<Dataset>;
  /** How it was run; need not be registered here. */
  readonly protocolDigest: Scalars['Digest']['output'];
  readonly kind: BiasCountsKind;
  /** What the groups differ in. */
  readonly attribute: Scalars['String']['output'];
  readonly harms: ReadonlyArray<Harm>;
  /** Empty for a benchmark that counts no groups. */
  readonly groups: ReadonlyArray<BiasGroup>;
  /** Where the groups are cells `a × b` of several attributes: each by itself. */
  readonly marginals: ReadonlyArray<BiasMarginal>;
  /** The run whose answers were counted, and that this hub counted again; null where its author counted something else. */
  readonly run: Maybe<Run>;
  readonly metrics: ReadonlyArray<ReportMetric>;
  readonly verdict: BiasVerdict;
  /** One plain line, such as `DISPARITY digits 5–9 vs 0–4`. */
  readonly sentence: Scalars['String']['output'];
  /** The gap between the highest and the lowest group, with its simultaneous interval. */
  readonly gap: Maybe<BiasGap>;
  /** Of a benchmark of stereotypes: which way its answers lean. */
  readonly lean: Maybe<BiasLean>;
  /** What the benchmark can't show, as others found. */
  readonly knownLimitations: ReadonlyArray<Scalars['String']['output']>;
  readonly context: Maybe<Scalars['String']['output']>;
  readonly limitations: Maybe<Scalars['String']['output']>;
  readonly filedBy: Contributor;
  readonly filedAt: Scalars['DateTime']['output'];
  readonly statement: Statement;
  /** What became of it. */
  readonly standing: ReportStanding;
  /** What others counted on the same core digest, dataset, protocol, attribute and kind; newest first. */
  readonly reproductions: ReadonlyArray<ReportReproduction>;
  /** What the checkpoint's publisher says, in the order it was said. */
  readonly answers: ReadonlyArray<ReportAnswer>;
  /** What descendants did about what it warns of; the newest hundred. */
  readonly mitigations: ReadonlyArray<Mitigation>;
};

/** One of several attributes that cross, by itself. */
export type BiasMarginal = {
  readonly __typename?: 'BiasMarginal';
  readonly attribute: Scalars['String']['output'];
  readonly groups: ReadonlyArray<BiasGroup>;
  readonly gap: Maybe<BiasGap>;
  readonly verdict: BiasVerdict;
};

export type BiasCountsKind =
  /** k of n of each group. */
  | 'TALLY'
  /** True and false positives and negatives of each group. */
  | 'CONFUSION'
  /** Items of each group by label and bin of the score. */
  | 'SCORES'
  /** Answers to ambiguous and disambiguated questions (Parrish et al. 2022). */
  | 'BBQ'
  /** Pairs of sentences (Nangia et al. 2020). */
  | 'CROWS_PAIRS'
  /** Associations by target term (Nadeem et al. 2020). */
  | 'STEREOSET'
  /** Associations of words (Caliskan et al. 2017). */
  | 'WEAT';

/** Above 0 towards the stereotype, below 0 away from it; 0 is neither. For WEAT the effect size. */
export type BiasLean = {
  readonly __typename?: 'BiasLean';
  readonly value: Scalars['Float']['output'];
  /** 95 %; null for WEAT, whose exact p is among the metrics. */
  readonly interval: Maybe<Interval>;
  readonly margin: Scalars['Float']['output'];
  /** Answers that could lean. */
  readonly items: Scalars['BigInt']['output'];
};

export type BiasGap = {
  readonly __typename?: 'BiasGap';
  readonly highGroup: Scalars['String']['output'];
  readonly lowGroup: Scalars['String']['output'];
  readonly difference: Scalars['Float']['output'];
  readonly interval: Interval;
  readonly margin: Scalars['Float']['output'];
  readonly fewestItems: Scalars['BigInt']['output'];
};

/**
 * An open DISPARITY, on the checkpoint itself or on an ancestor. An ancestor's is inherited until a report on the same
 * dataset, protocol, attribute and kind is settled for this child, or finds a DISPARITY of its own.
 */
export type BiasWarning = {
  readonly __typename?: 'BiasWarning';
  readonly report: BiasReport;
  readonly isInherited: Scalars['Boolean']['output'];
  /** Edges between the checkpoint and the one that the report is on. */
  readonly depth: Scalars['Int']['output'];
};

export type RiskTopic =
  /** Training data that can be had out of the weights. */
  | 'PRIVACY'
  /** What makes it fail. */
  | 'ROBUSTNESS';

export type RiskCountsKind =
  /** Random texts planted in the training data, by rank among all they could have been (Carlini et al. 2019). */
  | 'CANARIES'
  /** Training texts that come out word for word, against texts never trained on. */
  | 'EXTRACTION'
  /** Scores of what was trained on and of what was not (Carlini et al. 2022). */
  | 'MEMBERSHIP'
  /** Right answers under corruptions of the data (Hendrycks and Dietterich 2019). */
  | 'CORRUPTIONS'
  /** Right answers that an attack turns, against random changes of the same size. */
  | 'ATTACK'
  /** Answers that follow a planted mark, against another mark. */
  | 'TRIGGER';

/** Nothing here says that a checkpoint is safe. */
export type RiskVerdict =
  /** The effect is at least the margin, and its interval excludes zero. */
  | 'SHOWN'
  /** Whatever effect there is lies below the margin, for what was tried. */
  | 'NOT_SHOWN_AT_MARGIN'
  | 'INCONCLUSIVE'
  /** Fewer than 30 tries. */
  | 'INSUFFICIENT_DATA';

/**
 * Of rates the difference to the control; of corruptions the worst one's loss of accuracy; of membership the area above one half;
 * of canaries the mean exposure beyond chance, in bits.
 */
export type RiskEffect = {
  readonly __typename?: 'RiskEffect';
  readonly value: Scalars['Float']['output'];
  /** 95 %. */
  readonly interval: Maybe<Interval>;
  readonly margin: Scalars['Float']['output'];
};

/** Signed counts of what was tried on a checkpoint, and what the hub computes of them. Evidence, never “safe”. */
export type RiskReport = Report & {
  readonly __typename?: 'RiskReport';
  readonly id: Scalars['ID']['output'];
  readonly topic: RiskTopic;
  readonly kind: RiskCountsKind;
  readonly checkpoint: Checkpoint;
  readonly dataset: Maybe<Dataset>;
  /** How it was run; need not be registered here. */
  readonly protocolDigest: Scalars['Digest']['output'];
  /** What was looked at, such as `card numbers`. */
  readonly attribute: Scalars['String']['output'];
  readonly verdict: RiskVerdict;
  readonly sentence: Scalars['String']['output'];
  readonly effect: RiskEffect;
  /** Of the smaller side. */
  readonly items: Scalars['BigInt']['output'];
  readonly metrics: ReadonlyArray<ReportMetric>;
  /** As submitted. */
  readonly counts: Scalars['JSON']['output'];
  /** What counts of this kind can't show. */
  readonly knownLimitations: ReadonlyArray<Scalars['String']['output']>;
  /** The run that was counted, and that the hub counted again; null where its author counted something else. */
  readonly run: Maybe<Run>;
  /** The runs that it was held against, in the order of the counts; at most 60. */
  readonly against: ReadonlyArray<Run>;
  readonly context: Maybe<Scalars['String']['output']>;
  readonly limitations: Maybe<Scalars['String']['output']>;
  readonly filedBy: Contributor;
  readonly filedAt: Scalars['DateTime']['output'];
  readonly statement: Statement;
  /** What became of it. */
  readonly standing: ReportStanding;
  /** What others counted on the same core digest, dataset, protocol, attribute and kind; newest first. */
  readonly reproductions: ReadonlyArray<ReportReproduction>;
  /** What the checkpoint's publisher says, in the order it was said. */
  readonly answers: ReadonlyArray<ReportAnswer>;
  /** What descendants did about what it warns of; the newest hundred. */
  readonly mitigations: ReadonlyArray<Mitigation>;
};

/** Something SHOWN, on the checkpoint itself or on an ancestor without a settled report on this child. */
export type RiskWarning = {
  readonly __typename?: 'RiskWarning';
  readonly report: RiskReport;
  readonly isInherited: Scalars['Boolean']['output'];
  /** Edges between the checkpoint and the one that the report is on. */
  readonly depth: Scalars['Int']['output'];
};

export type FileBiasReportInput = {
  readonly checkpoint: Scalars['String']['input'];
  /**
   * `{dataset, protocol, attribute, harms[]}` with exactly one of `groups: [{name, k, n} | {name, tp, fp, tn, fn}]`,
   * `scores`, `bbq`, `crowsPairs`, `stereoset`, `weat`, as schema/statement/bias-report.schema.json has them.
   */
  readonly report: Scalars['JSON']['input'];
};

export type BiasReportFiled = {
  readonly __typename?: 'BiasReportFiled';
  readonly report: BiasReport;
};

export type FileBiasReportResult = BiasReportFiled | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type ReportWithdrawn = {
  readonly __typename?: 'ReportWithdrawn';
  readonly report: Report;
  readonly statement: Statement;
};

export type WithdrawReportResult = ReportWithdrawn | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type ReportAnswered = {
  readonly __typename?: 'ReportAnswered';
  readonly report: Report;
  readonly statement: Statement;
};

export type AnswerReportResult = ReportAnswered | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type MitigationDeclared = {
  readonly __typename?: 'MitigationDeclared';
  readonly mitigation: Mitigation;
  readonly statement: Statement;
};

export type DeclareMitigationResult = MitigationDeclared | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;

export type FileRiskReportInput = {
  readonly checkpoint: Scalars['String']['input'];
  /**
   * `{dataset, protocol, attribute}` with exactly one of `canaries`, `extraction`, `membership`, `corruptions`, `attack`, `trigger`,
   * as schema/statement/risk-report.schema.json has them.
   */
  readonly report: Scalars['JSON']['input'];
};

export type RiskReportFiled = {
  readonly __typename?: 'RiskReportFiled';
  readonly report: RiskReport;
};

export type FileRiskReportResult = RiskReportFiled | InputRefusal | PermissionRefusal | ConflictRefusal | NotFoundRefusal;



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Contributor: Contributor;
  Statement: Statement;
  Model: Model;
  Checkpoint: Checkpoint;
  Artifact: Artifact;
  Dataset: Dataset;
  Advisory: Advisory;
  LineageEdge: LineageEdge;
  Protocol: Protocol;
  Run: Run;
  BiasReport: BiasReport;
  RiskReport: RiskReport;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Contributor:
    ( { __typename: 'Contributor' }
    & GraphQLRecursivePick<FederationTypes['Contributor'], {"id":true}> );
  Statement:
    ( { __typename: 'Statement' }
    & GraphQLRecursivePick<FederationTypes['Statement'], {"logIndex":true}> );
  Model:
    ( { __typename: 'Model' }
    & GraphQLRecursivePick<FederationTypes['Model'], {"id":true}> );
  Checkpoint:
    ( { __typename: 'Checkpoint' }
    & ( GraphQLRecursivePick<FederationTypes['Checkpoint'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Checkpoint'], {"digest":true}> ) );
  Artifact:
    ( { __typename: 'Artifact' }
    & GraphQLRecursivePick<FederationTypes['Artifact'], {"digest":true}> );
  Dataset:
    ( { __typename: 'Dataset' }
    & ( GraphQLRecursivePick<FederationTypes['Dataset'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Dataset'], {"digest":true}> ) );
  Advisory:
    ( { __typename: 'Advisory' }
    & GraphQLRecursivePick<FederationTypes['Advisory'], {"id":true}> );
  LineageEdge:
    ( { __typename: 'LineageEdge' }
    & GraphQLRecursivePick<FederationTypes['LineageEdge'], {"id":true}> );
  Protocol:
    ( { __typename: 'Protocol' }
    & GraphQLRecursivePick<FederationTypes['Protocol'], {"digest":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
  BiasReport:
    ( { __typename: 'BiasReport' }
    & GraphQLRecursivePick<FederationTypes['BiasReport'], {"id":true}> );
  RiskReport:
    ( { __typename: 'RiskReport' }
    & GraphQLRecursivePick<FederationTypes['RiskReport'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PublishCheckpointResult:
    | ( Omit<CheckpointPublished, 'checkpoint' | 'statement'> & { checkpoint: _RefType['Checkpoint'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  PublishDatasetResult:
    | ( Omit<DatasetPublished, 'dataset' | 'statement'> & { dataset: _RefType['Dataset'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  SubmitStatementResult:
    | ( Omit<StatementAccepted, 'statement' | 'checkpoint' | 'dataset'> & { statement: _RefType['Statement'], checkpoint?: Maybe<_RefType['Checkpoint']>, dataset?: Maybe<_RefType['Dataset']> } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  InviteContributorResult:
    | ( InvitationMade )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  RedeemInvitationResult:
    | ( Omit<InvitationRedeemed, 'contributor'> & { contributor: _RefType['Contributor'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  CreateTokenResult:
    | ( Omit<TokenCreated, 'accessToken'> & { accessToken: _RefType['AccessToken'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  RevokeTokenResult:
    | ( Omit<TokenRevoked, 'accessToken'> & { accessToken: _RefType['AccessToken'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  WithdrawCheckpointResult:
    | ( Omit<CheckpointWithdrawn, 'checkpoint' | 'statement'> & { checkpoint: _RefType['Checkpoint'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  ReleaseArtifactResult:
    | ( Omit<ArtifactReleased, 'artifact' | 'statement'> & { artifact: _RefType['Artifact'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  MergeStubResult:
    | ( Omit<StubMerged, 'checkpoint' | 'statement'> & { checkpoint: _RefType['Checkpoint'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  CreateWebhookResult:
    | ( Omit<WebhookCreated, 'webhook'> & { webhook: _RefType['Webhook'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  DeleteWebhookResult:
    | ( Omit<WebhookDeleted, 'webhook'> & { webhook: _RefType['Webhook'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  TestWebhookResult:
    | ( Omit<DeliveryQueued, 'delivery'> & { delivery: _RefType['WebhookDelivery'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  ReplayWebhookDeliveryResult:
    | ( Omit<DeliveryQueued, 'delivery'> & { delivery: _RefType['WebhookDelivery'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  PublishAdvisoryResult:
    | ( Omit<AdvisoryPublished, 'advisory' | 'statement'> & { advisory: _RefType['Advisory'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  WithdrawAdvisoryResult:
    | ( Omit<AdvisoryWithdrawn, 'advisory' | 'statement'> & { advisory: _RefType['Advisory'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  DeclareLineageEdgeResult:
    | ( Omit<LineageEdgeDeclared, 'edge'> & { edge: _RefType['LineageEdge'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  WithdrawLineageEdgeResult:
    | ( Omit<LineageEdgeWithdrawn, 'child' | 'statement'> & { child: _RefType['Checkpoint'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  WithdrawDatasetResult:
    | ( Omit<DatasetWithdrawn, 'dataset' | 'statement'> & { dataset: _RefType['Dataset'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  OfferReleaseTorrentResult:
    | ( Omit<ReleaseTorrentOffered, 'checkpoint'> & { checkpoint: _RefType['Checkpoint'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  RegisterProtocolResult:
    | ( Omit<ProtocolRegistered, 'protocol'> & { protocol: _RefType['Protocol'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  FileClaimResult:
    | ( Omit<ClaimFiled, 'score'> & { score: _RefType['Score'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  RequestEvaluationResult:
    | ( Omit<EvaluationRequested, 'jobs'> & { jobs: ReadonlyArray<_RefType['EvaluationJob']> } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  LeaseEvaluationJobResult:
    | ( LeaseParent )
    | ( NoJobWaiting )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  HeartbeatEvaluationJobResult:
    | ( LeaseParent )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  CommitEvaluationResultResult:
    | ( EvaluationCommitted )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  CompleteEvaluationJobResult:
    | ( Omit<EvaluationCompleted, 'run'> & { run: _RefType['Run'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  FailEvaluationJobResult:
    | ( Omit<EvaluationJobReturned, 'job'> & { job: _RefType['EvaluationJob'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  TrustEvaluatorResult:
    | ( Omit<EvaluatorSpokenOf, 'evaluator' | 'statement'> & { evaluator: _RefType['EvaluatorStanding'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  DistrustEvaluatorResult:
    | ( Omit<EvaluatorSpokenOf, 'evaluator' | 'statement'> & { evaluator: _RefType['EvaluatorStanding'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  DeclareConflictResult:
    | ( Omit<EvaluatorSpokenOf, 'evaluator' | 'statement'> & { evaluator: _RefType['EvaluatorStanding'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  WithdrawRunResult:
    | ( Omit<RunWithdrawn, 'run' | 'statement'> & { run: _RefType['Run'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  ImportReportedResultsResult:
    | ( Omit<ReportedResultsImported, 'file' | 'statement'> & { file: _RefType['ReportedFile'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  WithdrawReportedResultsResult:
    | ( Omit<ReportedResultsWithdrawn, 'file' | 'statement'> & { file: _RefType['ReportedFile'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  RequeueEvaluationJobResult:
    | ( Omit<EvaluationJobRequeued, 'job'> & { job: _RefType['EvaluationJob'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  CancelEvaluationJobResult:
    | ( Omit<EvaluationJobCancelled, 'job'> & { job: _RefType['EvaluationJob'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  FileBiasReportResult:
    | ( ReportFiledParent )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  WithdrawReportResult:
    | ( Omit<ReportWithdrawn, 'report' | 'statement'> & { report: _RefType['Report'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  AnswerReportResult:
    | ( Omit<ReportAnswered, 'report' | 'statement'> & { report: _RefType['Report'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  DeclareMitigationResult:
    | ( Omit<MitigationDeclared, 'mitigation' | 'statement'> & { mitigation: _RefType['Mitigation'], statement: _RefType['Statement'] } )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  FileRiskReportResult:
    | ( ReportFiledParent )
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ContributorRecord )
    | ( ModelRecord )
    | ( CheckpointRecord )
    | ( ArtifactRecord )
    | ( DatasetRecord )
    | ( AdvisoryRecord )
  ;
  Refusal:
    | ( InputRefusal )
    | ( PermissionRefusal )
    | ( ConflictRefusal )
    | ( NotFoundRefusal )
  ;
  Report:
    | ( ReportRecord )
    | ( ReportRecord )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Digest: ResolverTypeWrapper<Scalars['Digest']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Scope: Scope;
  Role: Role;
  Custody: Custody;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  InputRefusal: ResolverTypeWrapper<InputRefusal>;
  PermissionRefusal: ResolverTypeWrapper<PermissionRefusal>;
  ConflictRefusal: ResolverTypeWrapper<ConflictRefusal>;
  NotFoundRefusal: ResolverTypeWrapper<NotFoundRefusal>;
  Hub: ResolverTypeWrapper<HubParent>;
  Viewer: ResolverTypeWrapper<SignedInViewer>;
  Storage: ResolverTypeWrapper<Storage>;
  Contributor: ResolverTypeWrapper<ContributorRecord>;
  ContributorKey: ResolverTypeWrapper<KeyRecord>;
  Statement: ResolverTypeWrapper<StatementRecord>;
  Model: ResolverTypeWrapper<ModelRecord>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  RevisionMove: ResolverTypeWrapper<RevisionMoveRecord>;
  RevisionMoveConnection: ResolverTypeWrapper<Omit<RevisionMoveConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['RevisionMove']> }>;
  Revision: ResolverTypeWrapper<RevisionRecord>;
  ArtifactState: ArtifactState;
  ArtifactRole: ArtifactRole;
  Checkpoint: ResolverTypeWrapper<CheckpointRecord>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Gate: Gate;
  ImportedFacts: ResolverTypeWrapper<ImportedRecord>;
  ImportedFile: ResolverTypeWrapper<ImportedFileParent>;
  ImportedFileEdge: ResolverTypeWrapper<Omit<ImportedFileEdge, 'node'> & { node: ResolversTypes['ImportedFile'] }>;
  ImportedFileConnection: ResolverTypeWrapper<Omit<ImportedFileConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ImportedFileEdge']>, nodes: ReadonlyArray<ResolversTypes['ImportedFile']> }>;
  ImportedClaim: ResolverTypeWrapper<ImportedClaimParent>;
  EarlierFacts: ResolverTypeWrapper<EarlierFactsRecord>;
  ListedFile: ResolverTypeWrapper<ListedFileRecord>;
  Resources: ResolverTypeWrapper<ResourcesParent>;
  ResourceUse: ResourceUse;
  Precision: Precision;
  MemoryEstimate: ResolverTypeWrapper<MemoryEstimate>;
  ResourceFit: ResolverTypeWrapper<ResourceFit>;
  WeightsComparison: ResolverTypeWrapper<WeightsComparison>;
  LocalChange: ResolverTypeWrapper<LocalChange>;
  ChatTemplateChange: ResolverTypeWrapper<Omit<ChatTemplateChange, 'parent'> & { parent: ResolversTypes['Checkpoint'] }>;
  DifferenceKind: DifferenceKind;
  DifferenceLine: ResolverTypeWrapper<DifferenceLine>;
  CheckpointArtifact: ResolverTypeWrapper<CheckpointArtifactRecord>;
  Artifact: ResolverTypeWrapper<ArtifactRecord>;
  ArtifactContents: ResolverTypeWrapper<StoredInspection>;
  DtypeCount: ResolverTypeWrapper<DtypeCount>;
  Architecture: ResolverTypeWrapper<Architecture>;
  Dimension: ResolverTypeWrapper<Dimension>;
  GraphValue: ResolverTypeWrapper<GraphValue>;
  OperatorCount: ResolverTypeWrapper<OperatorCount>;
  Tokenizer: ResolverTypeWrapper<Tokenizer>;
  ChatTemplate: ResolverTypeWrapper<ChatTemplateParent>;
  HeaderClaim: ResolverTypeWrapper<HeaderClaim>;
  ArtifactName: ResolverTypeWrapper<ArtifactName>;
  DigestKind: DigestKind;
  Tensor: ResolverTypeWrapper<TensorRecord>;
  TensorStatistics: ResolverTypeWrapper<TensorStatistics>;
  Histogram: ResolverTypeWrapper<Histogram>;
  Spectrum: ResolverTypeWrapper<Spectrum>;
  TensorEdge: ResolverTypeWrapper<Omit<TensorEdge, 'node'> & { node: ResolversTypes['Tensor'] }>;
  TensorConnection: ResolverTypeWrapper<Omit<TensorConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TensorEdge']>, nodes: ReadonlyArray<ResolversTypes['Tensor']> }>;
  InspectionFinding: ResolverTypeWrapper<Finding>;
  FindingSeverity: FindingSeverity;
  TrainingMetadata: ResolverTypeWrapper<TrainingMetadataParent>;
  Dataset: ResolverTypeWrapper<DatasetRecord>;
  DatasetKind: DatasetKind;
  DatasetAttribute: ResolverTypeWrapper<DatasetAttribute>;
  AttributeValue: ResolverTypeWrapper<AttributeValue>;
  LabelCount: ResolverTypeWrapper<LabelCount>;
  CheckpointEdge: ResolverTypeWrapper<Omit<CheckpointEdge, 'node'> & { node: ResolversTypes['Checkpoint'] }>;
  CheckpointConnection: ResolverTypeWrapper<Omit<CheckpointConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CheckpointEdge']>, nodes: ReadonlyArray<ResolversTypes['Checkpoint']> }>;
  SearchConnection: ResolverTypeWrapper<Omit<SearchConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CheckpointEdge']>, nodes: ReadonlyArray<ResolversTypes['Checkpoint']> }>;
  TaskFamily: TaskFamily;
  Task: ResolverTypeWrapper<TaskParent>;
  CheckpointTask: ResolverTypeWrapper<TaskRecord>;
  LicenseSet: LicenseSet;
  LicenseUse: LicenseUse;
  CheckpointFilter: CheckpointFilter;
  EdgeKind: EdgeKind;
  Severity: Severity;
  AdvisoryKind: AdvisoryKind;
  AffectedKind: AffectedKind;
  Advisory: ResolverTypeWrapper<AdvisoryRecord>;
  AdvisoryTarget: ResolverTypeWrapper<AdvisoryTargetRecord>;
  Affected: ResolverTypeWrapper<ReachedRecord>;
  AffectedEdge: ResolverTypeWrapper<Omit<AffectedEdge, 'node'> & { node: ResolversTypes['Affected'] }>;
  AffectedConnection: ResolverTypeWrapper<Omit<AffectedConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AffectedEdge']>, nodes: ReadonlyArray<ResolversTypes['Affected']> }>;
  AdvisoryEdge: ResolverTypeWrapper<Omit<AdvisoryEdge, 'node'> & { node: ResolversTypes['Advisory'] }>;
  AdvisoryConnection: ResolverTypeWrapper<Omit<AdvisoryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AdvisoryEdge']>, nodes: ReadonlyArray<ResolversTypes['Advisory']> }>;
  AdvisoryReach: ResolverTypeWrapper<AdvisoryReachRecord>;
  ConcernKind: ConcernKind;
  Concern: ResolverTypeWrapper<ConcernParent>;
  FileConcerns: ResolverTypeWrapper<FileConcernsParent>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ComparableCheckpoint: ResolverTypeWrapper<Omit<ComparableCheckpoint, 'checkpoint'> & { checkpoint: ResolversTypes['Checkpoint'] }>;
  ArtifactInput: ArtifactInput;
  ParentInput: ParentInput;
  TrainingMetadataInput: TrainingMetadataInput;
  PublishCheckpointInput: PublishCheckpointInput;
  CheckpointPublished: ResolverTypeWrapper<Omit<CheckpointPublished, 'checkpoint' | 'statement'> & { checkpoint: ResolversTypes['Checkpoint'], statement: ResolversTypes['Statement'] }>;
  PublishCheckpointResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishCheckpointResult']>;
  PublishDatasetInput: PublishDatasetInput;
  DatasetPublished: ResolverTypeWrapper<Omit<DatasetPublished, 'dataset' | 'statement'> & { dataset: ResolversTypes['Dataset'], statement: ResolversTypes['Statement'] }>;
  PublishDatasetResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishDatasetResult']>;
  StatementAccepted: ResolverTypeWrapper<Omit<StatementAccepted, 'statement' | 'checkpoint' | 'dataset'> & { statement: ResolversTypes['Statement'], checkpoint?: Maybe<ResolversTypes['Checkpoint']>, dataset?: Maybe<ResolversTypes['Dataset']> }>;
  SubmitStatementResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitStatementResult']>;
  InvitationMade: ResolverTypeWrapper<InvitationMade>;
  InviteContributorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InviteContributorResult']>;
  InvitationRedeemed: ResolverTypeWrapper<Omit<InvitationRedeemed, 'contributor'> & { contributor: ResolversTypes['Contributor'] }>;
  RedeemInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RedeemInvitationResult']>;
  AccessToken: ResolverTypeWrapper<TokenRecord>;
  TokenCreated: ResolverTypeWrapper<Omit<TokenCreated, 'accessToken'> & { accessToken: ResolversTypes['AccessToken'] }>;
  CreateTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateTokenResult']>;
  TokenRevoked: ResolverTypeWrapper<Omit<TokenRevoked, 'accessToken'> & { accessToken: ResolversTypes['AccessToken'] }>;
  RevokeTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeTokenResult']>;
  CheckpointWithdrawal: ResolverTypeWrapper<CheckpointWithdrawalRecord>;
  CheckpointWithdrawn: ResolverTypeWrapper<Omit<CheckpointWithdrawn, 'checkpoint' | 'statement'> & { checkpoint: ResolversTypes['Checkpoint'], statement: ResolversTypes['Statement'] }>;
  WithdrawCheckpointResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawCheckpointResult']>;
  ArtifactReleased: ResolverTypeWrapper<Omit<ArtifactReleased, 'artifact' | 'statement'> & { artifact: ResolversTypes['Artifact'], statement: ResolversTypes['Statement'] }>;
  ReleaseArtifactResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReleaseArtifactResult']>;
  StubMerged: ResolverTypeWrapper<Omit<StubMerged, 'checkpoint' | 'statement'> & { checkpoint: ResolversTypes['Checkpoint'], statement: ResolversTypes['Statement'] }>;
  MergeStubResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MergeStubResult']>;
  DeliveryState: DeliveryState;
  Webhook: ResolverTypeWrapper<WebhookRecord>;
  WebhookDelivery: ResolverTypeWrapper<WebhookDeliveryRecord>;
  WebhookCreated: ResolverTypeWrapper<Omit<WebhookCreated, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  CreateWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateWebhookResult']>;
  WebhookDeleted: ResolverTypeWrapper<Omit<WebhookDeleted, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  DeleteWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteWebhookResult']>;
  DeliveryQueued: ResolverTypeWrapper<Omit<DeliveryQueued, 'delivery'> & { delivery: ResolversTypes['WebhookDelivery'] }>;
  TestWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestWebhookResult']>;
  ReplayWebhookDeliveryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayWebhookDeliveryResult']>;
  AdvisoryTargetInput: AdvisoryTargetInput;
  PublishAdvisoryInput: PublishAdvisoryInput;
  AdvisoryPublished: ResolverTypeWrapper<Omit<AdvisoryPublished, 'advisory' | 'statement'> & { advisory: ResolversTypes['Advisory'], statement: ResolversTypes['Statement'] }>;
  PublishAdvisoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishAdvisoryResult']>;
  AdvisoryWithdrawn: ResolverTypeWrapper<Omit<AdvisoryWithdrawn, 'advisory' | 'statement'> & { advisory: ResolversTypes['Advisory'], statement: ResolversTypes['Statement'] }>;
  WithdrawAdvisoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawAdvisoryResult']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  EvidenceLevel: EvidenceLevel;
  LineageEdge: ResolverTypeWrapper<LineageEdgeRecord>;
  ImportPlace: ImportPlace;
  ImportedEdge: ResolverTypeWrapper<SayingRecord>;
  Relative: ResolverTypeWrapper<RelativeRecord>;
  RelativeEdge: ResolverTypeWrapper<Omit<RelativeEdge, 'node'> & { node: ResolversTypes['Relative'] }>;
  RelativeConnection: ResolverTypeWrapper<Omit<RelativeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RelativeEdge']>, nodes: ReadonlyArray<ResolversTypes['Relative']> }>;
  LineagePath: ResolverTypeWrapper<LineagePathParent>;
  LineagePlace: ResolverTypeWrapper<PlaceRecord>;
  CommonAncestor: ResolverTypeWrapper<CommonAncestorRecord>;
  CheckpointAtRisk: ResolverTypeWrapper<AtRiskRecord>;
  CheckpointAtRiskConnection: ResolverTypeWrapper<Omit<CheckpointAtRiskConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['CheckpointAtRisk']> }>;
  DatasetEdgeKind: DatasetEdgeKind;
  DatasetNode: ResolverTypeWrapper<DatasetNodeRecord>;
  Reached: ResolverTypeWrapper<ReachedRecord>;
  ReachedConnection: ResolverTypeWrapper<Omit<ReachedConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Reached']> }>;
  DatasetEdge: ResolverTypeWrapper<DatasetEdgeRecord>;
  DatasetWarning: ResolverTypeWrapper<DatasetWarningRecord>;
  DeclareLineageEdgeInput: DeclareLineageEdgeInput;
  LineageEdgeDeclared: ResolverTypeWrapper<Omit<LineageEdgeDeclared, 'edge'> & { edge: ResolversTypes['LineageEdge'] }>;
  DeclareLineageEdgeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeclareLineageEdgeResult']>;
  WithdrawLineageEdgeInput: WithdrawLineageEdgeInput;
  LineageEdgeWithdrawn: ResolverTypeWrapper<Omit<LineageEdgeWithdrawn, 'child' | 'statement'> & { child: ResolversTypes['Checkpoint'], statement: ResolversTypes['Statement'] }>;
  WithdrawLineageEdgeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawLineageEdgeResult']>;
  DatasetWithdrawn: ResolverTypeWrapper<Omit<DatasetWithdrawn, 'dataset' | 'statement'> & { dataset: ResolversTypes['Dataset'], statement: ResolversTypes['Statement'] }>;
  WithdrawDatasetResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawDatasetResult']>;
  LineageFormat: LineageFormat;
  LineageExport: ResolverTypeWrapper<LineageExport>;
  License: ResolverTypeWrapper<License>;
  Swarm: ResolverTypeWrapper<SwarmFacts>;
  ReleaseSwarm: ResolverTypeWrapper<ReleaseSwarm>;
  ReleaseTorrentOffered: ResolverTypeWrapper<Omit<ReleaseTorrentOffered, 'checkpoint'> & { checkpoint: ResolversTypes['Checkpoint'] }>;
  OfferReleaseTorrentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OfferReleaseTorrentResult']>;
  Protocol: ResolverTypeWrapper<ProtocolRecord>;
  Claim: ResolverTypeWrapper<ClaimRecord>;
  Run: ResolverTypeWrapper<RunRecord>;
  ReproducibilityLevel: ReproducibilityLevel;
  ReproducibilityState: ReproducibilityState;
  Agreement: Agreement;
  ToleranceClass: ToleranceClass;
  DifferenceBias: DifferenceBias;
  EvaluatorStanding: ResolverTypeWrapper<EvaluatorFacts>;
  GroupVerdict: ResolverTypeWrapper<GroupVerdictParent>;
  RunPart: RunPart;
  ScoreStep: ResolverTypeWrapper<ScoreStepParent>;
  PastScore: ResolverTypeWrapper<ScoreStepRecord>;
  CalibrationBin: ResolverTypeWrapper<CalibrationBin>;
  Calibration: ResolverTypeWrapper<CalibrationParent>;
  Interval: ResolverTypeWrapper<IntervalParent>;
  Reproducibility: ResolverTypeWrapper<ReproducibilityParent>;
  Score: ResolverTypeWrapper<ScoreRecord>;
  BenchmarkFamily: ResolverTypeWrapper<BenchmarkFamily>;
  CheckpointReproducibility: ResolverTypeWrapper<CheckpointReproducibility>;
  ReportedFormat: ReportedFormat;
  Relationship: Relationship;
  MetricDirection: MetricDirection;
  ReportedSource: ResolverTypeWrapper<ReportedSourceParent>;
  ReportedResult: ResolverTypeWrapper<ReportedResultParent>;
  ReportedRecord: ResolverTypeWrapper<ReportedRecordRecord>;
  ReportedRecordEdge: ResolverTypeWrapper<Omit<ReportedRecordEdge, 'node'> & { node: ResolversTypes['ReportedRecord'] }>;
  ReportedRecordConnection: ResolverTypeWrapper<Omit<ReportedRecordConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ReportedRecordEdge']>, nodes: ReadonlyArray<ResolversTypes['ReportedRecord']> }>;
  ReportedFile: ResolverTypeWrapper<ReportedFileRecord>;
  Benchmark: ResolverTypeWrapper<BenchmarkRow>;
  LeaderboardEntry: ResolverTypeWrapper<RankedEntry>;
  LeaderboardEdge: ResolverTypeWrapper<Omit<LeaderboardEdge, 'node'> & { node: ResolversTypes['LeaderboardEntry'] }>;
  Leaderboard: ResolverTypeWrapper<Omit<Leaderboard, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LeaderboardEdge']>, nodes: ReadonlyArray<ResolversTypes['LeaderboardEntry']> }>;
  LearningPoint: ResolverTypeWrapper<LearningPointParent>;
  LearningCurve: ResolverTypeWrapper<Omit<LearningCurve, 'points'> & { points: ReadonlyArray<ResolversTypes['LearningPoint']> }>;
  RegressionVerdict: RegressionVerdict;
  Regression: ResolverTypeWrapper<RegressionRecord>;
  JobState: JobState;
  Priority: Priority;
  Provider: Provider;
  JobPhase: JobPhase;
  JobProgress: ResolverTypeWrapper<JobProgress>;
  EvaluationAttempt: ResolverTypeWrapper<AttemptRecord>;
  EvaluationJob: ResolverTypeWrapper<JobRecord>;
  EvaluationLease: ResolverTypeWrapper<LeaseParent>;
  Runner: ResolverTypeWrapper<RunnerRecord>;
  ProtocolRegistered: ResolverTypeWrapper<Omit<ProtocolRegistered, 'protocol'> & { protocol: ResolversTypes['Protocol'] }>;
  RegisterProtocolResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterProtocolResult']>;
  FileClaimInput: FileClaimInput;
  ClaimFiled: ResolverTypeWrapper<Omit<ClaimFiled, 'score'> & { score: ResolversTypes['Score'] }>;
  FileClaimResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FileClaimResult']>;
  RequestEvaluationInput: RequestEvaluationInput;
  EvaluationRequested: ResolverTypeWrapper<Omit<EvaluationRequested, 'jobs'> & { jobs: ReadonlyArray<ResolversTypes['EvaluationJob']> }>;
  RequestEvaluationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestEvaluationResult']>;
  RunnerInput: RunnerInput;
  NoJobWaiting: ResolverTypeWrapper<NoJobWaiting>;
  LeaseEvaluationJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LeaseEvaluationJobResult']>;
  HeartbeatEvaluationJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['HeartbeatEvaluationJobResult']>;
  EvaluationCommitted: ResolverTypeWrapper<EvaluationCommitted>;
  CommitEvaluationResultResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CommitEvaluationResultResult']>;
  EvaluationCompleted: ResolverTypeWrapper<Omit<EvaluationCompleted, 'run'> & { run: ResolversTypes['Run'] }>;
  CompleteEvaluationJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteEvaluationJobResult']>;
  EvaluationJobReturned: ResolverTypeWrapper<Omit<EvaluationJobReturned, 'job'> & { job: ResolversTypes['EvaluationJob'] }>;
  FailEvaluationJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FailEvaluationJobResult']>;
  EvaluatorSpokenOf: ResolverTypeWrapper<Omit<EvaluatorSpokenOf, 'evaluator' | 'statement'> & { evaluator: ResolversTypes['EvaluatorStanding'], statement: ResolversTypes['Statement'] }>;
  TrustEvaluatorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TrustEvaluatorResult']>;
  DistrustEvaluatorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DistrustEvaluatorResult']>;
  DeclareConflictResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeclareConflictResult']>;
  RunWithdrawn: ResolverTypeWrapper<Omit<RunWithdrawn, 'run' | 'statement'> & { run: ResolversTypes['Run'], statement: ResolversTypes['Statement'] }>;
  WithdrawRunResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawRunResult']>;
  ImportReportedResultsInput: ImportReportedResultsInput;
  ReportedResultsImported: ResolverTypeWrapper<Omit<ReportedResultsImported, 'file' | 'statement'> & { file: ResolversTypes['ReportedFile'], statement: ResolversTypes['Statement'] }>;
  ImportReportedResultsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportReportedResultsResult']>;
  ReportedResultsWithdrawn: ResolverTypeWrapper<Omit<ReportedResultsWithdrawn, 'file' | 'statement'> & { file: ResolversTypes['ReportedFile'], statement: ResolversTypes['Statement'] }>;
  WithdrawReportedResultsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawReportedResultsResult']>;
  EvaluationJobRequeued: ResolverTypeWrapper<Omit<EvaluationJobRequeued, 'job'> & { job: ResolversTypes['EvaluationJob'] }>;
  RequeueEvaluationJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequeueEvaluationJobResult']>;
  EvaluationJobCancelled: ResolverTypeWrapper<Omit<EvaluationJobCancelled, 'job'> & { job: ResolversTypes['EvaluationJob'] }>;
  CancelEvaluationJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelEvaluationJobResult']>;
  JobProgressInput: JobProgressInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Harm: Harm;
  BiasVerdict: BiasVerdict;
  BiasGroup: ResolverTypeWrapper<Omit<BiasGroup, 'interval'> & { interval?: Maybe<ResolversTypes['Interval']> }>;
  ReportMetric: ResolverTypeWrapper<Omit<ReportMetric, 'interval'> & { interval?: Maybe<ResolversTypes['Interval']> }>;
  Report: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Report']>;
  ReportState: ReportState;
  ReportStanding: ResolverTypeWrapper<ReportStanding>;
  ReportAgreement: ReportAgreement;
  ReportReproduction: ResolverTypeWrapper<Omit<ReportReproduction, 'report'> & { report: ResolversTypes['Report'] }>;
  ReportAnswerStatus: ReportAnswerStatus;
  ReportAnswer: ResolverTypeWrapper<ReportAnswerRecord>;
  MitigationStatus: MitigationStatus;
  Mitigation: ResolverTypeWrapper<MitigationRecord>;
  ReportDifference: ResolverTypeWrapper<DifferenceParent>;
  BiasReport: ResolverTypeWrapper<ReportRecord>;
  BiasMarginal: ResolverTypeWrapper<Omit<BiasMarginal, 'groups' | 'gap'> & { groups: ReadonlyArray<ResolversTypes['BiasGroup']>, gap?: Maybe<ResolversTypes['BiasGap']> }>;
  BiasCountsKind: BiasCountsKind;
  BiasLean: ResolverTypeWrapper<Omit<BiasLean, 'interval'> & { interval?: Maybe<ResolversTypes['Interval']> }>;
  BiasGap: ResolverTypeWrapper<Omit<BiasGap, 'interval'> & { interval: ResolversTypes['Interval'] }>;
  BiasWarning: ResolverTypeWrapper<ReportWarningRecord>;
  RiskTopic: RiskTopic;
  RiskCountsKind: RiskCountsKind;
  RiskVerdict: RiskVerdict;
  RiskEffect: ResolverTypeWrapper<Omit<RiskEffect, 'interval'> & { interval?: Maybe<ResolversTypes['Interval']> }>;
  RiskReport: ResolverTypeWrapper<ReportRecord>;
  RiskWarning: ResolverTypeWrapper<ReportWarningRecord>;
  FileBiasReportInput: FileBiasReportInput;
  BiasReportFiled: ResolverTypeWrapper<ReportFiledParent>;
  FileBiasReportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FileBiasReportResult']>;
  ReportWithdrawn: ResolverTypeWrapper<Omit<ReportWithdrawn, 'report' | 'statement'> & { report: ResolversTypes['Report'], statement: ResolversTypes['Statement'] }>;
  WithdrawReportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawReportResult']>;
  ReportAnswered: ResolverTypeWrapper<Omit<ReportAnswered, 'report' | 'statement'> & { report: ResolversTypes['Report'], statement: ResolversTypes['Statement'] }>;
  AnswerReportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AnswerReportResult']>;
  MitigationDeclared: ResolverTypeWrapper<Omit<MitigationDeclared, 'mitigation' | 'statement'> & { mitigation: ResolversTypes['Mitigation'], statement: ResolversTypes['Statement'] }>;
  DeclareMitigationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeclareMitigationResult']>;
  FileRiskReportInput: FileRiskReportInput;
  RiskReportFiled: ResolverTypeWrapper<ReportFiledParent>;
  FileRiskReportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FileRiskReportResult']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Digest: Scalars['Digest']['output'];
  DateTime: Scalars['DateTime']['output'];
  BigInt: Scalars['BigInt']['output'];
  JSON: Scalars['JSON']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Scalars['ID']['output'];
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  InputRefusal: InputRefusal;
  PermissionRefusal: PermissionRefusal;
  ConflictRefusal: ConflictRefusal;
  NotFoundRefusal: NotFoundRefusal;
  Hub: HubParent;
  Viewer: SignedInViewer;
  Storage: Storage;
  Contributor: ContributorRecord;
  ContributorKey: KeyRecord;
  Statement: StatementRecord;
  Model: ModelRecord;
  Int: Scalars['Int']['output'];
  RevisionMove: RevisionMoveRecord;
  RevisionMoveConnection: Omit<RevisionMoveConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['RevisionMove']> };
  Revision: RevisionRecord;
  Checkpoint: CheckpointRecord;
  Float: Scalars['Float']['output'];
  ImportedFacts: ImportedRecord;
  ImportedFile: ImportedFileParent;
  ImportedFileEdge: Omit<ImportedFileEdge, 'node'> & { node: ResolversParentTypes['ImportedFile'] };
  ImportedFileConnection: Omit<ImportedFileConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ImportedFileEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ImportedFile']> };
  ImportedClaim: ImportedClaimParent;
  EarlierFacts: EarlierFactsRecord;
  ListedFile: ListedFileRecord;
  Resources: ResourcesParent;
  MemoryEstimate: MemoryEstimate;
  ResourceFit: ResourceFit;
  WeightsComparison: WeightsComparison;
  LocalChange: LocalChange;
  ChatTemplateChange: Omit<ChatTemplateChange, 'parent'> & { parent: ResolversParentTypes['Checkpoint'] };
  DifferenceLine: DifferenceLine;
  CheckpointArtifact: CheckpointArtifactRecord;
  Artifact: ArtifactRecord;
  ArtifactContents: StoredInspection;
  DtypeCount: DtypeCount;
  Architecture: Architecture;
  Dimension: Dimension;
  GraphValue: GraphValue;
  OperatorCount: OperatorCount;
  Tokenizer: Tokenizer;
  ChatTemplate: ChatTemplateParent;
  HeaderClaim: HeaderClaim;
  ArtifactName: ArtifactName;
  Tensor: TensorRecord;
  TensorStatistics: TensorStatistics;
  Histogram: Histogram;
  Spectrum: Spectrum;
  TensorEdge: Omit<TensorEdge, 'node'> & { node: ResolversParentTypes['Tensor'] };
  TensorConnection: Omit<TensorConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TensorEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Tensor']> };
  InspectionFinding: Finding;
  TrainingMetadata: TrainingMetadataParent;
  Dataset: DatasetRecord;
  DatasetAttribute: DatasetAttribute;
  AttributeValue: AttributeValue;
  LabelCount: LabelCount;
  CheckpointEdge: Omit<CheckpointEdge, 'node'> & { node: ResolversParentTypes['Checkpoint'] };
  CheckpointConnection: Omit<CheckpointConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CheckpointEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Checkpoint']> };
  SearchConnection: Omit<SearchConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CheckpointEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Checkpoint']> };
  Task: TaskParent;
  CheckpointTask: TaskRecord;
  CheckpointFilter: CheckpointFilter;
  Advisory: AdvisoryRecord;
  AdvisoryTarget: AdvisoryTargetRecord;
  Affected: ReachedRecord;
  AffectedEdge: Omit<AffectedEdge, 'node'> & { node: ResolversParentTypes['Affected'] };
  AffectedConnection: Omit<AffectedConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AffectedEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Affected']> };
  AdvisoryEdge: Omit<AdvisoryEdge, 'node'> & { node: ResolversParentTypes['Advisory'] };
  AdvisoryConnection: Omit<AdvisoryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AdvisoryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Advisory']> };
  AdvisoryReach: AdvisoryReachRecord;
  Concern: ConcernParent;
  FileConcerns: FileConcernsParent;
  Query: Record<PropertyKey, never>;
  ComparableCheckpoint: Omit<ComparableCheckpoint, 'checkpoint'> & { checkpoint: ResolversParentTypes['Checkpoint'] };
  ArtifactInput: ArtifactInput;
  ParentInput: ParentInput;
  TrainingMetadataInput: TrainingMetadataInput;
  PublishCheckpointInput: PublishCheckpointInput;
  CheckpointPublished: Omit<CheckpointPublished, 'checkpoint' | 'statement'> & { checkpoint: ResolversParentTypes['Checkpoint'], statement: ResolversParentTypes['Statement'] };
  PublishCheckpointResult: ResolversUnionTypes<ResolversParentTypes>['PublishCheckpointResult'];
  PublishDatasetInput: PublishDatasetInput;
  DatasetPublished: Omit<DatasetPublished, 'dataset' | 'statement'> & { dataset: ResolversParentTypes['Dataset'], statement: ResolversParentTypes['Statement'] };
  PublishDatasetResult: ResolversUnionTypes<ResolversParentTypes>['PublishDatasetResult'];
  StatementAccepted: Omit<StatementAccepted, 'statement' | 'checkpoint' | 'dataset'> & { statement: ResolversParentTypes['Statement'], checkpoint?: Maybe<ResolversParentTypes['Checkpoint']>, dataset?: Maybe<ResolversParentTypes['Dataset']> };
  SubmitStatementResult: ResolversUnionTypes<ResolversParentTypes>['SubmitStatementResult'];
  InvitationMade: InvitationMade;
  InviteContributorResult: ResolversUnionTypes<ResolversParentTypes>['InviteContributorResult'];
  InvitationRedeemed: Omit<InvitationRedeemed, 'contributor'> & { contributor: ResolversParentTypes['Contributor'] };
  RedeemInvitationResult: ResolversUnionTypes<ResolversParentTypes>['RedeemInvitationResult'];
  AccessToken: TokenRecord;
  TokenCreated: Omit<TokenCreated, 'accessToken'> & { accessToken: ResolversParentTypes['AccessToken'] };
  CreateTokenResult: ResolversUnionTypes<ResolversParentTypes>['CreateTokenResult'];
  TokenRevoked: Omit<TokenRevoked, 'accessToken'> & { accessToken: ResolversParentTypes['AccessToken'] };
  RevokeTokenResult: ResolversUnionTypes<ResolversParentTypes>['RevokeTokenResult'];
  CheckpointWithdrawal: CheckpointWithdrawalRecord;
  CheckpointWithdrawn: Omit<CheckpointWithdrawn, 'checkpoint' | 'statement'> & { checkpoint: ResolversParentTypes['Checkpoint'], statement: ResolversParentTypes['Statement'] };
  WithdrawCheckpointResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawCheckpointResult'];
  ArtifactReleased: Omit<ArtifactReleased, 'artifact' | 'statement'> & { artifact: ResolversParentTypes['Artifact'], statement: ResolversParentTypes['Statement'] };
  ReleaseArtifactResult: ResolversUnionTypes<ResolversParentTypes>['ReleaseArtifactResult'];
  StubMerged: Omit<StubMerged, 'checkpoint' | 'statement'> & { checkpoint: ResolversParentTypes['Checkpoint'], statement: ResolversParentTypes['Statement'] };
  MergeStubResult: ResolversUnionTypes<ResolversParentTypes>['MergeStubResult'];
  Webhook: WebhookRecord;
  WebhookDelivery: WebhookDeliveryRecord;
  WebhookCreated: Omit<WebhookCreated, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  CreateWebhookResult: ResolversUnionTypes<ResolversParentTypes>['CreateWebhookResult'];
  WebhookDeleted: Omit<WebhookDeleted, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  DeleteWebhookResult: ResolversUnionTypes<ResolversParentTypes>['DeleteWebhookResult'];
  DeliveryQueued: Omit<DeliveryQueued, 'delivery'> & { delivery: ResolversParentTypes['WebhookDelivery'] };
  TestWebhookResult: ResolversUnionTypes<ResolversParentTypes>['TestWebhookResult'];
  ReplayWebhookDeliveryResult: ResolversUnionTypes<ResolversParentTypes>['ReplayWebhookDeliveryResult'];
  AdvisoryTargetInput: AdvisoryTargetInput;
  PublishAdvisoryInput: PublishAdvisoryInput;
  AdvisoryPublished: Omit<AdvisoryPublished, 'advisory' | 'statement'> & { advisory: ResolversParentTypes['Advisory'], statement: ResolversParentTypes['Statement'] };
  PublishAdvisoryResult: ResolversUnionTypes<ResolversParentTypes>['PublishAdvisoryResult'];
  AdvisoryWithdrawn: Omit<AdvisoryWithdrawn, 'advisory' | 'statement'> & { advisory: ResolversParentTypes['Advisory'], statement: ResolversParentTypes['Statement'] };
  WithdrawAdvisoryResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawAdvisoryResult'];
  Mutation: Record<PropertyKey, never>;
  LineageEdge: LineageEdgeRecord;
  ImportedEdge: SayingRecord;
  Relative: RelativeRecord;
  RelativeEdge: Omit<RelativeEdge, 'node'> & { node: ResolversParentTypes['Relative'] };
  RelativeConnection: Omit<RelativeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RelativeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Relative']> };
  LineagePath: LineagePathParent;
  LineagePlace: PlaceRecord;
  CommonAncestor: CommonAncestorRecord;
  CheckpointAtRisk: AtRiskRecord;
  CheckpointAtRiskConnection: Omit<CheckpointAtRiskConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['CheckpointAtRisk']> };
  DatasetNode: DatasetNodeRecord;
  Reached: ReachedRecord;
  ReachedConnection: Omit<ReachedConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Reached']> };
  DatasetEdge: DatasetEdgeRecord;
  DatasetWarning: DatasetWarningRecord;
  DeclareLineageEdgeInput: DeclareLineageEdgeInput;
  LineageEdgeDeclared: Omit<LineageEdgeDeclared, 'edge'> & { edge: ResolversParentTypes['LineageEdge'] };
  DeclareLineageEdgeResult: ResolversUnionTypes<ResolversParentTypes>['DeclareLineageEdgeResult'];
  WithdrawLineageEdgeInput: WithdrawLineageEdgeInput;
  LineageEdgeWithdrawn: Omit<LineageEdgeWithdrawn, 'child' | 'statement'> & { child: ResolversParentTypes['Checkpoint'], statement: ResolversParentTypes['Statement'] };
  WithdrawLineageEdgeResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawLineageEdgeResult'];
  DatasetWithdrawn: Omit<DatasetWithdrawn, 'dataset' | 'statement'> & { dataset: ResolversParentTypes['Dataset'], statement: ResolversParentTypes['Statement'] };
  WithdrawDatasetResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawDatasetResult'];
  LineageExport: LineageExport;
  License: License;
  Swarm: SwarmFacts;
  ReleaseSwarm: ReleaseSwarm;
  ReleaseTorrentOffered: Omit<ReleaseTorrentOffered, 'checkpoint'> & { checkpoint: ResolversParentTypes['Checkpoint'] };
  OfferReleaseTorrentResult: ResolversUnionTypes<ResolversParentTypes>['OfferReleaseTorrentResult'];
  Protocol: ProtocolRecord;
  Claim: ClaimRecord;
  Run: RunRecord;
  EvaluatorStanding: EvaluatorFacts;
  GroupVerdict: GroupVerdictParent;
  ScoreStep: ScoreStepParent;
  PastScore: ScoreStepRecord;
  CalibrationBin: CalibrationBin;
  Calibration: CalibrationParent;
  Interval: IntervalParent;
  Reproducibility: ReproducibilityParent;
  Score: ScoreRecord;
  BenchmarkFamily: BenchmarkFamily;
  CheckpointReproducibility: CheckpointReproducibility;
  ReportedSource: ReportedSourceParent;
  ReportedResult: ReportedResultParent;
  ReportedRecord: ReportedRecordRecord;
  ReportedRecordEdge: Omit<ReportedRecordEdge, 'node'> & { node: ResolversParentTypes['ReportedRecord'] };
  ReportedRecordConnection: Omit<ReportedRecordConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ReportedRecordEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ReportedRecord']> };
  ReportedFile: ReportedFileRecord;
  Benchmark: BenchmarkRow;
  LeaderboardEntry: RankedEntry;
  LeaderboardEdge: Omit<LeaderboardEdge, 'node'> & { node: ResolversParentTypes['LeaderboardEntry'] };
  Leaderboard: Omit<Leaderboard, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LeaderboardEdge']>, nodes: ReadonlyArray<ResolversParentTypes['LeaderboardEntry']> };
  LearningPoint: LearningPointParent;
  LearningCurve: Omit<LearningCurve, 'points'> & { points: ReadonlyArray<ResolversParentTypes['LearningPoint']> };
  Regression: RegressionRecord;
  JobProgress: JobProgress;
  EvaluationAttempt: AttemptRecord;
  EvaluationJob: JobRecord;
  EvaluationLease: LeaseParent;
  Runner: RunnerRecord;
  ProtocolRegistered: Omit<ProtocolRegistered, 'protocol'> & { protocol: ResolversParentTypes['Protocol'] };
  RegisterProtocolResult: ResolversUnionTypes<ResolversParentTypes>['RegisterProtocolResult'];
  FileClaimInput: FileClaimInput;
  ClaimFiled: Omit<ClaimFiled, 'score'> & { score: ResolversParentTypes['Score'] };
  FileClaimResult: ResolversUnionTypes<ResolversParentTypes>['FileClaimResult'];
  RequestEvaluationInput: RequestEvaluationInput;
  EvaluationRequested: Omit<EvaluationRequested, 'jobs'> & { jobs: ReadonlyArray<ResolversParentTypes['EvaluationJob']> };
  RequestEvaluationResult: ResolversUnionTypes<ResolversParentTypes>['RequestEvaluationResult'];
  RunnerInput: RunnerInput;
  NoJobWaiting: NoJobWaiting;
  LeaseEvaluationJobResult: ResolversUnionTypes<ResolversParentTypes>['LeaseEvaluationJobResult'];
  HeartbeatEvaluationJobResult: ResolversUnionTypes<ResolversParentTypes>['HeartbeatEvaluationJobResult'];
  EvaluationCommitted: EvaluationCommitted;
  CommitEvaluationResultResult: ResolversUnionTypes<ResolversParentTypes>['CommitEvaluationResultResult'];
  EvaluationCompleted: Omit<EvaluationCompleted, 'run'> & { run: ResolversParentTypes['Run'] };
  CompleteEvaluationJobResult: ResolversUnionTypes<ResolversParentTypes>['CompleteEvaluationJobResult'];
  EvaluationJobReturned: Omit<EvaluationJobReturned, 'job'> & { job: ResolversParentTypes['EvaluationJob'] };
  FailEvaluationJobResult: ResolversUnionTypes<ResolversParentTypes>['FailEvaluationJobResult'];
  EvaluatorSpokenOf: Omit<EvaluatorSpokenOf, 'evaluator' | 'statement'> & { evaluator: ResolversParentTypes['EvaluatorStanding'], statement: ResolversParentTypes['Statement'] };
  TrustEvaluatorResult: ResolversUnionTypes<ResolversParentTypes>['TrustEvaluatorResult'];
  DistrustEvaluatorResult: ResolversUnionTypes<ResolversParentTypes>['DistrustEvaluatorResult'];
  DeclareConflictResult: ResolversUnionTypes<ResolversParentTypes>['DeclareConflictResult'];
  RunWithdrawn: Omit<RunWithdrawn, 'run' | 'statement'> & { run: ResolversParentTypes['Run'], statement: ResolversParentTypes['Statement'] };
  WithdrawRunResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawRunResult'];
  ImportReportedResultsInput: ImportReportedResultsInput;
  ReportedResultsImported: Omit<ReportedResultsImported, 'file' | 'statement'> & { file: ResolversParentTypes['ReportedFile'], statement: ResolversParentTypes['Statement'] };
  ImportReportedResultsResult: ResolversUnionTypes<ResolversParentTypes>['ImportReportedResultsResult'];
  ReportedResultsWithdrawn: Omit<ReportedResultsWithdrawn, 'file' | 'statement'> & { file: ResolversParentTypes['ReportedFile'], statement: ResolversParentTypes['Statement'] };
  WithdrawReportedResultsResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawReportedResultsResult'];
  EvaluationJobRequeued: Omit<EvaluationJobRequeued, 'job'> & { job: ResolversParentTypes['EvaluationJob'] };
  RequeueEvaluationJobResult: ResolversUnionTypes<ResolversParentTypes>['RequeueEvaluationJobResult'];
  EvaluationJobCancelled: Omit<EvaluationJobCancelled, 'job'> & { job: ResolversParentTypes['EvaluationJob'] };
  CancelEvaluationJobResult: ResolversUnionTypes<ResolversParentTypes>['CancelEvaluationJobResult'];
  JobProgressInput: JobProgressInput;
  Subscription: Record<PropertyKey, never>;
  BiasGroup: Omit<BiasGroup, 'interval'> & { interval?: Maybe<ResolversParentTypes['Interval']> };
  ReportMetric: Omit<ReportMetric, 'interval'> & { interval?: Maybe<ResolversParentTypes['Interval']> };
  Report: ResolversInterfaceTypes<ResolversParentTypes>['Report'];
  ReportStanding: ReportStanding;
  ReportReproduction: Omit<ReportReproduction, 'report'> & { report: ResolversParentTypes['Report'] };
  ReportAnswer: ReportAnswerRecord;
  Mitigation: MitigationRecord;
  ReportDifference: DifferenceParent;
  BiasReport: ReportRecord;
  BiasMarginal: Omit<BiasMarginal, 'groups' | 'gap'> & { groups: ReadonlyArray<ResolversParentTypes['BiasGroup']>, gap?: Maybe<ResolversParentTypes['BiasGap']> };
  BiasLean: Omit<BiasLean, 'interval'> & { interval?: Maybe<ResolversParentTypes['Interval']> };
  BiasGap: Omit<BiasGap, 'interval'> & { interval: ResolversParentTypes['Interval'] };
  BiasWarning: ReportWarningRecord;
  RiskEffect: Omit<RiskEffect, 'interval'> & { interval?: Maybe<ResolversParentTypes['Interval']> };
  RiskReport: ReportRecord;
  RiskWarning: ReportWarningRecord;
  FileBiasReportInput: FileBiasReportInput;
  BiasReportFiled: ReportFiledParent;
  FileBiasReportResult: ResolversUnionTypes<ResolversParentTypes>['FileBiasReportResult'];
  ReportWithdrawn: Omit<ReportWithdrawn, 'report' | 'statement'> & { report: ResolversParentTypes['Report'], statement: ResolversParentTypes['Statement'] };
  WithdrawReportResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawReportResult'];
  ReportAnswered: Omit<ReportAnswered, 'report' | 'statement'> & { report: ResolversParentTypes['Report'], statement: ResolversParentTypes['Statement'] };
  AnswerReportResult: ResolversUnionTypes<ResolversParentTypes>['AnswerReportResult'];
  MitigationDeclared: Omit<MitigationDeclared, 'mitigation' | 'statement'> & { mitigation: ResolversParentTypes['Mitigation'], statement: ResolversParentTypes['Statement'] };
  DeclareMitigationResult: ResolversUnionTypes<ResolversParentTypes>['DeclareMitigationResult'];
  FileRiskReportInput: FileRiskReportInput;
  RiskReportFiled: ReportFiledParent;
  FileRiskReportResult: ResolversUnionTypes<ResolversParentTypes>['FileRiskReportResult'];
};

export type AccessDirectiveArgs = {
  scope: Scope;
  role: Maybe<Role>;
};

export type AccessDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DigestScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Digest'], any> {
  name: 'Digest';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Contributor' | 'Model' | 'Checkpoint' | 'Artifact' | 'Dataset' | 'Advisory', ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type InputRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputRefusal'] = ResolversParentTypes['InputRefusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PermissionRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PermissionRefusal'] = ResolversParentTypes['PermissionRefusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConflictRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConflictRefusal'] = ResolversParentTypes['ConflictRefusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotFoundRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotFoundRefusal'] = ResolversParentTypes['NotFoundRefusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HubResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Hub'] = ResolversParentTypes['Hub']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  logSize?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  isRegistrationOpen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  contributor?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
  storage?: Resolver<ResolversTypes['Storage'], ParentType, ContextType>;
  tokens?: Resolver<ReadonlyArray<ResolversTypes['AccessToken']>, ParentType, ContextType>;
  webhooks?: Resolver<ReadonlyArray<ResolversTypes['Webhook']>, ParentType, ContextType>;
};

export type StorageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Storage'] = ResolversParentTypes['Storage']> = {
  keptBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  openBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  quotaBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
};

export type ContributorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Contributor'] = ResolversParentTypes['Contributor'], FederationReferenceType extends FederationReferenceTypes['Contributor'] = FederationReferenceTypes['Contributor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contributor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['ContributorKey']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  evaluator?: Resolver<ResolversTypes['EvaluatorStanding'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContributorKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContributorKey'] = ResolversParentTypes['ContributorKey']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  custody?: Resolver<ResolversTypes['Custody'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StatementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement'], FederationReferenceType extends FederationReferenceTypes['Statement'] = FederationReferenceTypes['Statement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Statement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  logIndex?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  custody?: Resolver<ResolversTypes['Custody'], ParentType, ContextType>;
  contributor?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  envelope?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type ModelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model'], FederationReferenceType extends FederationReferenceTypes['Model'] = FederationReferenceTypes['Model']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Model']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  revisions?: Resolver<ReadonlyArray<ResolversTypes['Revision']>, ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['RevisionMoveConnection'], ParentType, ContextType, RequireFields<ModelHistoryArgs, 'first'>>;
  series?: Resolver<ResolversTypes['CheckpointConnection'], ParentType, ContextType, RequireFields<ModelSeriesArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevisionMoveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevisionMove'] = ResolversParentTypes['RevisionMove']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType>;
};

export type RevisionMoveConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevisionMoveConnection'] = ResolversParentTypes['RevisionMoveConnection']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RevisionMove']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RevisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Revision'] = ResolversParentTypes['Revision']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
};

export type CheckpointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Checkpoint'] = ResolversParentTypes['Checkpoint'], FederationReferenceType extends FederationReferenceTypes['Checkpoint'] = FederationReferenceTypes['Checkpoint']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Checkpoint']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isStub?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType>;
  coreDigest?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
  weightsIdentity?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['ArtifactState']>, ParentType, ContextType>;
  isOffered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  conversion?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  chatTemplateChanges?: Resolver<ReadonlyArray<ResolversTypes['ChatTemplateChange']>, ParentType, ContextType>;
  artifacts?: Resolver<ReadonlyArray<ResolversTypes['CheckpointArtifact']>, ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  parameterCount?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['CheckpointTask']>, ParentType, ContextType>;
  resources?: Resolver<Maybe<ResolversTypes['Resources']>, ParentType, ContextType>;
  compareWeights?: Resolver<Maybe<ResolversTypes['WeightsComparison']>, ParentType, ContextType, RequireFields<CheckpointCompareWeightsArgs, 'to'>>;
  architecture?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['TrainingMetadata']>, ParentType, ContextType>;
  publishedBy?: Resolver<Maybe<ResolversTypes['Contributor']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType>;
  withdrawal?: Resolver<Maybe<ResolversTypes['CheckpointWithdrawal']>, ParentType, ContextType>;
  imported?: Resolver<ReadonlyArray<ResolversTypes['ImportedFacts']>, ParentType, ContextType>;
  advisories?: Resolver<ReadonlyArray<ResolversTypes['AdvisoryReach']>, ParentType, ContextType>;
  parents?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  children?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType, RequireFields<CheckpointChildrenArgs, 'first'>>;
  place?: Resolver<ResolversTypes['LineagePlace'], ParentType, ContextType>;
  ancestors?: Resolver<ResolversTypes['RelativeConnection'], ParentType, ContextType, RequireFields<CheckpointAncestorsArgs, 'filter'>>;
  descendants?: Resolver<ResolversTypes['RelativeConnection'], ParentType, ContextType, RequireFields<CheckpointDescendantsArgs, 'filter'>>;
  siblings?: Resolver<ResolversTypes['CheckpointConnection'], ParentType, ContextType, RequireFields<CheckpointSiblingsArgs, 'first'>>;
  datasets?: Resolver<ReadonlyArray<ResolversTypes['DatasetEdge']>, ParentType, ContextType>;
  datasetWarnings?: Resolver<ReadonlyArray<ResolversTypes['DatasetWarning']>, ParentType, ContextType>;
  lineageExport?: Resolver<ResolversTypes['LineageExport'], ParentType, ContextType, RequireFields<CheckpointLineageExportArgs, 'format' | 'first'>>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  releaseSwarm?: Resolver<Maybe<ResolversTypes['ReleaseSwarm']>, ParentType, ContextType>;
  scores?: Resolver<ReadonlyArray<ResolversTypes['Score']>, ParentType, ContextType>;
  reportedRecords?: Resolver<ReadonlyArray<ResolversTypes['ReportedRecord']>, ParentType, ContextType, RequireFields<CheckpointReportedRecordsArgs, 'first'>>;
  regressions?: Resolver<ReadonlyArray<ResolversTypes['Regression']>, ParentType, ContextType, RequireFields<CheckpointRegressionsArgs, 'margin'>>;
  reproducibility?: Resolver<Maybe<ResolversTypes['CheckpointReproducibility']>, ParentType, ContextType>;
  biasReports?: Resolver<ReadonlyArray<ResolversTypes['BiasReport']>, ParentType, ContextType>;
  biasWarnings?: Resolver<ReadonlyArray<ResolversTypes['BiasWarning']>, ParentType, ContextType>;
  mitigations?: Resolver<ReadonlyArray<ResolversTypes['Mitigation']>, ParentType, ContextType>;
  riskReports?: Resolver<ReadonlyArray<ResolversTypes['RiskReport']>, ParentType, ContextType>;
  riskWarnings?: Resolver<ReadonlyArray<ResolversTypes['RiskWarning']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportedFactsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportedFacts'] = ResolversParentTypes['ImportedFacts']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  crawledAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isGone?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  goneSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceRevision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  gated?: Resolver<Maybe<ResolversTypes['Gate']>, ParentType, ContextType>;
  downloads?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  likes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  library?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  architecture?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parameterCount?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  languages?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  datasets?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  licenseClaimed?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  files?: Resolver<ResolversTypes['ImportedFileConnection'], ParentType, ContextType, RequireFields<ImportedFactsFilesArgs, 'first'>>;
  claims?: Resolver<ReadonlyArray<ResolversTypes['ImportedClaim']>, ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['EarlierFacts']>, ParentType, ContextType, RequireFields<ImportedFactsHistoryArgs, 'first'>>;
};

export type ImportedFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportedFile'] = ResolversParentTypes['ImportedFile']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
};

export type ImportedFileEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportedFileEdge'] = ResolversParentTypes['ImportedFileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ImportedFile'], ParentType, ContextType>;
};

export type ImportedFileConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportedFileConnection'] = ResolversParentTypes['ImportedFileConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ImportedFileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ImportedFile']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ImportedClaimResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportedClaim'] = ResolversParentTypes['ImportedClaim']> = {
  task?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EarlierFactsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EarlierFacts'] = ResolversParentTypes['EarlierFacts']> = {
  crawledAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  said?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type ListedFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ListedFile'] = ResolversParentTypes['ListedFile']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  said?: Resolver<ResolversTypes['ImportedFacts'], ParentType, ContextType>;
};

export type ResourcesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Resources'] = ResolversParentTypes['Resources']> = {
  estimates?: Resolver<ReadonlyArray<ResolversTypes['MemoryEstimate']>, ParentType, ContextType>;
  inferenceBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  fits?: Resolver<ResolversTypes['ResourceFit'], ParentType, ContextType, RequireFields<ResourcesFitsArgs, 'memoryBytes'>>;
};

export type MemoryEstimateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemoryEstimate'] = ResolversParentTypes['MemoryEstimate']> = {
  use?: Resolver<ResolversTypes['ResourceUse'], ParentType, ContextType>;
  precision?: Resolver<ResolversTypes['Precision'], ParentType, ContextType>;
  totalBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  weightsBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  loadingBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  cacheBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  activationsBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  trainingBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  runtimeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type ResourceFitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ResourceFit'] = ResolversParentTypes['ResourceFit']> = {
  inference?: Resolver<Maybe<ResolversTypes['Precision']>, ParentType, ContextType>;
  lora?: Resolver<Maybe<ResolversTypes['Precision']>, ParentType, ContextType>;
  fullFineTune?: Resolver<Maybe<ResolversTypes['Precision']>, ParentType, ContextType>;
};

export type WeightsComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WeightsComparison'] = ResolversParentTypes['WeightsComparison']> = {
  isSame?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  fraction?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  equalTensorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onlyHere?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  onlyThere?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  localChange?: Resolver<Maybe<ResolversTypes['LocalChange']>, ParentType, ContextType>;
};

export type LocalChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LocalChange'] = ResolversParentTypes['LocalChange']> = {
  tensors?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChatTemplateChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTemplateChange'] = ResolversParentTypes['ChatTemplateChange']> = {
  parent?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['DifferenceLine']>, ParentType, ContextType>;
};

export type DifferenceLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DifferenceLine'] = ResolversParentTypes['DifferenceLine']> = {
  kind?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CheckpointArtifactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointArtifact'] = ResolversParentTypes['CheckpointArtifact']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ArtifactRole'], ParentType, ContextType>;
  artifact?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ArtifactState'], ParentType, ContextType>;
  isOffered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ArtifactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Artifact'] = ResolversParentTypes['Artifact'], FederationReferenceType extends FederationReferenceTypes['Artifact'] = FederationReferenceTypes['Artifact']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Artifact']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ArtifactState'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['InspectionFinding']>, ParentType, ContextType>;
  inspectorVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contents?: Resolver<ResolversTypes['ArtifactContents'], ParentType, ContextType>;
  isRead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  weightsIdentity?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
  tensorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tensors?: Resolver<ResolversTypes['TensorConnection'], ParentType, ContextType, RequireFields<ArtifactTensorsArgs, 'first'>>;
  names?: Resolver<ReadonlyArray<ResolversTypes['ArtifactName']>, ParentType, ContextType>;
  checkpoints?: Resolver<ResolversTypes['CheckpointConnection'], ParentType, ContextType, RequireFields<ArtifactCheckpointsArgs, 'first'>>;
  release?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType>;
  advisories?: Resolver<ReadonlyArray<ResolversTypes['Advisory']>, ParentType, ContextType>;
  swarm?: Resolver<Maybe<ResolversTypes['Swarm']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArtifactContentsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactContents'] = ResolversParentTypes['ArtifactContents']> = {
  parameterCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  dtypes?: Resolver<ReadonlyArray<ResolversTypes['DtypeCount']>, ParentType, ContextType>;
  architecture?: Resolver<Maybe<ResolversTypes['Architecture']>, ParentType, ContextType>;
  hasOptimizerState?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  training?: Resolver<ResolversTypes['TrainingMetadata'], ParentType, ContextType>;
  tokenizer?: Resolver<Maybe<ResolversTypes['Tokenizer']>, ParentType, ContextType>;
  chatTemplates?: Resolver<ReadonlyArray<ResolversTypes['ChatTemplate']>, ParentType, ContextType>;
  pickleGlobals?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  claims?: Resolver<ReadonlyArray<ResolversTypes['HeaderClaim']>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DtypeCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DtypeCount'] = ResolversParentTypes['DtypeCount']> = {
  dtype?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  elements?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type ArchitectureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Architecture'] = ResolversParentTypes['Architecture']> = {
  family?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dimensions?: Resolver<ReadonlyArray<ResolversTypes['Dimension']>, ParentType, ContextType>;
  inputs?: Resolver<ReadonlyArray<ResolversTypes['GraphValue']>, ParentType, ContextType>;
  outputs?: Resolver<ReadonlyArray<ResolversTypes['GraphValue']>, ParentType, ContextType>;
  operators?: Resolver<ReadonlyArray<ResolversTypes['OperatorCount']>, ParentType, ContextType>;
  producer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DimensionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Dimension'] = ResolversParentTypes['Dimension']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type GraphValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GraphValue'] = ResolversParentTypes['GraphValue']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dtype?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dims?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['String']>>>, ParentType, ContextType>;
};

export type OperatorCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OperatorCount'] = ResolversParentTypes['OperatorCount']> = {
  operator?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type TokenizerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Tokenizer'] = ResolversParentTypes['Tokenizer']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vocabularySize?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
};

export type ChatTemplateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTemplate'] = ResolversParentTypes['ChatTemplate']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
};

export type HeaderClaimResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HeaderClaim'] = ResolversParentTypes['HeaderClaim']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ArtifactNameResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactName'] = ResolversParentTypes['ArtifactName']> = {
  kind?: Resolver<ResolversTypes['DigestKind'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TensorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Tensor'] = ResolversParentTypes['Tensor']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dtype?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shape?: Resolver<ReadonlyArray<ResolversTypes['BigInt']>, ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
  offset?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  lengthBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  isModel?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  statistics?: Resolver<Maybe<ResolversTypes['TensorStatistics']>, ParentType, ContextType>;
  spectrum?: Resolver<Maybe<ResolversTypes['Spectrum']>, ParentType, ContextType>;
};

export type TensorStatisticsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TensorStatistics'] = ResolversParentTypes['TensorStatistics']> = {
  count?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  nanCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  infinityCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  zeroCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  distinctInSample?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  mean?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  standardDeviation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  skewness?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  excessKurtosis?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  l2Norm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  quantiles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Float']>>, ParentType, ContextType>;
  histogram?: Resolver<Maybe<ResolversTypes['Histogram']>, ParentType, ContextType>;
};

export type HistogramResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Histogram'] = ResolversParentTypes['Histogram']> = {
  min?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  counts?: Resolver<ReadonlyArray<ResolversTypes['BigInt']>, ParentType, ContextType>;
};

export type SpectrumResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Spectrum'] = ResolversParentTypes['Spectrum']> = {
  spectralNorm?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  stableRank?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  alpha?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  alphaDeviation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  weightedAlpha?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  sampledShape?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BigInt']>>, ParentType, ContextType>;
};

export type TensorEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TensorEdge'] = ResolversParentTypes['TensorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tensor'], ParentType, ContextType>;
};

export type TensorConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TensorConnection'] = ResolversParentTypes['TensorConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TensorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Tensor']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InspectionFindingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InspectionFinding'] = ResolversParentTypes['InspectionFinding']> = {
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['FindingSeverity'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TrainingMetadataResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TrainingMetadata'] = ResolversParentTypes['TrainingMetadata']> = {
  epoch?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  loss?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  learningRate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seed?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  framework?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DatasetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Dataset'] = ResolversParentTypes['Dataset'], FederationReferenceType extends FederationReferenceTypes['Dataset'] = FederationReferenceTypes['Dataset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Dataset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  artifact?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
  license?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DatasetKind'], ParentType, ContextType>;
  itemCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  shape?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  answers?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  tokenLength?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  labelCounts?: Resolver<ReadonlyArray<ResolversTypes['LabelCount']>, ParentType, ContextType>;
  attributes?: Resolver<ReadonlyArray<ResolversTypes['DatasetAttribute']>, ParentType, ContextType>;
  rights?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  limitations?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publishedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  withdrawal?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DatasetAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatasetAttribute'] = ResolversParentTypes['DatasetAttribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['AttributeValue']>, ParentType, ContextType>;
};

export type AttributeValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttributeValue'] = ResolversParentTypes['AttributeValue']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type LabelCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LabelCount'] = ResolversParentTypes['LabelCount']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type CheckpointEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointEdge'] = ResolversParentTypes['CheckpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
};

export type CheckpointConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointConnection'] = ResolversParentTypes['CheckpointConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CheckpointEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SearchConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SearchConnection'] = ResolversParentTypes['SearchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CheckpointEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  correctedText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TaskResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  family?: Resolver<ResolversTypes['TaskFamily'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  checkpoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CheckpointTaskResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointTask'] = ResolversParentTypes['CheckpointTask']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isDeclared?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isEvaluated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AdvisoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Advisory'] = ResolversParentTypes['Advisory'], FederationReferenceType extends FederationReferenceTypes['Advisory'] = FederationReferenceTypes['Advisory']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Advisory']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  logIndex?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AdvisoryKind'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  references?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  targets?: Resolver<ReadonlyArray<ResolversTypes['AdvisoryTarget']>, ParentType, ContextType>;
  publishedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  withdrawal?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType>;
  affectedCount?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  countedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  affected?: Resolver<ResolversTypes['AffectedConnection'], ParentType, ContextType, Partial<AdvisoryAffectedArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AdvisoryTargetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdvisoryTarget'] = ResolversParentTypes['AdvisoryTarget']> = {
  of?: Resolver<ResolversTypes['AffectedKind'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AffectedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Affected'] = ResolversParentTypes['Affected']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AffectedEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AffectedEdge'] = ResolversParentTypes['AffectedEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Affected'], ParentType, ContextType>;
};

export type AffectedConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AffectedConnection'] = ResolversParentTypes['AffectedConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AffectedEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Affected']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AdvisoryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdvisoryEdge'] = ResolversParentTypes['AdvisoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Advisory'], ParentType, ContextType>;
};

export type AdvisoryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdvisoryConnection'] = ResolversParentTypes['AdvisoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AdvisoryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Advisory']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AdvisoryReachResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdvisoryReach'] = ResolversParentTypes['AdvisoryReach']> = {
  advisory?: Resolver<ResolversTypes['Advisory'], ParentType, ContextType>;
  isInherited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['AffectedKind'], ParentType, ContextType>;
  through?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
};

export type ConcernResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Concern'] = ResolversParentTypes['Concern']> = {
  kind?: Resolver<ResolversTypes['ConcernKind'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  checkpoint?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  through?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  advisory?: Resolver<Maybe<ResolversTypes['Advisory']>, ParentType, ContextType>;
};

export type FileConcernsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FileConcerns'] = ResolversParentTypes['FileConcerns']> = {
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  isKnown?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  concerns?: Resolver<ReadonlyArray<ResolversTypes['Concern']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  advisories?: Resolver<ResolversTypes['AdvisoryConnection'], ParentType, ContextType, RequireFields<QueryAdvisoriesArgs, 'level' | 'includeWithdrawn' | 'first'>>;
  advisory?: Resolver<Maybe<ResolversTypes['Advisory']>, ParentType, ContextType, RequireFields<QueryAdvisoryArgs, 'id'>>;
  concernsOfFiles?: Resolver<ReadonlyArray<ResolversTypes['FileConcerns']>, ParentType, ContextType, RequireFields<QueryConcernsOfFilesArgs, 'digests'>>;
  hub?: Resolver<ResolversTypes['Hub'], ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType, RequireFields<QueryModelArgs, 'name'>>;
  checkpoint?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType, RequireFields<QueryCheckpointArgs, 'reference'>>;
  artifact?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType, RequireFields<QueryArtifactArgs, 'digest'>>;
  artifactByDigest?: Resolver<ReadonlyArray<ResolversTypes['Artifact']>, ParentType, ContextType, RequireFields<QueryArtifactByDigestArgs, 'kind' | 'value'>>;
  artifactsByDigests?: Resolver<ReadonlyArray<ResolversTypes['Artifact']>, ParentType, ContextType, RequireFields<QueryArtifactsByDigestsArgs, 'kind' | 'values'>>;
  listedFiles?: Resolver<ReadonlyArray<ResolversTypes['ListedFile']>, ParentType, ContextType, RequireFields<QueryListedFilesArgs, 'digest'>>;
  checkpointsByWeights?: Resolver<ResolversTypes['CheckpointConnection'], ParentType, ContextType, RequireFields<QueryCheckpointsByWeightsArgs, 'weightsIdentity' | 'first'>>;
  comparableCheckpoints?: Resolver<ReadonlyArray<ResolversTypes['ComparableCheckpoint']>, ParentType, ContextType, RequireFields<QueryComparableCheckpointsArgs, 'tensors' | 'first'>>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType, RequireFields<QueryDatasetArgs, 'reference'>>;
  contributor?: Resolver<Maybe<ResolversTypes['Contributor']>, ParentType, ContextType, RequireFields<QueryContributorArgs, 'name'>>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
  search?: Resolver<ResolversTypes['SearchConnection'], ParentType, ContextType, RequireFields<QuerySearchArgs, 'filter' | 'first'>>;
  datasetNode?: Resolver<Maybe<ResolversTypes['DatasetNode']>, ParentType, ContextType, RequireFields<QueryDatasetNodeArgs, 'name'>>;
  lineagePaths?: Resolver<ReadonlyArray<ResolversTypes['LineagePath']>, ParentType, ContextType, RequireFields<QueryLineagePathsArgs, 'from' | 'to' | 'first'>>;
  commonAncestors?: Resolver<ReadonlyArray<ResolversTypes['CommonAncestor']>, ParentType, ContextType, RequireFields<QueryCommonAncestorsArgs, 'of' | 'first'>>;
  atRisk?: Resolver<ResolversTypes['CheckpointAtRiskConnection'], ParentType, ContextType, RequireFields<QueryAtRiskArgs, 'filter' | 'first'>>;
  evaluationJob?: Resolver<Maybe<ResolversTypes['EvaluationJob']>, ParentType, ContextType, RequireFields<QueryEvaluationJobArgs, 'id'>>;
  evaluationJobs?: Resolver<ReadonlyArray<ResolversTypes['EvaluationJob']>, ParentType, ContextType, RequireFields<QueryEvaluationJobsArgs, 'first'>>;
  runners?: Resolver<ReadonlyArray<ResolversTypes['Runner']>, ParentType, ContextType, RequireFields<QueryRunnersArgs, 'first'>>;
  protocol?: Resolver<Maybe<ResolversTypes['Protocol']>, ParentType, ContextType, RequireFields<QueryProtocolArgs, 'digest'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  reportedRecords?: Resolver<ResolversTypes['ReportedRecordConnection'], ParentType, ContextType, RequireFields<QueryReportedRecordsArgs, 'model' | 'first'>>;
  reportedFile?: Resolver<Maybe<ResolversTypes['ReportedFile']>, ParentType, ContextType, RequireFields<QueryReportedFileArgs, 'logIndex'>>;
  benchmarks?: Resolver<ReadonlyArray<ResolversTypes['Benchmark']>, ParentType, ContextType, RequireFields<QueryBenchmarksArgs, 'search' | 'first'>>;
  leaderboard?: Resolver<Maybe<ResolversTypes['Leaderboard']>, ParentType, ContextType, RequireFields<QueryLeaderboardArgs, 'benchmark' | 'hardship' | 'first'>>;
  learningCurve?: Resolver<ResolversTypes['LearningCurve'], ParentType, ContextType, RequireFields<QueryLearningCurveArgs, 'model' | 'benchmark' | 'metric'>>;
  calibration?: Resolver<ResolversTypes['Calibration'], ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['Report']>, ParentType, ContextType, RequireFields<QueryReportArgs, 'id'>>;
};

export type ComparableCheckpointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ComparableCheckpoint'] = ResolversParentTypes['ComparableCheckpoint']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  sharedElements?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type CheckpointPublishedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointPublished'] = ResolversParentTypes['CheckpointPublished']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishCheckpointResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishCheckpointResult'] = ResolversParentTypes['PublishCheckpointResult']> = {
  __resolveType: TypeResolveFn<'CheckpointPublished' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type DatasetPublishedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatasetPublished'] = ResolversParentTypes['DatasetPublished']> = {
  dataset?: Resolver<ResolversTypes['Dataset'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishDatasetResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishDatasetResult'] = ResolversParentTypes['PublishDatasetResult']> = {
  __resolveType: TypeResolveFn<'DatasetPublished' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type StatementAcceptedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementAccepted'] = ResolversParentTypes['StatementAccepted']> = {
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  checkpoint?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubmitStatementResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubmitStatementResult'] = ResolversParentTypes['SubmitStatementResult']> = {
  __resolveType: TypeResolveFn<'StatementAccepted' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type InvitationMadeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvitationMade'] = ResolversParentTypes['InvitationMade']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InviteContributorResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InviteContributorResult'] = ResolversParentTypes['InviteContributorResult']> = {
  __resolveType: TypeResolveFn<'InvitationMade' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type InvitationRedeemedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvitationRedeemed'] = ResolversParentTypes['InvitationRedeemed']> = {
  contributor?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  custody?: Resolver<ResolversTypes['Custody'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RedeemInvitationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RedeemInvitationResult'] = ResolversParentTypes['RedeemInvitationResult']> = {
  __resolveType: TypeResolveFn<'InvitationRedeemed' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type AccessTokenResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccessToken'] = ResolversParentTypes['AccessToken']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type TokenCreatedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TokenCreated'] = ResolversParentTypes['TokenCreated']> = {
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessToken?: Resolver<ResolversTypes['AccessToken'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateTokenResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateTokenResult'] = ResolversParentTypes['CreateTokenResult']> = {
  __resolveType: TypeResolveFn<'TokenCreated' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type TokenRevokedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TokenRevoked'] = ResolversParentTypes['TokenRevoked']> = {
  accessToken?: Resolver<ResolversTypes['AccessToken'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeTokenResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevokeTokenResult'] = ResolversParentTypes['RevokeTokenResult']> = {
  __resolveType: TypeResolveFn<'TokenRevoked' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type CheckpointWithdrawalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointWithdrawal'] = ResolversParentTypes['CheckpointWithdrawal']> = {
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
};

export type CheckpointWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointWithdrawn'] = ResolversParentTypes['CheckpointWithdrawn']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawCheckpointResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WithdrawCheckpointResult'] = ResolversParentTypes['WithdrawCheckpointResult']> = {
  __resolveType: TypeResolveFn<'CheckpointWithdrawn' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ArtifactReleasedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactReleased'] = ResolversParentTypes['ArtifactReleased']> = {
  artifact?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseArtifactResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReleaseArtifactResult'] = ResolversParentTypes['ReleaseArtifactResult']> = {
  __resolveType: TypeResolveFn<'ArtifactReleased' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type StubMergedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StubMerged'] = ResolversParentTypes['StubMerged']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MergeStubResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MergeStubResult'] = ResolversParentTypes['MergeStubResult']> = {
  __resolveType: TypeResolveFn<'StubMerged' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  watched?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliveries?: Resolver<ReadonlyArray<ResolversTypes['WebhookDelivery']>, ParentType, ContextType, RequireFields<WebhookDeliveriesArgs, 'first'>>;
};

export type WebhookDeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookCreatedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WebhookCreated'] = ResolversParentTypes['WebhookCreated']> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateWebhookResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateWebhookResult'] = ResolversParentTypes['CreateWebhookResult']> = {
  __resolveType: TypeResolveFn<'WebhookCreated' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type WebhookDeletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WebhookDeleted'] = ResolversParentTypes['WebhookDeleted']> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteWebhookResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteWebhookResult'] = ResolversParentTypes['DeleteWebhookResult']> = {
  __resolveType: TypeResolveFn<'WebhookDeleted' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type DeliveryQueuedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryQueued'] = ResolversParentTypes['DeliveryQueued']> = {
  delivery?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestWebhookResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TestWebhookResult'] = ResolversParentTypes['TestWebhookResult']> = {
  __resolveType: TypeResolveFn<'DeliveryQueued' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ReplayWebhookDeliveryResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReplayWebhookDeliveryResult'] = ResolversParentTypes['ReplayWebhookDeliveryResult']> = {
  __resolveType: TypeResolveFn<'DeliveryQueued' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type AdvisoryPublishedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdvisoryPublished'] = ResolversParentTypes['AdvisoryPublished']> = {
  advisory?: Resolver<ResolversTypes['Advisory'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishAdvisoryResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishAdvisoryResult'] = ResolversParentTypes['PublishAdvisoryResult']> = {
  __resolveType: TypeResolveFn<'AdvisoryPublished' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type AdvisoryWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdvisoryWithdrawn'] = ResolversParentTypes['AdvisoryWithdrawn']> = {
  advisory?: Resolver<ResolversTypes['Advisory'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawAdvisoryResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WithdrawAdvisoryResult'] = ResolversParentTypes['WithdrawAdvisoryResult']> = {
  __resolveType: TypeResolveFn<'AdvisoryWithdrawn' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createWebhook?: Resolver<ResolversTypes['CreateWebhookResult'], ParentType, ContextType, RequireFields<MutationCreateWebhookArgs, 'url' | 'events' | 'watched'>>;
  deleteWebhook?: Resolver<ResolversTypes['DeleteWebhookResult'], ParentType, ContextType, RequireFields<MutationDeleteWebhookArgs, 'id'>>;
  testWebhook?: Resolver<ResolversTypes['TestWebhookResult'], ParentType, ContextType, RequireFields<MutationTestWebhookArgs, 'id'>>;
  replayWebhookDelivery?: Resolver<ResolversTypes['ReplayWebhookDeliveryResult'], ParentType, ContextType, RequireFields<MutationReplayWebhookDeliveryArgs, 'id'>>;
  publishAdvisory?: Resolver<ResolversTypes['PublishAdvisoryResult'], ParentType, ContextType, RequireFields<MutationPublishAdvisoryArgs, 'input'>>;
  withdrawAdvisory?: Resolver<ResolversTypes['WithdrawAdvisoryResult'], ParentType, ContextType, RequireFields<MutationWithdrawAdvisoryArgs, 'id' | 'reason'>>;
  mergeStub?: Resolver<ResolversTypes['MergeStubResult'], ParentType, ContextType, RequireFields<MutationMergeStubArgs, 'stub' | 'checkpoint' | 'reason'>>;
  releaseArtifact?: Resolver<ResolversTypes['ReleaseArtifactResult'], ParentType, ContextType, RequireFields<MutationReleaseArtifactArgs, 'digest' | 'reason'>>;
  withdrawCheckpoint?: Resolver<ResolversTypes['WithdrawCheckpointResult'], ParentType, ContextType, RequireFields<MutationWithdrawCheckpointArgs, 'checkpoint' | 'reason'>>;
  publishCheckpoint?: Resolver<ResolversTypes['PublishCheckpointResult'], ParentType, ContextType, RequireFields<MutationPublishCheckpointArgs, 'input'>>;
  publishDataset?: Resolver<ResolversTypes['PublishDatasetResult'], ParentType, ContextType, RequireFields<MutationPublishDatasetArgs, 'input'>>;
  submitStatement?: Resolver<ResolversTypes['SubmitStatementResult'], ParentType, ContextType, RequireFields<MutationSubmitStatementArgs, 'envelope'>>;
  inviteContributor?: Resolver<ResolversTypes['InviteContributorResult'], ParentType, ContextType, RequireFields<MutationInviteContributorArgs, 'name' | 'role'>>;
  redeemInvitation?: Resolver<ResolversTypes['RedeemInvitationResult'], ParentType, ContextType, RequireFields<MutationRedeemInvitationArgs, 'code'>>;
  createToken?: Resolver<ResolversTypes['CreateTokenResult'], ParentType, ContextType, RequireFields<MutationCreateTokenArgs, 'label' | 'scopes' | 'days'>>;
  revokeToken?: Resolver<ResolversTypes['RevokeTokenResult'], ParentType, ContextType, RequireFields<MutationRevokeTokenArgs, 'id'>>;
  withdrawDataset?: Resolver<ResolversTypes['WithdrawDatasetResult'], ParentType, ContextType, RequireFields<MutationWithdrawDatasetArgs, 'dataset' | 'reason'>>;
  withdrawLineageEdge?: Resolver<ResolversTypes['WithdrawLineageEdgeResult'], ParentType, ContextType, RequireFields<MutationWithdrawLineageEdgeArgs, 'input'>>;
  declareLineageEdge?: Resolver<ResolversTypes['DeclareLineageEdgeResult'], ParentType, ContextType, RequireFields<MutationDeclareLineageEdgeArgs, 'input'>>;
  offerReleaseTorrent?: Resolver<ResolversTypes['OfferReleaseTorrentResult'], ParentType, ContextType, RequireFields<MutationOfferReleaseTorrentArgs, 'checkpoint'>>;
  trustEvaluator?: Resolver<ResolversTypes['TrustEvaluatorResult'], ParentType, ContextType, RequireFields<MutationTrustEvaluatorArgs, 'name'>>;
  distrustEvaluator?: Resolver<ResolversTypes['DistrustEvaluatorResult'], ParentType, ContextType, RequireFields<MutationDistrustEvaluatorArgs, 'name'>>;
  declareConflict?: Resolver<ResolversTypes['DeclareConflictResult'], ParentType, ContextType, RequireFields<MutationDeclareConflictArgs, 'name'>>;
  withdrawRun?: Resolver<ResolversTypes['WithdrawRunResult'], ParentType, ContextType, RequireFields<MutationWithdrawRunArgs, 'run' | 'reason'>>;
  importReportedResults?: Resolver<ResolversTypes['ImportReportedResultsResult'], ParentType, ContextType, RequireFields<MutationImportReportedResultsArgs, 'input'>>;
  withdrawReportedResults?: Resolver<ResolversTypes['WithdrawReportedResultsResult'], ParentType, ContextType, RequireFields<MutationWithdrawReportedResultsArgs, 'logIndex' | 'reason'>>;
  registerProtocol?: Resolver<ResolversTypes['RegisterProtocolResult'], ParentType, ContextType, RequireFields<MutationRegisterProtocolArgs, 'body'>>;
  fileClaim?: Resolver<ResolversTypes['FileClaimResult'], ParentType, ContextType, RequireFields<MutationFileClaimArgs, 'input'>>;
  requestEvaluation?: Resolver<ResolversTypes['RequestEvaluationResult'], ParentType, ContextType, RequireFields<MutationRequestEvaluationArgs, 'input'>>;
  commitEvaluationResult?: Resolver<ResolversTypes['CommitEvaluationResultResult'], ParentType, ContextType, RequireFields<MutationCommitEvaluationResultArgs, 'id' | 'leaseToken' | 'commitment'>>;
  requeueEvaluationJob?: Resolver<ResolversTypes['RequeueEvaluationJobResult'], ParentType, ContextType, RequireFields<MutationRequeueEvaluationJobArgs, 'id'>>;
  cancelEvaluationJob?: Resolver<ResolversTypes['CancelEvaluationJobResult'], ParentType, ContextType, RequireFields<MutationCancelEvaluationJobArgs, 'id'>>;
  leaseEvaluationJob?: Resolver<ResolversTypes['LeaseEvaluationJobResult'], ParentType, ContextType, RequireFields<MutationLeaseEvaluationJobArgs, 'runner' | 'waitSeconds'>>;
  heartbeatEvaluationJob?: Resolver<ResolversTypes['HeartbeatEvaluationJobResult'], ParentType, ContextType, RequireFields<MutationHeartbeatEvaluationJobArgs, 'id' | 'leaseToken'>>;
  completeEvaluationJob?: Resolver<ResolversTypes['CompleteEvaluationJobResult'], ParentType, ContextType, RequireFields<MutationCompleteEvaluationJobArgs, 'id' | 'leaseToken' | 'envelope'>>;
  failEvaluationJob?: Resolver<ResolversTypes['FailEvaluationJobResult'], ParentType, ContextType, RequireFields<MutationFailEvaluationJobArgs, 'id' | 'leaseToken' | 'error' | 'isFinal'>>;
  fileBiasReport?: Resolver<ResolversTypes['FileBiasReportResult'], ParentType, ContextType, RequireFields<MutationFileBiasReportArgs, 'input'>>;
  fileRiskReport?: Resolver<ResolversTypes['FileRiskReportResult'], ParentType, ContextType, RequireFields<MutationFileRiskReportArgs, 'input'>>;
  withdrawReport?: Resolver<ResolversTypes['WithdrawReportResult'], ParentType, ContextType, RequireFields<MutationWithdrawReportArgs, 'report' | 'reason'>>;
  answerReport?: Resolver<ResolversTypes['AnswerReportResult'], ParentType, ContextType, RequireFields<MutationAnswerReportArgs, 'report' | 'status' | 'text'>>;
  declareMitigation?: Resolver<ResolversTypes['DeclareMitigationResult'], ParentType, ContextType, RequireFields<MutationDeclareMitigationArgs, 'report' | 'child'>>;
};

export type LineageEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge'], FederationReferenceType extends FederationReferenceTypes['LineageEdge'] = FederationReferenceTypes['LineageEdge']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineageEdge']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  child?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  parent?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EdgeKind'], ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['EvidenceLevel'], ParentType, ContextType>;
  logIndex?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  imported?: Resolver<ReadonlyArray<ResolversTypes['ImportedEdge']>, ParentType, ContextType>;
};

export type ImportedEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportedEdge'] = ResolversParentTypes['ImportedEdge']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  place?: Resolver<ResolversTypes['ImportPlace'], ParentType, ContextType>;
  crawledAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RelativeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Relative'] = ResolversParentTypes['Relative']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
};

export type RelativeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RelativeEdge'] = ResolversParentTypes['RelativeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Relative'], ParentType, ContextType>;
};

export type RelativeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RelativeConnection'] = ResolversParentTypes['RelativeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RelativeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Relative']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LineagePathResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineagePath'] = ResolversParentTypes['LineagePath']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
};

export type LineagePlaceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineagePlace'] = ResolversParentTypes['LineagePlace']> = {
  generation?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ancestorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  childCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  descendantCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  descendantBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  descendantDownloads?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type CommonAncestorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommonAncestor'] = ResolversParentTypes['CommonAncestor']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  depths?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  isNearest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CheckpointAtRiskResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointAtRisk'] = ResolversParentTypes['CheckpointAtRisk']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  unseeded?: Resolver<ReadonlyArray<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  unseededCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CheckpointAtRiskConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointAtRiskConnection'] = ResolversParentTypes['CheckpointAtRiskConnection']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['CheckpointAtRisk']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetNodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatasetNode'] = ResolversParentTypes['DatasetNode']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  published?: Resolver<ReadonlyArray<ResolversTypes['Dataset']>, ParentType, ContextType>;
  checkpoints?: Resolver<ResolversTypes['CheckpointConnection'], ParentType, ContextType, RequireFields<DatasetNodeCheckpointsArgs, 'first'>>;
  reached?: Resolver<ResolversTypes['ReachedConnection'], ParentType, ContextType, Partial<DatasetNodeReachedArgs>>;
};

export type ReachedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reached'] = ResolversParentTypes['Reached']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReachedConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReachedConnection'] = ResolversParentTypes['ReachedConnection']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Reached']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatasetEdge'] = ResolversParentTypes['DatasetEdge']> = {
  dataset?: Resolver<ResolversTypes['DatasetNode'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DatasetEdgeKind'], ParentType, ContextType>;
  logIndex?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
};

export type DatasetWarningResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatasetWarning'] = ResolversParentTypes['DatasetWarning']> = {
  dataset?: Resolver<ResolversTypes['Dataset'], ParentType, ContextType>;
  trained?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  withdrawal?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
};

export type LineageEdgeDeclaredResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageEdgeDeclared'] = ResolversParentTypes['LineageEdgeDeclared']> = {
  edge?: Resolver<ResolversTypes['LineageEdge'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeclareLineageEdgeResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclareLineageEdgeResult'] = ResolversParentTypes['DeclareLineageEdgeResult']> = {
  __resolveType: TypeResolveFn<'LineageEdgeDeclared' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type LineageEdgeWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageEdgeWithdrawn'] = ResolversParentTypes['LineageEdgeWithdrawn']> = {
  child?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawLineageEdgeResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WithdrawLineageEdgeResult'] = ResolversParentTypes['WithdrawLineageEdgeResult']> = {
  __resolveType: TypeResolveFn<'LineageEdgeWithdrawn' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type DatasetWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatasetWithdrawn'] = ResolversParentTypes['DatasetWithdrawn']> = {
  dataset?: Resolver<ResolversTypes['Dataset'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawDatasetResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WithdrawDatasetResult'] = ResolversParentTypes['WithdrawDatasetResult']> = {
  __resolveType: TypeResolveFn<'DatasetWithdrawn' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type LineageExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageExport'] = ResolversParentTypes['LineageExport']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isWhole?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type LicenseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['License'] = ResolversParentTypes['License']> = {
  expression?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ids?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  isSpdx?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SwarmResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Swarm'] = ResolversParentTypes['Swarm']> = {
  infohash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  magnet?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  torrentPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  announcePath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  webSeedPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pieceLengthBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  seederCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  leecherCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReleaseSwarmResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReleaseSwarm'] = ResolversParentTypes['ReleaseSwarm']> = {
  infohash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  magnet?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  torrentPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReleaseTorrentOfferedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReleaseTorrentOffered'] = ResolversParentTypes['ReleaseTorrentOffered']> = {
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferReleaseTorrentResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OfferReleaseTorrentResult'] = ResolversParentTypes['OfferReleaseTorrentResult']> = {
  __resolveType: TypeResolveFn<'ReleaseTorrentOffered' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ProtocolResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Protocol'] = ResolversParentTypes['Protocol'], FederationReferenceType extends FederationReferenceTypes['Protocol'] = FederationReferenceTypes['Protocol']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Protocol']> | FederationReferenceType, FederationReferenceType, ContextType>;
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hardship?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type ClaimResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim']> = {
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  decimals?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  margin?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  claimedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  claimedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run'], FederationReferenceType extends FederationReferenceTypes['Run'] = FederationReferenceTypes['Run']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Run']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  correct?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  items?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  evaluator?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hardwareClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stack?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outputsDigest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  predictionsDigest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  itemsArtifact?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  samplingError?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  isByHand?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  conditions?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  ranAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isWithdrawn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
};

export type EvaluatorStandingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluatorStanding'] = ResolversParentTypes['EvaluatorStanding']> = {
  contributor?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  reliability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  isVetted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isTrusted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  auditsPassed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  auditsFailed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GroupVerdictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroupVerdict'] = ResolversParentTypes['GroupVerdict']> = {
  group?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isSelf?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isVetted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reliability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  isOneHost?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isOutlier?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  agreement?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  bias?: Resolver<ResolversTypes['DifferenceBias'], ParentType, ContextType>;
  toleranceClass?: Resolver<Maybe<ResolversTypes['ToleranceClass']>, ParentType, ContextType>;
  tolerance?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  runCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  evaluators?: Resolver<ReadonlyArray<ResolversTypes['EvaluatorStanding']>, ParentType, ContextType>;
};

export type ScoreStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ScoreStep'] = ResolversParentTypes['ScoreStep']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['RunPart'], ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  evaluator?: Resolver<ResolversTypes['EvaluatorStanding'], ParentType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  toleranceClass?: Resolver<Maybe<ResolversTypes['ToleranceClass']>, ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  scoreBefore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  scoreAfter?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  levelBefore?: Resolver<ResolversTypes['ReproducibilityLevel'], ParentType, ContextType>;
  levelAfter?: Resolver<ResolversTypes['ReproducibilityLevel'], ParentType, ContextType>;
};

export type PastScoreResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PastScore'] = ResolversParentTypes['PastScore']> = {
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  scoreBefore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  scoreAfter?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  levelBefore?: Resolver<ResolversTypes['ReproducibilityLevel'], ParentType, ContextType>;
  levelAfter?: Resolver<ResolversTypes['ReproducibilityLevel'], ParentType, ContextType>;
  agreement?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType>;
  isPredicted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  specVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CalibrationBinResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CalibrationBin'] = ResolversParentTypes['CalibrationBin']> = {
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  predicted?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  agreed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CalibrationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Calibration'] = ResolversParentTypes['Calibration']> = {
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  brier?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  climatology?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  bins?: Resolver<ReadonlyArray<ResolversTypes['CalibrationBin']>, ParentType, ContextType>;
};

export type IntervalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Interval'] = ResolversParentTypes['Interval']> = {
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ReproducibilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reproducibility'] = ResolversParentTypes['Reproducibility']> = {
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['ReproducibilityLevel'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReproducibilityState'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Interval'], ParentType, ContextType>;
  cvStar?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['GroupVerdict']>, ParentType, ContextType>;
  badges?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  specVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ScoreResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Score'] = ResolversParentTypes['Score']> = {
  protocol?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  sampling?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  claim?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType>;
  runs?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  relatedRuns?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  reproducibility?: Resolver<Maybe<ResolversTypes['Reproducibility']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['ScoreStep']>, ParentType, ContextType, RequireFields<ScoreStepsArgs, 'last'>>;
  history?: Resolver<ReadonlyArray<ResolversTypes['PastScore']>, ParentType, ContextType, RequireFields<ScoreHistoryArgs, 'last'>>;
  lastRunAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isStale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BenchmarkFamilyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BenchmarkFamily'] = ResolversParentTypes['BenchmarkFamily']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  claims?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CheckpointReproducibilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointReproducibility'] = ResolversParentTypes['CheckpointReproducibility']> = {
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['ReproducibilityLevel'], ParentType, ContextType>;
  families?: Resolver<ReadonlyArray<ResolversTypes['BenchmarkFamily']>, ParentType, ContextType>;
};

export type ReportedSourceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedSource'] = ResolversParentTypes['ReportedSource']> = {
  relationship?: Resolver<Maybe<ResolversTypes['Relationship']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  harness?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  harnessVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  evaluatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  retrievedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ReportedResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedResult'] = ResolversParentTypes['ReportedResult']> = {
  benchmark?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  benchmarkVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['MetricDirection']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  standardError?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  items?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  fewshot?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReportedRecordResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedRecord'] = ResolversParentTypes['ReportedRecord']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ReportedFormat'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ReportedSource'], ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['ReportedResult']>, ParentType, ContextType, RequireFields<ReportedRecordResultsArgs, 'first'>>;
  resultCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  importedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  importedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
};

export type ReportedRecordEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedRecordEdge'] = ResolversParentTypes['ReportedRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReportedRecord'], ParentType, ContextType>;
};

export type ReportedRecordConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedRecordConnection'] = ResolversParentTypes['ReportedRecordConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReportedRecordEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ReportedRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReportedFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedFile'] = ResolversParentTypes['ReportedFile']> = {
  logIndex?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ReportedFormat'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  results?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  importedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  importedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  isWithdrawn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BenchmarkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Benchmark'] = ResolversParentTypes['Benchmark']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hardship?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isMeasuredHere?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  results?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  models?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type LeaderboardEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeaderboardEntry'] = ResolversParentTypes['LeaderboardEntry']> = {
  rankBest?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rankWorst?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  checkpoint?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Score']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['ReportedRecord']>, ParentType, ContextType>;
  reported?: Resolver<Maybe<ResolversTypes['ReportedResult']>, ParentType, ContextType>;
};

export type LeaderboardEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeaderboardEdge'] = ResolversParentTypes['LeaderboardEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LeaderboardEntry'], ParentType, ContextType>;
};

export type LeaderboardResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Leaderboard'] = ResolversParentTypes['Leaderboard']> = {
  benchmark?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['MetricDirection'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isCut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['LeaderboardEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LeaderboardEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LearningPointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LearningPoint'] = ResolversParentTypes['LearningPoint']> = {
  step?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  checkpoint?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['ReportedRecord']>, ParentType, ContextType>;
};

export type LearningCurveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LearningCurve'] = ResolversParentTypes['LearningCurve']> = {
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  benchmark?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['LearningPoint']>, ParentType, ContextType>;
};

export type RegressionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Regression'] = ResolversParentTypes['Regression']> = {
  parent?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EdgeKind'], ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  parentRun?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Interval'], ParentType, ContextType>;
  isPaired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  rightToWrong?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  wrongToRight?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  p?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['RegressionVerdict'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JobProgressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JobProgress'] = ResolversParentTypes['JobProgress']> = {
  phase?: Resolver<ResolversTypes['JobPhase'], ParentType, ContextType>;
  itemsDone?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  itemsTotal?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
};

export type EvaluationAttemptResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationAttempt'] = ResolversParentTypes['EvaluationAttempt']> = {
  evaluator?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  host?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  beganAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EvaluationJobResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationJob'] = ResolversParentTypes['EvaluationJob']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobState'], ParentType, ContextType>;
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  memoryBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failedAttempts?: Resolver<ReadonlyArray<ResolversTypes['EvaluationAttempt']>, ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['JobProgress']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type EvaluationLeaseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationLease'] = ResolversParentTypes['EvaluationLease']> = {
  job?: Resolver<ResolversTypes['EvaluationJob'], ParentType, ContextType>;
  leaseToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  challenge?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunnerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Runner'] = ResolversParentTypes['Runner']> = {
  contributor?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hardwareClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stack?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  providers?: Resolver<ReadonlyArray<ResolversTypes['Provider']>, ParentType, ContextType>;
  memoryBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  driver?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sandboxLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  jobsInHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProtocolRegisteredResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProtocolRegistered'] = ResolversParentTypes['ProtocolRegistered']> = {
  protocol?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterProtocolResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RegisterProtocolResult'] = ResolversParentTypes['RegisterProtocolResult']> = {
  __resolveType: TypeResolveFn<'ProtocolRegistered' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ClaimFiledResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ClaimFiled'] = ResolversParentTypes['ClaimFiled']> = {
  score?: Resolver<ResolversTypes['Score'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FileClaimResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FileClaimResult'] = ResolversParentTypes['FileClaimResult']> = {
  __resolveType: TypeResolveFn<'ClaimFiled' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type EvaluationRequestedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationRequested'] = ResolversParentTypes['EvaluationRequested']> = {
  jobs?: Resolver<ReadonlyArray<ResolversTypes['EvaluationJob']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequestEvaluationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RequestEvaluationResult'] = ResolversParentTypes['RequestEvaluationResult']> = {
  __resolveType: TypeResolveFn<'EvaluationRequested' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type NoJobWaitingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NoJobWaiting'] = ResolversParentTypes['NoJobWaiting']> = {
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LeaseEvaluationJobResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeaseEvaluationJobResult'] = ResolversParentTypes['LeaseEvaluationJobResult']> = {
  __resolveType: TypeResolveFn<'EvaluationLease' | 'NoJobWaiting' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type HeartbeatEvaluationJobResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HeartbeatEvaluationJobResult'] = ResolversParentTypes['HeartbeatEvaluationJobResult']> = {
  __resolveType: TypeResolveFn<'EvaluationLease' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type EvaluationCommittedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationCommitted'] = ResolversParentTypes['EvaluationCommitted']> = {
  mayReveal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CommitEvaluationResultResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommitEvaluationResultResult'] = ResolversParentTypes['CommitEvaluationResultResult']> = {
  __resolveType: TypeResolveFn<'EvaluationCommitted' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type EvaluationCompletedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationCompleted'] = ResolversParentTypes['EvaluationCompleted']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompleteEvaluationJobResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompleteEvaluationJobResult'] = ResolversParentTypes['CompleteEvaluationJobResult']> = {
  __resolveType: TypeResolveFn<'EvaluationCompleted' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type EvaluationJobReturnedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationJobReturned'] = ResolversParentTypes['EvaluationJobReturned']> = {
  job?: Resolver<ResolversTypes['EvaluationJob'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailEvaluationJobResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FailEvaluationJobResult'] = ResolversParentTypes['FailEvaluationJobResult']> = {
  __resolveType: TypeResolveFn<'EvaluationJobReturned' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type EvaluatorSpokenOfResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluatorSpokenOf'] = ResolversParentTypes['EvaluatorSpokenOf']> = {
  evaluator?: Resolver<ResolversTypes['EvaluatorStanding'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TrustEvaluatorResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TrustEvaluatorResult'] = ResolversParentTypes['TrustEvaluatorResult']> = {
  __resolveType: TypeResolveFn<'EvaluatorSpokenOf' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type DistrustEvaluatorResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DistrustEvaluatorResult'] = ResolversParentTypes['DistrustEvaluatorResult']> = {
  __resolveType: TypeResolveFn<'EvaluatorSpokenOf' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type DeclareConflictResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclareConflictResult'] = ResolversParentTypes['DeclareConflictResult']> = {
  __resolveType: TypeResolveFn<'EvaluatorSpokenOf' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type RunWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RunWithdrawn'] = ResolversParentTypes['RunWithdrawn']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawRunResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WithdrawRunResult'] = ResolversParentTypes['WithdrawRunResult']> = {
  __resolveType: TypeResolveFn<'RunWithdrawn' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ReportedResultsImportedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedResultsImported'] = ResolversParentTypes['ReportedResultsImported']> = {
  file?: Resolver<ResolversTypes['ReportedFile'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportReportedResultsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportReportedResultsResult'] = ResolversParentTypes['ImportReportedResultsResult']> = {
  __resolveType: TypeResolveFn<'ReportedResultsImported' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ReportedResultsWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportedResultsWithdrawn'] = ResolversParentTypes['ReportedResultsWithdrawn']> = {
  file?: Resolver<ResolversTypes['ReportedFile'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawReportedResultsResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WithdrawReportedResultsResult'] = ResolversParentTypes['WithdrawReportedResultsResult']> = {
  __resolveType: TypeResolveFn<'ReportedResultsWithdrawn' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type EvaluationJobRequeuedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationJobRequeued'] = ResolversParentTypes['EvaluationJobRequeued']> = {
  job?: Resolver<ResolversTypes['EvaluationJob'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequeueEvaluationJobResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RequeueEvaluationJobResult'] = ResolversParentTypes['RequeueEvaluationJobResult']> = {
  __resolveType: TypeResolveFn<'EvaluationJobRequeued' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type EvaluationJobCancelledResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EvaluationJobCancelled'] = ResolversParentTypes['EvaluationJobCancelled']> = {
  job?: Resolver<ResolversTypes['EvaluationJob'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelEvaluationJobResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelEvaluationJobResult'] = ResolversParentTypes['CancelEvaluationJobResult']> = {
  __resolveType: TypeResolveFn<'EvaluationJobCancelled' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  evaluationJobChanged?: SubscriptionResolver<ResolversTypes['EvaluationJob'], "evaluationJobChanged", ParentType, ContextType, Partial<SubscriptionEvaluationJobChangedArgs>>;
};

export type BiasGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BiasGroup'] = ResolversParentTypes['BiasGroup']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  counts?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type ReportMetricResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportMetric'] = ResolversParentTypes['ReportMetric']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  undefinedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Report'] = ResolversParentTypes['Report']> = {
  __resolveType: TypeResolveFn<'BiasReport' | 'RiskReport', ParentType, ContextType>;
};

export type ReportStandingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportStanding'] = ResolversParentTypes['ReportStanding']> = {
  state?: Resolver<ResolversTypes['ReportState'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  agreeing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  contradicting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isSettled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReportReproductionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportReproduction'] = ResolversParentTypes['ReportReproduction']> = {
  report?: Resolver<ResolversTypes['Report'], ParentType, ContextType>;
  agreement?: Resolver<ResolversTypes['ReportAgreement'], ParentType, ContextType>;
};

export type ReportAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportAnswer'] = ResolversParentTypes['ReportAnswer']> = {
  status?: Resolver<ResolversTypes['ReportAnswerStatus'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  answeredBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  answeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
};

export type MitigationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mitigation'] = ResolversParentTypes['Mitigation']> = {
  report?: Resolver<ResolversTypes['Report'], ParentType, ContextType>;
  child?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MitigationStatus'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  declared?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType>;
  childReport?: Resolver<Maybe<ResolversTypes['Report']>, ParentType, ContextType>;
  isSettled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['ReportDifference']>, ParentType, ContextType>;
};

export type ReportDifferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportDifference'] = ResolversParentTypes['ReportDifference']> = {
  gapParent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  gapChild?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  reduction?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Interval'], ParentType, ContextType>;
  accuracyDelta?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  isNonInferior?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type BiasReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BiasReport'] = ResolversParentTypes['BiasReport'], FederationReferenceType extends FederationReferenceTypes['BiasReport'] = FederationReferenceTypes['BiasReport']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BiasReport']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType>;
  protocolDigest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BiasCountsKind'], ParentType, ContextType>;
  attribute?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  harms?: Resolver<ReadonlyArray<ResolversTypes['Harm']>, ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['BiasGroup']>, ParentType, ContextType>;
  marginals?: Resolver<ReadonlyArray<ResolversTypes['BiasMarginal']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['ReportMetric']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['BiasVerdict'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gap?: Resolver<Maybe<ResolversTypes['BiasGap']>, ParentType, ContextType>;
  lean?: Resolver<Maybe<ResolversTypes['BiasLean']>, ParentType, ContextType>;
  knownLimitations?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  context?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  limitations?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  standing?: Resolver<ResolversTypes['ReportStanding'], ParentType, ContextType>;
  reproductions?: Resolver<ReadonlyArray<ResolversTypes['ReportReproduction']>, ParentType, ContextType>;
  answers?: Resolver<ReadonlyArray<ResolversTypes['ReportAnswer']>, ParentType, ContextType>;
  mitigations?: Resolver<ReadonlyArray<ResolversTypes['Mitigation']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BiasMarginalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BiasMarginal'] = ResolversParentTypes['BiasMarginal']> = {
  attribute?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['BiasGroup']>, ParentType, ContextType>;
  gap?: Resolver<Maybe<ResolversTypes['BiasGap']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['BiasVerdict'], ParentType, ContextType>;
};

export type BiasLeanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BiasLean'] = ResolversParentTypes['BiasLean']> = {
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  margin?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type BiasGapResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BiasGap'] = ResolversParentTypes['BiasGap']> = {
  highGroup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lowGroup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Interval'], ParentType, ContextType>;
  margin?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  fewestItems?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type BiasWarningResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BiasWarning'] = ResolversParentTypes['BiasWarning']> = {
  report?: Resolver<ResolversTypes['BiasReport'], ParentType, ContextType>;
  isInherited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RiskEffectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RiskEffect'] = ResolversParentTypes['RiskEffect']> = {
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  margin?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RiskReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RiskReport'] = ResolversParentTypes['RiskReport'], FederationReferenceType extends FederationReferenceTypes['RiskReport'] = FederationReferenceTypes['RiskReport']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RiskReport']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['RiskTopic'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RiskCountsKind'], ParentType, ContextType>;
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType>;
  protocolDigest?: Resolver<ResolversTypes['Digest'], ParentType, ContextType>;
  attribute?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['RiskVerdict'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['RiskEffect'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['ReportMetric']>, ParentType, ContextType>;
  counts?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  knownLimitations?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  against?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  context?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  limitations?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filedBy?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  standing?: Resolver<ResolversTypes['ReportStanding'], ParentType, ContextType>;
  reproductions?: Resolver<ReadonlyArray<ResolversTypes['ReportReproduction']>, ParentType, ContextType>;
  answers?: Resolver<ReadonlyArray<ResolversTypes['ReportAnswer']>, ParentType, ContextType>;
  mitigations?: Resolver<ReadonlyArray<ResolversTypes['Mitigation']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RiskWarningResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RiskWarning'] = ResolversParentTypes['RiskWarning']> = {
  report?: Resolver<ResolversTypes['RiskReport'], ParentType, ContextType>;
  isInherited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BiasReportFiledResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BiasReportFiled'] = ResolversParentTypes['BiasReportFiled']> = {
  report?: Resolver<ResolversTypes['BiasReport'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FileBiasReportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FileBiasReportResult'] = ResolversParentTypes['FileBiasReportResult']> = {
  __resolveType: TypeResolveFn<'BiasReportFiled' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ReportWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportWithdrawn'] = ResolversParentTypes['ReportWithdrawn']> = {
  report?: Resolver<ResolversTypes['Report'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawReportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WithdrawReportResult'] = ResolversParentTypes['WithdrawReportResult']> = {
  __resolveType: TypeResolveFn<'ReportWithdrawn' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type ReportAnsweredResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportAnswered'] = ResolversParentTypes['ReportAnswered']> = {
  report?: Resolver<ResolversTypes['Report'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnswerReportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AnswerReportResult'] = ResolversParentTypes['AnswerReportResult']> = {
  __resolveType: TypeResolveFn<'ReportAnswered' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type MitigationDeclaredResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MitigationDeclared'] = ResolversParentTypes['MitigationDeclared']> = {
  mitigation?: Resolver<ResolversTypes['Mitigation'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeclareMitigationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclareMitigationResult'] = ResolversParentTypes['DeclareMitigationResult']> = {
  __resolveType: TypeResolveFn<'MitigationDeclared' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type RiskReportFiledResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RiskReportFiled'] = ResolversParentTypes['RiskReportFiled']> = {
  report?: Resolver<ResolversTypes['RiskReport'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FileRiskReportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FileRiskReportResult'] = ResolversParentTypes['FileRiskReportResult']> = {
  __resolveType: TypeResolveFn<'RiskReportFiled' | 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal', ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Digest?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  BigInt?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  InputRefusal?: InputRefusalResolvers<ContextType>;
  PermissionRefusal?: PermissionRefusalResolvers<ContextType>;
  ConflictRefusal?: ConflictRefusalResolvers<ContextType>;
  NotFoundRefusal?: NotFoundRefusalResolvers<ContextType>;
  Hub?: HubResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Storage?: StorageResolvers<ContextType>;
  Contributor?: ContributorResolvers<ContextType>;
  ContributorKey?: ContributorKeyResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  RevisionMove?: RevisionMoveResolvers<ContextType>;
  RevisionMoveConnection?: RevisionMoveConnectionResolvers<ContextType>;
  Revision?: RevisionResolvers<ContextType>;
  Checkpoint?: CheckpointResolvers<ContextType>;
  ImportedFacts?: ImportedFactsResolvers<ContextType>;
  ImportedFile?: ImportedFileResolvers<ContextType>;
  ImportedFileEdge?: ImportedFileEdgeResolvers<ContextType>;
  ImportedFileConnection?: ImportedFileConnectionResolvers<ContextType>;
  ImportedClaim?: ImportedClaimResolvers<ContextType>;
  EarlierFacts?: EarlierFactsResolvers<ContextType>;
  ListedFile?: ListedFileResolvers<ContextType>;
  Resources?: ResourcesResolvers<ContextType>;
  MemoryEstimate?: MemoryEstimateResolvers<ContextType>;
  ResourceFit?: ResourceFitResolvers<ContextType>;
  WeightsComparison?: WeightsComparisonResolvers<ContextType>;
  LocalChange?: LocalChangeResolvers<ContextType>;
  ChatTemplateChange?: ChatTemplateChangeResolvers<ContextType>;
  DifferenceLine?: DifferenceLineResolvers<ContextType>;
  CheckpointArtifact?: CheckpointArtifactResolvers<ContextType>;
  Artifact?: ArtifactResolvers<ContextType>;
  ArtifactContents?: ArtifactContentsResolvers<ContextType>;
  DtypeCount?: DtypeCountResolvers<ContextType>;
  Architecture?: ArchitectureResolvers<ContextType>;
  Dimension?: DimensionResolvers<ContextType>;
  GraphValue?: GraphValueResolvers<ContextType>;
  OperatorCount?: OperatorCountResolvers<ContextType>;
  Tokenizer?: TokenizerResolvers<ContextType>;
  ChatTemplate?: ChatTemplateResolvers<ContextType>;
  HeaderClaim?: HeaderClaimResolvers<ContextType>;
  ArtifactName?: ArtifactNameResolvers<ContextType>;
  Tensor?: TensorResolvers<ContextType>;
  TensorStatistics?: TensorStatisticsResolvers<ContextType>;
  Histogram?: HistogramResolvers<ContextType>;
  Spectrum?: SpectrumResolvers<ContextType>;
  TensorEdge?: TensorEdgeResolvers<ContextType>;
  TensorConnection?: TensorConnectionResolvers<ContextType>;
  InspectionFinding?: InspectionFindingResolvers<ContextType>;
  TrainingMetadata?: TrainingMetadataResolvers<ContextType>;
  Dataset?: DatasetResolvers<ContextType>;
  DatasetAttribute?: DatasetAttributeResolvers<ContextType>;
  AttributeValue?: AttributeValueResolvers<ContextType>;
  LabelCount?: LabelCountResolvers<ContextType>;
  CheckpointEdge?: CheckpointEdgeResolvers<ContextType>;
  CheckpointConnection?: CheckpointConnectionResolvers<ContextType>;
  SearchConnection?: SearchConnectionResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  CheckpointTask?: CheckpointTaskResolvers<ContextType>;
  Advisory?: AdvisoryResolvers<ContextType>;
  AdvisoryTarget?: AdvisoryTargetResolvers<ContextType>;
  Affected?: AffectedResolvers<ContextType>;
  AffectedEdge?: AffectedEdgeResolvers<ContextType>;
  AffectedConnection?: AffectedConnectionResolvers<ContextType>;
  AdvisoryEdge?: AdvisoryEdgeResolvers<ContextType>;
  AdvisoryConnection?: AdvisoryConnectionResolvers<ContextType>;
  AdvisoryReach?: AdvisoryReachResolvers<ContextType>;
  Concern?: ConcernResolvers<ContextType>;
  FileConcerns?: FileConcernsResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ComparableCheckpoint?: ComparableCheckpointResolvers<ContextType>;
  CheckpointPublished?: CheckpointPublishedResolvers<ContextType>;
  PublishCheckpointResult?: PublishCheckpointResultResolvers<ContextType>;
  DatasetPublished?: DatasetPublishedResolvers<ContextType>;
  PublishDatasetResult?: PublishDatasetResultResolvers<ContextType>;
  StatementAccepted?: StatementAcceptedResolvers<ContextType>;
  SubmitStatementResult?: SubmitStatementResultResolvers<ContextType>;
  InvitationMade?: InvitationMadeResolvers<ContextType>;
  InviteContributorResult?: InviteContributorResultResolvers<ContextType>;
  InvitationRedeemed?: InvitationRedeemedResolvers<ContextType>;
  RedeemInvitationResult?: RedeemInvitationResultResolvers<ContextType>;
  AccessToken?: AccessTokenResolvers<ContextType>;
  TokenCreated?: TokenCreatedResolvers<ContextType>;
  CreateTokenResult?: CreateTokenResultResolvers<ContextType>;
  TokenRevoked?: TokenRevokedResolvers<ContextType>;
  RevokeTokenResult?: RevokeTokenResultResolvers<ContextType>;
  CheckpointWithdrawal?: CheckpointWithdrawalResolvers<ContextType>;
  CheckpointWithdrawn?: CheckpointWithdrawnResolvers<ContextType>;
  WithdrawCheckpointResult?: WithdrawCheckpointResultResolvers<ContextType>;
  ArtifactReleased?: ArtifactReleasedResolvers<ContextType>;
  ReleaseArtifactResult?: ReleaseArtifactResultResolvers<ContextType>;
  StubMerged?: StubMergedResolvers<ContextType>;
  MergeStubResult?: MergeStubResultResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookCreated?: WebhookCreatedResolvers<ContextType>;
  CreateWebhookResult?: CreateWebhookResultResolvers<ContextType>;
  WebhookDeleted?: WebhookDeletedResolvers<ContextType>;
  DeleteWebhookResult?: DeleteWebhookResultResolvers<ContextType>;
  DeliveryQueued?: DeliveryQueuedResolvers<ContextType>;
  TestWebhookResult?: TestWebhookResultResolvers<ContextType>;
  ReplayWebhookDeliveryResult?: ReplayWebhookDeliveryResultResolvers<ContextType>;
  AdvisoryPublished?: AdvisoryPublishedResolvers<ContextType>;
  PublishAdvisoryResult?: PublishAdvisoryResultResolvers<ContextType>;
  AdvisoryWithdrawn?: AdvisoryWithdrawnResolvers<ContextType>;
  WithdrawAdvisoryResult?: WithdrawAdvisoryResultResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  ImportedEdge?: ImportedEdgeResolvers<ContextType>;
  Relative?: RelativeResolvers<ContextType>;
  RelativeEdge?: RelativeEdgeResolvers<ContextType>;
  RelativeConnection?: RelativeConnectionResolvers<ContextType>;
  LineagePath?: LineagePathResolvers<ContextType>;
  LineagePlace?: LineagePlaceResolvers<ContextType>;
  CommonAncestor?: CommonAncestorResolvers<ContextType>;
  CheckpointAtRisk?: CheckpointAtRiskResolvers<ContextType>;
  CheckpointAtRiskConnection?: CheckpointAtRiskConnectionResolvers<ContextType>;
  DatasetNode?: DatasetNodeResolvers<ContextType>;
  Reached?: ReachedResolvers<ContextType>;
  ReachedConnection?: ReachedConnectionResolvers<ContextType>;
  DatasetEdge?: DatasetEdgeResolvers<ContextType>;
  DatasetWarning?: DatasetWarningResolvers<ContextType>;
  LineageEdgeDeclared?: LineageEdgeDeclaredResolvers<ContextType>;
  DeclareLineageEdgeResult?: DeclareLineageEdgeResultResolvers<ContextType>;
  LineageEdgeWithdrawn?: LineageEdgeWithdrawnResolvers<ContextType>;
  WithdrawLineageEdgeResult?: WithdrawLineageEdgeResultResolvers<ContextType>;
  DatasetWithdrawn?: DatasetWithdrawnResolvers<ContextType>;
  WithdrawDatasetResult?: WithdrawDatasetResultResolvers<ContextType>;
  LineageExport?: LineageExportResolvers<ContextType>;
  License?: LicenseResolvers<ContextType>;
  Swarm?: SwarmResolvers<ContextType>;
  ReleaseSwarm?: ReleaseSwarmResolvers<ContextType>;
  ReleaseTorrentOffered?: ReleaseTorrentOfferedResolvers<ContextType>;
  OfferReleaseTorrentResult?: OfferReleaseTorrentResultResolvers<ContextType>;
  Protocol?: ProtocolResolvers<ContextType>;
  Claim?: ClaimResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  EvaluatorStanding?: EvaluatorStandingResolvers<ContextType>;
  GroupVerdict?: GroupVerdictResolvers<ContextType>;
  ScoreStep?: ScoreStepResolvers<ContextType>;
  PastScore?: PastScoreResolvers<ContextType>;
  CalibrationBin?: CalibrationBinResolvers<ContextType>;
  Calibration?: CalibrationResolvers<ContextType>;
  Interval?: IntervalResolvers<ContextType>;
  Reproducibility?: ReproducibilityResolvers<ContextType>;
  Score?: ScoreResolvers<ContextType>;
  BenchmarkFamily?: BenchmarkFamilyResolvers<ContextType>;
  CheckpointReproducibility?: CheckpointReproducibilityResolvers<ContextType>;
  ReportedSource?: ReportedSourceResolvers<ContextType>;
  ReportedResult?: ReportedResultResolvers<ContextType>;
  ReportedRecord?: ReportedRecordResolvers<ContextType>;
  ReportedRecordEdge?: ReportedRecordEdgeResolvers<ContextType>;
  ReportedRecordConnection?: ReportedRecordConnectionResolvers<ContextType>;
  ReportedFile?: ReportedFileResolvers<ContextType>;
  Benchmark?: BenchmarkResolvers<ContextType>;
  LeaderboardEntry?: LeaderboardEntryResolvers<ContextType>;
  LeaderboardEdge?: LeaderboardEdgeResolvers<ContextType>;
  Leaderboard?: LeaderboardResolvers<ContextType>;
  LearningPoint?: LearningPointResolvers<ContextType>;
  LearningCurve?: LearningCurveResolvers<ContextType>;
  Regression?: RegressionResolvers<ContextType>;
  JobProgress?: JobProgressResolvers<ContextType>;
  EvaluationAttempt?: EvaluationAttemptResolvers<ContextType>;
  EvaluationJob?: EvaluationJobResolvers<ContextType>;
  EvaluationLease?: EvaluationLeaseResolvers<ContextType>;
  Runner?: RunnerResolvers<ContextType>;
  ProtocolRegistered?: ProtocolRegisteredResolvers<ContextType>;
  RegisterProtocolResult?: RegisterProtocolResultResolvers<ContextType>;
  ClaimFiled?: ClaimFiledResolvers<ContextType>;
  FileClaimResult?: FileClaimResultResolvers<ContextType>;
  EvaluationRequested?: EvaluationRequestedResolvers<ContextType>;
  RequestEvaluationResult?: RequestEvaluationResultResolvers<ContextType>;
  NoJobWaiting?: NoJobWaitingResolvers<ContextType>;
  LeaseEvaluationJobResult?: LeaseEvaluationJobResultResolvers<ContextType>;
  HeartbeatEvaluationJobResult?: HeartbeatEvaluationJobResultResolvers<ContextType>;
  EvaluationCommitted?: EvaluationCommittedResolvers<ContextType>;
  CommitEvaluationResultResult?: CommitEvaluationResultResultResolvers<ContextType>;
  EvaluationCompleted?: EvaluationCompletedResolvers<ContextType>;
  CompleteEvaluationJobResult?: CompleteEvaluationJobResultResolvers<ContextType>;
  EvaluationJobReturned?: EvaluationJobReturnedResolvers<ContextType>;
  FailEvaluationJobResult?: FailEvaluationJobResultResolvers<ContextType>;
  EvaluatorSpokenOf?: EvaluatorSpokenOfResolvers<ContextType>;
  TrustEvaluatorResult?: TrustEvaluatorResultResolvers<ContextType>;
  DistrustEvaluatorResult?: DistrustEvaluatorResultResolvers<ContextType>;
  DeclareConflictResult?: DeclareConflictResultResolvers<ContextType>;
  RunWithdrawn?: RunWithdrawnResolvers<ContextType>;
  WithdrawRunResult?: WithdrawRunResultResolvers<ContextType>;
  ReportedResultsImported?: ReportedResultsImportedResolvers<ContextType>;
  ImportReportedResultsResult?: ImportReportedResultsResultResolvers<ContextType>;
  ReportedResultsWithdrawn?: ReportedResultsWithdrawnResolvers<ContextType>;
  WithdrawReportedResultsResult?: WithdrawReportedResultsResultResolvers<ContextType>;
  EvaluationJobRequeued?: EvaluationJobRequeuedResolvers<ContextType>;
  RequeueEvaluationJobResult?: RequeueEvaluationJobResultResolvers<ContextType>;
  EvaluationJobCancelled?: EvaluationJobCancelledResolvers<ContextType>;
  CancelEvaluationJobResult?: CancelEvaluationJobResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  BiasGroup?: BiasGroupResolvers<ContextType>;
  ReportMetric?: ReportMetricResolvers<ContextType>;
  Report?: ReportResolvers<ContextType>;
  ReportStanding?: ReportStandingResolvers<ContextType>;
  ReportReproduction?: ReportReproductionResolvers<ContextType>;
  ReportAnswer?: ReportAnswerResolvers<ContextType>;
  Mitigation?: MitigationResolvers<ContextType>;
  ReportDifference?: ReportDifferenceResolvers<ContextType>;
  BiasReport?: BiasReportResolvers<ContextType>;
  BiasMarginal?: BiasMarginalResolvers<ContextType>;
  BiasLean?: BiasLeanResolvers<ContextType>;
  BiasGap?: BiasGapResolvers<ContextType>;
  BiasWarning?: BiasWarningResolvers<ContextType>;
  RiskEffect?: RiskEffectResolvers<ContextType>;
  RiskReport?: RiskReportResolvers<ContextType>;
  RiskWarning?: RiskWarningResolvers<ContextType>;
  BiasReportFiled?: BiasReportFiledResolvers<ContextType>;
  FileBiasReportResult?: FileBiasReportResultResolvers<ContextType>;
  ReportWithdrawn?: ReportWithdrawnResolvers<ContextType>;
  WithdrawReportResult?: WithdrawReportResultResolvers<ContextType>;
  ReportAnswered?: ReportAnsweredResolvers<ContextType>;
  AnswerReportResult?: AnswerReportResultResolvers<ContextType>;
  MitigationDeclared?: MitigationDeclaredResolvers<ContextType>;
  DeclareMitigationResult?: DeclareMitigationResultResolvers<ContextType>;
  RiskReportFiled?: RiskReportFiledResolvers<ContextType>;
  FileRiskReportResult?: FileRiskReportResultResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
