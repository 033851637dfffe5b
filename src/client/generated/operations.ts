/* Generated from the .graphql files of this program by npm run generate. */
import type { TypedDocument } from '../typed-document.ts';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Json } from '../../import/reported/reported-record.ts';
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

export type DatasetKind =
  /** Images, labelled or with boxes. */
  | 'IMAGES'
  /** Sequences of token ids, labelled or not. */
  | 'TOKENS'
  /** Numbers as they are fed: rows of a table, frames of sound, states of a world. */
  | 'FEATURES';

/** What kind of data a task is about. */
export type TaskFamily =
  | 'VISION'
  | 'TEXT'
  | 'AUDIO'
  | 'MULTIMODAL'
  | 'TABULAR'
  | 'REINFORCEMENT_LEARNING'
  | 'OTHER';

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
  readonly text?: string | null | undefined;
  /** An SPDX expression or LicenseRef, exactly. */
  readonly license?: string | null | undefined;
  /** Uses that its license allows, all of them; a license that is not known here allows none. */
  readonly allows?: ReadonlyArray<LicenseUse> | null | undefined;
  /**
   * Its license is of this set, and so is every license of what it was made from, as far as those are known here: an MIT
   * model made from one without commercial use is not COMMERCIAL.
   */
  readonly licenseSet?: LicenseSet | null | undefined;
  /** Derived from a parent in this way. */
  readonly kind?: EdgeKind | null | undefined;
  /** The beginning of the architecture's name. */
  readonly architecture?: string | null | undefined;
  /**
   * A task’s id, as `tasks` lists them, such as `text-generation`; any other is refused. Found are those whose card declares it,
   * then those that were only evaluated on it.
   */
  readonly task?: string | null | undefined;
  readonly library?: string | null | undefined;
  /** Of a file of its weights, such as `safetensors`. */
  readonly format?: string | null | undefined;
  /** As ISO 639, such as `en`. */
  readonly language?: string | null | undefined;
  readonly minParameters?: number | null | undefined;
  readonly maxParameters?: number | null | undefined;
  /**
   * Running it as it is stored takes no more memory, for a batch of one and 4,096 tokens at most; what nothing is known of
   * is not found.
   */
  readonly fitsBytes?: number | null | undefined;
  /** The least level of its best score; a checkpoint without a score has none. */
  readonly minLevel?: ReproducibilityLevel | null | undefined;
  /** How many have the rarest file of its weights, the hub among them. */
  readonly minSeeders?: number | null | undefined;
  /** Whether an open disparity is reported on it or on what it was made from. */
  readonly hasBiasWarning?: boolean | null | undefined;
  /** Whether something of privacy or robustness is shown on it or on what it was made from. */
  readonly hasRiskWarning?: boolean | null | undefined;
  /** No open disparity is reported on this attribute, such as `gender`, alone or crossed with others. */
  readonly noDisparityOn?: string | null | undefined;
  readonly owner?: string | null | undefined;
  /** Published here, or first seen at its source. */
  readonly shownAfter?: string | null | undefined;
  readonly shownBefore?: string | null | undefined;
  /** Whether it is published here, and not known by name only. */
  readonly isPublished?: boolean | null | undefined;
  /** Whether it has no parents. */
  readonly isRoot?: boolean | null | undefined;
  /** Whether it has no children. */
  readonly isLeaf?: boolean | null | undefined;
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

export type DeliveryState =
  | 'PENDING'
  | 'DELIVERED'
  /** Given up after ten attempts, or because the receiver said 410. */
  | 'DEAD';

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

/** A language that other programs read. */
export type LineageFormat =
  /** A bill of materials, CycloneDX 1.6 as JSON: the ancestors as the pedigree of a machine-learning-model. */
  | 'CYCLONEDX'
  /** A graph for Graphviz. */
  | 'DOT';

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

export type RegressionVerdict =
  /** The whole interval is on the better side of the margin. */
  | 'IMPROVED'
  /** The whole interval is on the worse side. */
  | 'REGRESSED'
  | 'NO_DIFFERENCE_SHOWN';

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

export type RequestEvaluationInput = {
  readonly checkpoint: string;
  /** A registered protocol. */
  readonly protocol: string;
  /** How many different evaluators shall run it. */
  readonly evaluators?: number;
  /** HIGH is a steward's to ask. */
  readonly priority?: Priority;
  /** What shall compute it; null leaves it to the runner. */
  readonly provider?: Provider | null | undefined;
};

/** What a runner can do, so that it gets only work it can finish. */
export type RunnerInput = {
  readonly host: string;
  readonly hardwareClass: string;
  readonly stack: string;
  readonly tasks: ReadonlyArray<string>;
  /** In the order it likes to use them. */
  readonly providers?: ReadonlyArray<Provider>;
  /** What one job may use; null takes jobs of any size. */
  readonly memoryBytes?: number | null | undefined;
  /** Of the GPU. */
  readonly driver?: string | null | undefined;
  readonly sandboxLevel?: string | null | undefined;
  /** Owners whose models it runs without a full sandbox; null runs everybody's. */
  readonly trustedOwners?: ReadonlyArray<string> | null | undefined;
};

export type JobProgressInput = {
  readonly phase: JobPhase;
  readonly itemsDone?: number | null | undefined;
  readonly itemsTotal?: number | null | undefined;
};

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

export type ReportAnswerStatus =
  | 'ACCEPTED'
  | 'DISPUTED'
  | 'WILL_FIX'
  | 'WONT_FIX';

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

export type HubFactsVariables = Exact<{ [key: string]: never; }>;


export type HubFactsAnswer = { readonly hub: { readonly id: string, readonly version: string, readonly logSize: number }, readonly viewer: { readonly scopes: ReadonlyArray<Scope>, readonly contributor: { readonly name: string, readonly role: Role } } | null };

export type RedeemInvitationVariables = Exact<{
  code: string;
  name?: string | null | undefined;
  envelope?: unknown;
}>;


export type RedeemInvitationAnswer = { readonly redeemInvitation:
    | { readonly __typename: 'InvitationRedeemed', readonly token: string, readonly expiresAt: string, readonly custody: Custody, readonly contributor: { readonly name: string, readonly role: Role } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type InviteContributorVariables = Exact<{
  name: string;
  role: Role;
}>;


export type InviteContributorAnswer = { readonly inviteContributor:
    | { readonly __typename: 'InvitationMade', readonly code: string, readonly expiresAt: string }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type SubmitStatementVariables = Exact<{
  envelope: unknown;
}>;


export type SubmitStatementAnswer = { readonly submitStatement:
    | { readonly __typename: 'StatementAccepted', readonly statement: { readonly id: string, readonly logIndex: number }, readonly checkpoint: { readonly id: string, readonly digest: string | null, readonly name: string, readonly state: ArtifactState | null, readonly isOffered: boolean, readonly sizeBytes: number } | null, readonly dataset: { readonly id: string, readonly name: string, readonly digest: string, readonly itemCount: number } | null }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type TokenListVariables = Exact<{ [key: string]: never; }>;


export type TokenListAnswer = { readonly viewer: { readonly contributor: { readonly name: string }, readonly tokens: ReadonlyArray<{ readonly id: string, readonly label: string, readonly scopes: ReadonlyArray<Scope>, readonly createdAt: string, readonly expiresAt: string, readonly revokedAt: string | null }> } | null };

export type CreateTokenVariables = Exact<{
  label: string;
  scopes: ReadonlyArray<Scope>;
  days: number;
}>;


export type CreateTokenAnswer = { readonly createToken:
    | { readonly __typename: 'TokenCreated', readonly token: string, readonly accessToken: { readonly id: string, readonly label: string, readonly scopes: ReadonlyArray<Scope>, readonly expiresAt: string } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type RevokeTokenVariables = Exact<{
  id: string;
}>;


export type RevokeTokenAnswer = { readonly revokeToken:
    | { readonly __typename: 'TokenRevoked', readonly accessToken: { readonly id: string, readonly label: string, readonly revokedAt: string | null } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type AdvisoryFields = { readonly id: string, readonly logIndex: number, readonly title: string, readonly severity: Severity, readonly kind: AdvisoryKind, readonly remedy: string | null, readonly publishedAt: string, readonly affectedCount: number | null, readonly publishedBy: { readonly name: string }, readonly withdrawal: { readonly logIndex: number } | null };

export type AdvisoryListVariables = Exact<{
  level: Severity;
  includeWithdrawn: boolean;
  first: number;
}>;


export type AdvisoryListAnswer = { readonly advisories: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly logIndex: number, readonly title: string, readonly severity: Severity, readonly kind: AdvisoryKind, readonly remedy: string | null, readonly publishedAt: string, readonly affectedCount: number | null, readonly publishedBy: { readonly name: string }, readonly withdrawal: { readonly logIndex: number } | null }> } };

export type AdvisoryInFull = { readonly text: string, readonly references: ReadonlyArray<string>, readonly id: string, readonly logIndex: number, readonly title: string, readonly severity: Severity, readonly kind: AdvisoryKind, readonly remedy: string | null, readonly publishedAt: string, readonly affectedCount: number | null, readonly targets: ReadonlyArray<{ readonly of: AffectedKind, readonly value: string }>, readonly statement: { readonly id: string }, readonly affected: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly publishedBy: { readonly name: string }, readonly withdrawal: { readonly logIndex: number } | null };

export type AdvisoryDetailsVariables = Exact<{
  id: string;
}>;


export type AdvisoryDetailsAnswer = { readonly advisory: { readonly text: string, readonly references: ReadonlyArray<string>, readonly id: string, readonly logIndex: number, readonly title: string, readonly severity: Severity, readonly kind: AdvisoryKind, readonly remedy: string | null, readonly publishedAt: string, readonly affectedCount: number | null, readonly targets: ReadonlyArray<{ readonly of: AffectedKind, readonly value: string }>, readonly statement: { readonly id: string }, readonly affected: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly publishedBy: { readonly name: string }, readonly withdrawal: { readonly logIndex: number } | null } | null };

export type GroupRates = { readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null };

export type MetricFields = { readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null, readonly interval: { readonly low: number, readonly high: number } | null };

type ReportLife_BiasReport = { readonly id: string, readonly filedBy: { readonly name: string }, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly agreeing: number, readonly contradicting: number, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly isSettled: boolean, readonly child: { readonly name: string } }> };

type ReportLife_RiskReport = { readonly id: string, readonly filedBy: { readonly name: string }, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly agreeing: number, readonly contradicting: number, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly isSettled: boolean, readonly child: { readonly name: string } }> };

export type ReportLife =
  | ReportLife_BiasReport
  | ReportLife_RiskReport
;

export type MitigationFields = { readonly status: MitigationStatus, readonly sentence: string, readonly isSettled: boolean };

export type BiasReportFields = { readonly id: string, readonly sentence: string, readonly verdict: BiasVerdict, readonly attribute: string, readonly kind: BiasCountsKind, readonly knownLimitations: ReadonlyArray<string>, readonly groups: ReadonlyArray<{ readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly marginals: ReadonlyArray<{ readonly attribute: string, readonly verdict: BiasVerdict, readonly groups: ReadonlyArray<{ readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null }> }>, readonly run: { readonly id: string } | null, readonly gap: { readonly highGroup: string, readonly lowGroup: string, readonly difference: number, readonly margin: number, readonly fewestItems: number, readonly interval: { readonly low: number, readonly high: number } } | null };

export type RiskReportFields = { readonly id: string, readonly topic: RiskTopic, readonly kind: RiskCountsKind, readonly attribute: string, readonly sentence: string, readonly verdict: RiskVerdict, readonly items: number, readonly knownLimitations: ReadonlyArray<string>, readonly effect: { readonly value: number, readonly margin: number, readonly interval: { readonly low: number, readonly high: number } | null }, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly run: { readonly id: string } | null };

export type BiasReportsVariables = Exact<{
  reference: string;
}>;


export type BiasReportsAnswer = { readonly checkpoint: { readonly name: string, readonly biasReports: ReadonlyArray<{ readonly id: string, readonly sentence: string, readonly verdict: BiasVerdict, readonly attribute: string, readonly kind: BiasCountsKind, readonly knownLimitations: ReadonlyArray<string>, readonly groups: ReadonlyArray<{ readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly marginals: ReadonlyArray<{ readonly attribute: string, readonly verdict: BiasVerdict, readonly groups: ReadonlyArray<{ readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null }> }>, readonly run: { readonly id: string } | null, readonly gap: { readonly highGroup: string, readonly lowGroup: string, readonly difference: number, readonly margin: number, readonly fewestItems: number, readonly interval: { readonly low: number, readonly high: number } } | null, readonly filedBy: { readonly name: string }, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly agreeing: number, readonly contradicting: number, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly isSettled: boolean, readonly child: { readonly name: string } }> }>, readonly riskReports: ReadonlyArray<{ readonly id: string, readonly topic: RiskTopic, readonly kind: RiskCountsKind, readonly attribute: string, readonly sentence: string, readonly verdict: RiskVerdict, readonly items: number, readonly knownLimitations: ReadonlyArray<string>, readonly effect: { readonly value: number, readonly margin: number, readonly interval: { readonly low: number, readonly high: number } | null }, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly run: { readonly id: string } | null, readonly filedBy: { readonly name: string }, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly agreeing: number, readonly contradicting: number, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly isSettled: boolean, readonly child: { readonly name: string } }> }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly isSettled: boolean, readonly report:
        | { readonly id: string, readonly sentence: string, readonly checkpoint: { readonly name: string } }
        | { readonly id: string, readonly sentence: string, readonly checkpoint: { readonly name: string } }
       }> } | null };

export type ReportStatementVariables = Exact<{
  id: string;
}>;


export type ReportStatementAnswer = { readonly report:
    | { readonly id: string, readonly sentence: string, readonly statement: { readonly id: string } }
    | { readonly id: string, readonly sentence: string, readonly statement: { readonly id: string } }
   | null };

export type ConcernFields = { readonly kind: ConcernKind, readonly severity: Severity, readonly sentence: string, readonly remedy: string | null, readonly depth: number, readonly checkpoint: { readonly name: string } | null, readonly through: { readonly name: string } | null, readonly advisory: { readonly logIndex: number, readonly kind: AdvisoryKind, readonly references: ReadonlyArray<string> } | null };

export type FileConcernsFields = { readonly digest: string, readonly isKnown: boolean, readonly concerns: ReadonlyArray<{ readonly kind: ConcernKind, readonly severity: Severity, readonly sentence: string, readonly remedy: string | null, readonly depth: number, readonly checkpoint: { readonly name: string } | null, readonly through: { readonly name: string } | null, readonly advisory: { readonly logIndex: number, readonly kind: AdvisoryKind, readonly references: ReadonlyArray<string> } | null }> };

export type ConcernsOfFilesVariables = Exact<{
  digests: ReadonlyArray<string>;
}>;


export type ConcernsOfFilesAnswer = { readonly concernsOfFiles: ReadonlyArray<{ readonly digest: string, readonly isKnown: boolean, readonly concerns: ReadonlyArray<{ readonly kind: ConcernKind, readonly severity: Severity, readonly sentence: string, readonly remedy: string | null, readonly depth: number, readonly checkpoint: { readonly name: string } | null, readonly through: { readonly name: string } | null, readonly advisory: { readonly logIndex: number, readonly kind: AdvisoryKind, readonly references: ReadonlyArray<string> } | null }> }> };

export type ReportedFileVariables = Exact<{
  logIndex: number;
}>;


export type ReportedFileAnswer = { readonly reportedFile: { readonly logIndex: number, readonly records: number, readonly results: number, readonly format: ReportedFormat, readonly isWithdrawn: boolean, readonly statement: { readonly id: string } } | null };

export type RecordFields = { readonly model: string, readonly revision: string | null, readonly step: number | null, readonly format: ReportedFormat, readonly raw: Json, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly url: string | null }, readonly importedBy: { readonly name: string }, readonly statement: { readonly logIndex: number } };

export type RecordsOfModelVariables = Exact<{
  model: string;
  after?: string | null | undefined;
}>;


export type RecordsOfModelAnswer = { readonly reportedRecords: { readonly nodes: ReadonlyArray<{ readonly model: string, readonly revision: string | null, readonly step: number | null, readonly format: ReportedFormat, readonly raw: Json, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly url: string | null }, readonly importedBy: { readonly name: string }, readonly statement: { readonly logIndex: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MeasuredScore = { readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly digest: string, readonly dataset: { readonly name: string } | null }, readonly claim: { readonly value: number, readonly items: number, readonly claimedAt: string, readonly claimedBy: { readonly name: string } } | null, readonly runs: ReadonlyArray<{ readonly value: number, readonly items: number, readonly samplingError: number | null, readonly isWithdrawn: boolean, readonly stack: string, readonly ranAt: string, readonly evaluator: { readonly name: string } }>, readonly reproducibility: { readonly groups: ReadonlyArray<{ readonly isSelf: boolean, readonly evaluators: ReadonlyArray<{ readonly contributor: { readonly name: string } }> }> } | null };

export type EvidenceOfCheckpointVariables = Exact<{
  reference: string;
}>;


export type EvidenceOfCheckpointAnswer = { readonly checkpoint: { readonly name: string, readonly digest: string | null, readonly publishedBy: { readonly name: string } | null, readonly reportedRecords: ReadonlyArray<{ readonly model: string, readonly revision: string | null, readonly step: number | null, readonly format: ReportedFormat, readonly raw: Json, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly url: string | null }, readonly importedBy: { readonly name: string }, readonly statement: { readonly logIndex: number } }>, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly digest: string, readonly dataset: { readonly name: string } | null }, readonly claim: { readonly value: number, readonly items: number, readonly claimedAt: string, readonly claimedBy: { readonly name: string } } | null, readonly runs: ReadonlyArray<{ readonly value: number, readonly items: number, readonly samplingError: number | null, readonly isWithdrawn: boolean, readonly stack: string, readonly ranAt: string, readonly evaluator: { readonly name: string } }>, readonly reproducibility: { readonly groups: ReadonlyArray<{ readonly isSelf: boolean, readonly evaluators: ReadonlyArray<{ readonly contributor: { readonly name: string } }> }> } | null }> } | null };

export type BenchmarkListVariables = Exact<{
  search: string;
}>;


export type BenchmarkListAnswer = { readonly benchmarks: ReadonlyArray<{ readonly name: string, readonly metric: string, readonly hardship: string, readonly isMeasuredHere: boolean, readonly results: number, readonly models: number }> };

export type LeaderboardRow = { readonly rankBest: number, readonly rankWorst: number, readonly value: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly checkpoint: { readonly name: string } | null, readonly score: { readonly reproducibility: { readonly level: ReproducibilityLevel } | null } | null, readonly record: { readonly model: string, readonly revision: string | null, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly url: string | null } } | null, readonly reported: { readonly fewshot: number | null, readonly benchmarkVersion: string | null } | null };

export type LeaderboardVariables = Exact<{
  benchmark: string;
  metric?: string | null | undefined;
  hardship: string;
  first: number;
}>;


export type LeaderboardAnswer = { readonly leaderboard: { readonly benchmark: string, readonly metric: string, readonly direction: MetricDirection, readonly total: number, readonly isCut: boolean, readonly nodes: ReadonlyArray<{ readonly rankBest: number, readonly rankWorst: number, readonly value: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly checkpoint: { readonly name: string } | null, readonly score: { readonly reproducibility: { readonly level: ReproducibilityLevel } | null } | null, readonly record: { readonly model: string, readonly revision: string | null, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly url: string | null } } | null, readonly reported: { readonly fewshot: number | null, readonly benchmarkVersion: string | null } | null }> } | null };

export type LearningCurveVariables = Exact<{
  model: string;
  benchmark: string;
  metric: string;
}>;


export type LearningCurveAnswer = { readonly learningCurve: { readonly model: string, readonly benchmark: string, readonly metric: string, readonly points: ReadonlyArray<{ readonly step: number, readonly value: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly checkpoint: { readonly name: string } | null }> } };

export type RegressionsVariables = Exact<{
  reference: string;
}>;


export type RegressionsAnswer = { readonly checkpoint: { readonly regressions: ReadonlyArray<{ readonly kind: EdgeKind, readonly verdict: RegressionVerdict, readonly sentence: string, readonly parent: { readonly name: string } }> } | null };

export type PlacesFields = { readonly digest: string, readonly checkpoints: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly digest: string | null, readonly artifacts: ReadonlyArray<{ readonly path: string, readonly artifact: { readonly digest: string } }> }> } };

export type ArtifactByDigestVariables = Exact<{
  kind: DigestKind;
  value: string;
}>;


export type ArtifactByDigestAnswer = { readonly artifactByDigest: ReadonlyArray<{ readonly digest: string, readonly checkpoints: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly digest: string | null, readonly artifacts: ReadonlyArray<{ readonly path: string, readonly artifact: { readonly digest: string } }> }> } }> };

export type ListedFilesVariables = Exact<{
  digest: string;
}>;


export type ListedFilesAnswer = { readonly listedFiles: ReadonlyArray<{ readonly path: string, readonly checkpoint: { readonly name: string } }> };

export type ArtifactPlacesVariables = Exact<{
  values: ReadonlyArray<string>;
}>;


export type ArtifactPlacesAnswer = { readonly artifactsByDigests: ReadonlyArray<{ readonly digest: string, readonly checkpoints: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly digest: string | null, readonly artifacts: ReadonlyArray<{ readonly path: string, readonly artifact: { readonly digest: string } }> }> } }> };

export type CheckpointsByWeightsVariables = Exact<{
  weightsIdentity: string;
}>;


export type CheckpointsByWeightsAnswer = { readonly checkpointsByWeights: { readonly nodes: ReadonlyArray<{ readonly name: string }> } };

export type ComparableCheckpointsVariables = Exact<{
  tensors: ReadonlyArray<string>;
}>;


export type ComparableCheckpointsAnswer = { readonly comparableCheckpoints: ReadonlyArray<{ readonly sharedElements: number, readonly checkpoint: { readonly name: string } }> };

export type RegisterProtocolVariables = Exact<{
  body: unknown;
}>;


export type RegisterProtocolAnswer = { readonly registerProtocol:
    | { readonly __typename: 'ProtocolRegistered', readonly protocol: { readonly digest: string } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type RequestEvaluationVariables = Exact<{
  input: RequestEvaluationInput;
}>;


export type RequestEvaluationAnswer = { readonly requestEvaluation:
    | { readonly __typename: 'EvaluationRequested', readonly jobs: ReadonlyArray<{ readonly id: string, readonly state: JobState }> }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type JobFields = { readonly id: string, readonly state: JobState, readonly priority: Priority, readonly provider: Provider | null, readonly attempts: number, readonly error: string | null, readonly createdAt: string, readonly requestedBy: { readonly name: string }, readonly checkpoint: { readonly name: string }, readonly protocol: { readonly digest: string }, readonly progress: { readonly phase: JobPhase, readonly itemsDone: number | null, readonly itemsTotal: number | null } | null, readonly run: { readonly value: number, readonly items: number, readonly outputsDigest: string, readonly evaluator: { readonly name: string } } | null };

export type EvaluationJobVariables = Exact<{
  id: string;
}>;


export type EvaluationJobAnswer = { readonly evaluationJob: { readonly memoryBytes: number, readonly id: string, readonly state: JobState, readonly priority: Priority, readonly provider: Provider | null, readonly attempts: number, readonly error: string | null, readonly createdAt: string, readonly failedAttempts: ReadonlyArray<{ readonly host: string | null, readonly provider: Provider | null, readonly beganAt: string, readonly endedAt: string, readonly code: string, readonly sentence: string, readonly evaluator: { readonly name: string } }>, readonly requestedBy: { readonly name: string }, readonly checkpoint: { readonly name: string }, readonly protocol: { readonly digest: string }, readonly progress: { readonly phase: JobPhase, readonly itemsDone: number | null, readonly itemsTotal: number | null } | null, readonly run: { readonly value: number, readonly items: number, readonly outputsDigest: string, readonly evaluator: { readonly name: string } } | null } | null };

export type EvaluationJobsVariables = Exact<{
  checkpoint?: string | null | undefined;
  state?: JobState | null | undefined;
  requestedBy?: string | null | undefined;
  first: number;
}>;


export type EvaluationJobsAnswer = { readonly evaluationJobs: ReadonlyArray<{ readonly id: string, readonly state: JobState, readonly priority: Priority, readonly provider: Provider | null, readonly attempts: number, readonly error: string | null, readonly createdAt: string, readonly requestedBy: { readonly name: string }, readonly checkpoint: { readonly name: string }, readonly protocol: { readonly digest: string }, readonly progress: { readonly phase: JobPhase, readonly itemsDone: number | null, readonly itemsTotal: number | null } | null, readonly run: { readonly value: number, readonly items: number, readonly outputsDigest: string, readonly evaluator: { readonly name: string } } | null }> };

export type EvaluationJobChangedVariables = Exact<{
  id: string;
}>;


export type EvaluationJobChangedAnswer = { readonly evaluationJobChanged: { readonly id: string, readonly state: JobState, readonly priority: Priority, readonly provider: Provider | null, readonly attempts: number, readonly error: string | null, readonly createdAt: string, readonly requestedBy: { readonly name: string }, readonly checkpoint: { readonly name: string }, readonly protocol: { readonly digest: string }, readonly progress: { readonly phase: JobPhase, readonly itemsDone: number | null, readonly itemsTotal: number | null } | null, readonly run: { readonly value: number, readonly items: number, readonly outputsDigest: string, readonly evaluator: { readonly name: string } } | null } };

export type RequeueEvaluationJobVariables = Exact<{
  id: string;
}>;


export type RequeueEvaluationJobAnswer = { readonly requeueEvaluationJob:
    | { readonly __typename: 'EvaluationJobRequeued', readonly job: { readonly id: string, readonly state: JobState, readonly priority: Priority, readonly provider: Provider | null, readonly attempts: number, readonly error: string | null, readonly createdAt: string, readonly requestedBy: { readonly name: string }, readonly checkpoint: { readonly name: string }, readonly protocol: { readonly digest: string }, readonly progress: { readonly phase: JobPhase, readonly itemsDone: number | null, readonly itemsTotal: number | null } | null, readonly run: { readonly value: number, readonly items: number, readonly outputsDigest: string, readonly evaluator: { readonly name: string } } | null } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type CancelEvaluationJobVariables = Exact<{
  id: string;
}>;


export type CancelEvaluationJobAnswer = { readonly cancelEvaluationJob:
    | { readonly __typename: 'EvaluationJobCancelled', readonly job: { readonly id: string, readonly state: JobState, readonly priority: Priority, readonly provider: Provider | null, readonly attempts: number, readonly error: string | null, readonly createdAt: string, readonly requestedBy: { readonly name: string }, readonly checkpoint: { readonly name: string }, readonly protocol: { readonly digest: string }, readonly progress: { readonly phase: JobPhase, readonly itemsDone: number | null, readonly itemsTotal: number | null } | null, readonly run: { readonly value: number, readonly items: number, readonly outputsDigest: string, readonly evaluator: { readonly name: string } } | null } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type RunnerListVariables = Exact<{
  first: number;
}>;


export type RunnerListAnswer = { readonly runners: ReadonlyArray<{ readonly host: string, readonly hardwareClass: string, readonly stack: string, readonly tasks: ReadonlyArray<string>, readonly providers: ReadonlyArray<Provider>, readonly memoryBytes: number | null, readonly driver: string | null, readonly sandboxLevel: string | null, readonly lastSeenAt: string, readonly jobsInHand: number, readonly contributor: { readonly name: string } }> };

export type LeaseEvaluationJobVariables = Exact<{
  runner: RunnerInput;
  waitSeconds?: number;
}>;


export type LeaseEvaluationJobAnswer = { readonly leaseEvaluationJob:
    | { readonly __typename: 'EvaluationLease', readonly leaseToken: string, readonly expiresAt: string, readonly challenge: string, readonly provider: Provider, readonly job: { readonly id: string, readonly protocol: { readonly body: Json, readonly dataset: { readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState, readonly path: string, readonly release: { readonly logIndex: number } | null, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null } } | null }, readonly checkpoint: { readonly name: string, readonly coreDigest: string | null, readonly publishedBy: { readonly name: string } | null, readonly artifacts: ReadonlyArray<{ readonly path: string, readonly role: ArtifactRole, readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState, readonly path: string, readonly release: { readonly logIndex: number } | null, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null } }> } } }
    | { readonly __typename: 'NoJobWaiting', readonly retryAfterSeconds: number }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type HeartbeatEvaluationJobVariables = Exact<{
  id: string;
  leaseToken: string;
  progress?: JobProgressInput | null | undefined;
}>;


export type HeartbeatEvaluationJobAnswer = { readonly heartbeatEvaluationJob:
    | { readonly __typename: 'EvaluationLease', readonly expiresAt: string }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type CommitEvaluationResultVariables = Exact<{
  id: string;
  leaseToken: string;
  commitment: string;
}>;


export type CommitEvaluationResultAnswer = { readonly commitEvaluationResult:
    | { readonly __typename: 'EvaluationCommitted', readonly mayReveal: boolean, readonly retryAfterSeconds: number }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type CompleteEvaluationJobVariables = Exact<{
  id: string;
  leaseToken: string;
  envelope: unknown;
  challenge?: string | null | undefined;
}>;


export type CompleteEvaluationJobAnswer = { readonly completeEvaluationJob:
    | { readonly __typename: 'EvaluationCompleted', readonly run: { readonly id: string, readonly value: number } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type FailEvaluationJobVariables = Exact<{
  id: string;
  leaseToken: string;
  error: string;
  isFinal: boolean;
}>;


export type FailEvaluationJobAnswer = { readonly failEvaluationJob:
    | { readonly __typename: 'EvaluationJobReturned', readonly job: { readonly id: string, readonly state: JobState } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type LineageNode = { readonly id: string, readonly name: string, readonly digest: string | null, readonly isStub: boolean, readonly state: ArtifactState | null, readonly license: { readonly expression: string } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null }>, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly advisories: ReadonlyArray<{ readonly isInherited: boolean, readonly advisory: { readonly severity: Severity, readonly title: string } }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly verdict: BiasVerdict, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> };

export type LineageEdgeFields = { readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } };

export type Relatives = { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly id: string, readonly name: string, readonly digest: string | null, readonly isStub: boolean, readonly state: ArtifactState | null, readonly license: { readonly expression: string } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null }>, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly advisories: ReadonlyArray<{ readonly isInherited: boolean, readonly advisory: { readonly severity: Severity, readonly title: string } }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly verdict: BiasVerdict, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> }, readonly edges: ReadonlyArray<{ readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } }> }>, readonly pageInfo: { readonly hasNextPage: boolean } };

export type LineageTreeVariables = Exact<{
  reference: string;
}>;


export type LineageTreeAnswer = { readonly checkpoint: { readonly id: string, readonly name: string, readonly digest: string | null, readonly isStub: boolean, readonly state: ArtifactState | null, readonly ancestors: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly id: string, readonly name: string, readonly digest: string | null, readonly isStub: boolean, readonly state: ArtifactState | null, readonly license: { readonly expression: string } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null }>, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly advisories: ReadonlyArray<{ readonly isInherited: boolean, readonly advisory: { readonly severity: Severity, readonly title: string } }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly verdict: BiasVerdict, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> }, readonly edges: ReadonlyArray<{ readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } }> }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly descendants: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly id: string, readonly name: string, readonly digest: string | null, readonly isStub: boolean, readonly state: ArtifactState | null, readonly license: { readonly expression: string } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null }>, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly advisories: ReadonlyArray<{ readonly isInherited: boolean, readonly advisory: { readonly severity: Severity, readonly title: string } }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly verdict: BiasVerdict, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> }, readonly edges: ReadonlyArray<{ readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } }> }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly license: { readonly expression: string } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null }>, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly advisories: ReadonlyArray<{ readonly isInherited: boolean, readonly advisory: { readonly severity: Severity, readonly title: string } }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly verdict: BiasVerdict, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> } | null };

export type LineageExportVariables = Exact<{
  reference: string;
  format: LineageFormat;
  first: number;
}>;


export type LineageExportAnswer = { readonly checkpoint: { readonly lineageExport: { readonly content: string, readonly mediaType: string, readonly isWhole: boolean } } | null };

type RefusalFields_InputRefusal = { readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null };

type RefusalFields_PermissionRefusal = { readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null };

type RefusalFields_ConflictRefusal = { readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null };

type RefusalFields_NotFoundRefusal = { readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null };

export type RefusalFields =
  | RefusalFields_InputRefusal
  | RefusalFields_PermissionRefusal
  | RefusalFields_ConflictRefusal
  | RefusalFields_NotFoundRefusal
;

export type CheckpointBriefVariables = Exact<{
  reference: string;
}>;


export type CheckpointBriefAnswer = { readonly checkpoint: { readonly digest: string | null, readonly name: string, readonly isStub: boolean, readonly coreDigest: string | null, readonly state: ArtifactState | null, readonly model: { readonly revisions: ReadonlyArray<{ readonly name: string, readonly checkpoint: { readonly digest: string | null } }> } | null } | null };

export type ArtifactBriefVariables = Exact<{
  digest: string;
}>;


export type ArtifactBriefAnswer = { readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState } | null };

export type SwarmFields = { readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null };

export type ArtifactToPull = { readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState, readonly path: string, readonly release: { readonly logIndex: number } | null, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null };

export type CheckpointToPullVariables = Exact<{
  reference: string;
}>;


export type CheckpointToPullAnswer = { readonly checkpoint: { readonly digest: string | null, readonly name: string, readonly isStub: boolean, readonly isOffered: boolean, readonly state: ArtifactState | null, readonly conversion: { readonly name: string } | null, readonly statement: { readonly logIndex: number, readonly envelope: Json, readonly contributor: { readonly name: string } } | null, readonly artifacts: ReadonlyArray<{ readonly path: string, readonly state: ArtifactState, readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState, readonly path: string, readonly release: { readonly logIndex: number } | null, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null } }> } | null };

export type ArtifactToPullVariables = Exact<{
  digest: string;
}>;


export type ArtifactToPullAnswer = { readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState, readonly path: string, readonly release: { readonly logIndex: number } | null, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null } | null };

export type ArtifactsToSeedVariables = Exact<{
  kind: DigestKind;
  values: ReadonlyArray<string>;
}>;


export type ArtifactsToSeedAnswer = { readonly artifactsByDigests: ReadonlyArray<{ readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState, readonly path: string, readonly names: ReadonlyArray<{ readonly kind: DigestKind, readonly value: string }>, readonly release: { readonly logIndex: number } | null, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null }> };

export type DatasetBriefVariables = Exact<{
  reference: string;
}>;


export type DatasetBriefAnswer = { readonly dataset: { readonly name: string, readonly digest: string, readonly kind: DatasetKind, readonly itemCount: number, readonly tokenLength: number | null, readonly labelCounts: ReadonlyArray<{ readonly label: string, readonly count: number }>, readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly state: ArtifactState, readonly path: string, readonly release: { readonly logIndex: number } | null, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly announcePath: string, readonly webSeedPath: string | null, readonly seederCount: number, readonly leecherCount: number } | null } } | null };

export type SearchCheckpointsVariables = Exact<{
  filter: CheckpointFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchCheckpointsAnswer = { readonly search: { readonly correctedText: string | null, readonly nodes: ReadonlyArray<{ readonly name: string, readonly digest: string | null, readonly state: ArtifactState | null, readonly sizeBytes: number, readonly parameterCount: number | null, readonly architecture: string | null, readonly license: { readonly expression: string } | null, readonly tasks: ReadonlyArray<{ readonly id: string, readonly isDeclared: boolean, readonly isEvaluated: boolean }>, readonly resources: { readonly inferenceBytes: number | null } | null, readonly imported: ReadonlyArray<{ readonly source: string, readonly license: string | null, readonly licenseClaimed: string | null, readonly task: string | null, readonly downloads: number | null, readonly parameterCount: number | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ListTasksVariables = Exact<{ [key: string]: never; }>;


export type ListTasksAnswer = { readonly tasks: ReadonlyArray<{ readonly id: string, readonly family: TaskFamily, readonly description: string, readonly checkpoints: number }> };

export type OfferReleaseTorrentVariables = Exact<{
  checkpoint: string;
}>;


export type OfferReleaseTorrentAnswer = { readonly offerReleaseTorrent:
    | { readonly __typename: 'ReleaseTorrentOffered', readonly checkpoint: { readonly name: string } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type ScoreFields = { readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null };

export type CheckpointScoresVariables = Exact<{
  reference: string;
}>;


export type CheckpointScoresAnswer = { readonly checkpoint: { readonly name: string, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly protocol: { readonly digest: string, readonly hardship: string }, readonly claim: { readonly value: number } | null, readonly runs: ReadonlyArray<{ readonly value: number, readonly correct: number | null, readonly host: string, readonly hardwareClass: string, readonly stack: string, readonly outputsDigest: string, readonly predictionsDigest: string, readonly isByHand: boolean, readonly conditions: Json, readonly evaluator: { readonly name: string } }>, readonly sampling: { readonly low: number, readonly high: number } | null, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null }> } | null };

export type ClaimsOnVariables = Exact<{
  reference: string;
}>;


export type ClaimsOnAnswer = { readonly checkpoint: { readonly scores: ReadonlyArray<{ readonly metric: string, readonly protocol: { readonly digest: string, readonly body: Json }, readonly claim: { readonly value: number, readonly items: number, readonly decimals: number | null, readonly margin: number | null } | null }> } | null };

export type ProtocolByDigestVariables = Exact<{
  digest: string;
}>;


export type ProtocolByDigestAnswer = { readonly protocol: { readonly body: Json } | null };

export type RunFields = { readonly id: string, readonly value: number, readonly hardwareClass: string, readonly stack: string, readonly host: string, readonly outputsDigest: string, readonly isWithdrawn: boolean, readonly isByHand: boolean, readonly conditions: Json, readonly ranAt: string, readonly evaluator: { readonly name: string } };

export type ExplainedGroup = { readonly group: string, readonly isSelf: boolean, readonly isVetted: boolean, readonly isOneHost: boolean, readonly isOutlier: boolean, readonly reliability: number, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly bias: DifferenceBias, readonly toleranceClass: ToleranceClass | null, readonly tolerance: number, readonly weight: number, readonly runCount: number, readonly evaluators: ReadonlyArray<{ readonly sentence: string, readonly organisation: string | null, readonly contributor: { readonly name: string } }> };

export type ExplainedStep = { readonly part: RunPart, readonly group: string | null, readonly agreement: Agreement | null, readonly difference: number | null, readonly toleranceClass: ToleranceClass | null, readonly weight: number, readonly scoreBefore: number | null, readonly scoreAfter: number | null, readonly levelBefore: ReproducibilityLevel, readonly levelAfter: ReproducibilityLevel, readonly evaluator: { readonly sentence: string }, readonly run: { readonly id: string, readonly value: number, readonly hardwareClass: string, readonly stack: string, readonly host: string, readonly outputsDigest: string, readonly isWithdrawn: boolean, readonly isByHand: boolean, readonly conditions: Json, readonly ranAt: string, readonly evaluator: { readonly name: string } } };

export type ExplainedScore = { readonly isStale: boolean, readonly lastRunAt: string, readonly metric: string, readonly value: number, readonly items: number, readonly protocol: { readonly digest: string }, readonly claim: { readonly value: number, readonly claimedBy: { readonly name: string } } | null, readonly runs: ReadonlyArray<{ readonly id: string, readonly value: number, readonly hardwareClass: string, readonly stack: string, readonly host: string, readonly outputsDigest: string, readonly isWithdrawn: boolean, readonly isByHand: boolean, readonly conditions: Json, readonly ranAt: string, readonly evaluator: { readonly name: string } }>, readonly relatedRuns: ReadonlyArray<{ readonly id: string, readonly value: number, readonly evaluator: { readonly name: string } }>, readonly reproducibility: { readonly specVersion: string, readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number, readonly isVetted: boolean, readonly isOneHost: boolean, readonly isOutlier: boolean, readonly reliability: number, readonly bias: DifferenceBias, readonly toleranceClass: ToleranceClass | null, readonly evaluators: ReadonlyArray<{ readonly sentence: string, readonly organisation: string | null, readonly contributor: { readonly name: string } }> }>, readonly interval: { readonly low: number, readonly high: number } } | null, readonly steps: ReadonlyArray<{ readonly part: RunPart, readonly group: string | null, readonly agreement: Agreement | null, readonly difference: number | null, readonly toleranceClass: ToleranceClass | null, readonly weight: number, readonly scoreBefore: number | null, readonly scoreAfter: number | null, readonly levelBefore: ReproducibilityLevel, readonly levelAfter: ReproducibilityLevel, readonly evaluator: { readonly sentence: string }, readonly run: { readonly id: string, readonly value: number, readonly hardwareClass: string, readonly stack: string, readonly host: string, readonly outputsDigest: string, readonly isWithdrawn: boolean, readonly isByHand: boolean, readonly conditions: Json, readonly ranAt: string, readonly evaluator: { readonly name: string } } }>, readonly sampling: { readonly low: number, readonly high: number } | null };

export type ScoresExplainedVariables = Exact<{
  reference: string;
}>;


export type ScoresExplainedAnswer = { readonly checkpoint: { readonly name: string, readonly reproducibility: { readonly score: number, readonly level: ReproducibilityLevel, readonly families: ReadonlyArray<{ readonly name: string, readonly claims: number, readonly score: number }> } | null, readonly scores: ReadonlyArray<{ readonly isStale: boolean, readonly lastRunAt: string, readonly metric: string, readonly value: number, readonly items: number, readonly protocol: { readonly digest: string }, readonly claim: { readonly value: number, readonly claimedBy: { readonly name: string } } | null, readonly runs: ReadonlyArray<{ readonly id: string, readonly value: number, readonly hardwareClass: string, readonly stack: string, readonly host: string, readonly outputsDigest: string, readonly isWithdrawn: boolean, readonly isByHand: boolean, readonly conditions: Json, readonly ranAt: string, readonly evaluator: { readonly name: string } }>, readonly relatedRuns: ReadonlyArray<{ readonly id: string, readonly value: number, readonly evaluator: { readonly name: string } }>, readonly reproducibility: { readonly specVersion: string, readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number, readonly isVetted: boolean, readonly isOneHost: boolean, readonly isOutlier: boolean, readonly reliability: number, readonly bias: DifferenceBias, readonly toleranceClass: ToleranceClass | null, readonly evaluators: ReadonlyArray<{ readonly sentence: string, readonly organisation: string | null, readonly contributor: { readonly name: string } }> }>, readonly interval: { readonly low: number, readonly high: number } } | null, readonly steps: ReadonlyArray<{ readonly part: RunPart, readonly group: string | null, readonly agreement: Agreement | null, readonly difference: number | null, readonly toleranceClass: ToleranceClass | null, readonly weight: number, readonly scoreBefore: number | null, readonly scoreAfter: number | null, readonly levelBefore: ReproducibilityLevel, readonly levelAfter: ReproducibilityLevel, readonly evaluator: { readonly sentence: string }, readonly run: { readonly id: string, readonly value: number, readonly hardwareClass: string, readonly stack: string, readonly host: string, readonly outputsDigest: string, readonly isWithdrawn: boolean, readonly isByHand: boolean, readonly conditions: Json, readonly ranAt: string, readonly evaluator: { readonly name: string } } }>, readonly sampling: { readonly low: number, readonly high: number } | null }> } | null };

export type StandingFields = { readonly sentence: string, readonly reliability: number, readonly isVetted: boolean, readonly isTrusted: boolean, readonly organisation: string | null, readonly auditsPassed: number, readonly auditsFailed: number };

export type EvaluatorStandingVariables = Exact<{
  name: string;
}>;


export type EvaluatorStandingAnswer = { readonly contributor: { readonly name: string, readonly keys: ReadonlyArray<{ readonly id: string }>, readonly evaluator: { readonly sentence: string, readonly reliability: number, readonly isVetted: boolean, readonly isTrusted: boolean, readonly organisation: string | null, readonly auditsPassed: number, readonly auditsFailed: number } } | null };

export type CalibrationVariables = Exact<{ [key: string]: never; }>;


export type CalibrationAnswer = { readonly calibration: { readonly sentence: string, readonly count: number, readonly brier: number | null, readonly climatology: number | null, readonly bins: ReadonlyArray<{ readonly low: number, readonly high: number, readonly count: number, readonly predicted: number, readonly agreed: number }> } };

export type RunStatementVariables = Exact<{
  id: string;
}>;


export type RunStatementAnswer = { readonly run: { readonly id: string, readonly statement: { readonly id: string } } | null };

export type RunToCountVariables = Exact<{
  id: string;
}>;


export type RunToCountAnswer = { readonly run: { readonly statement: { readonly id: string }, readonly itemsArtifact: { readonly digest: string } | null, readonly protocol: { readonly body: Json } } | null };

export type RunsOfCheckpointVariables = Exact<{
  reference: string;
}>;


export type RunsOfCheckpointAnswer = { readonly checkpoint: { readonly scores: ReadonlyArray<{ readonly protocol: { readonly body: Json }, readonly runs: ReadonlyArray<{ readonly id: string, readonly ranAt: string, readonly isWithdrawn: boolean, readonly itemsArtifact: { readonly digest: string } | null }> }> } | null };

export type OpenWarningsVariables = Exact<{
  reference: string;
}>;


export type OpenWarningsAnswer = { readonly checkpoint: { readonly name: string, readonly withdrawal: { readonly reason: string } | null, readonly advisories: ReadonlyArray<{ readonly depth: number, readonly advisory: { readonly title: string, readonly severity: Severity }, readonly through: { readonly name: string } }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly id: string, readonly sentence: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly id: string, readonly sentence: string, readonly checkpoint: { readonly name: string } } }>, readonly datasetWarnings: ReadonlyArray<{ readonly depth: number, readonly dataset: { readonly name: string }, readonly trained: { readonly name: string } }> } | null };

export type WebhookFields = { readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly watched: ReadonlyArray<string>, readonly createdAt: string, readonly deliveredAt: string | null, readonly disabledAt: string | null, readonly disabledReason: string | null };

export type DeliveryFields = { readonly id: string, readonly event: string, readonly state: DeliveryState, readonly attempts: number, readonly nextAt: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly status: number | null, readonly failure: string | null };

export type WebhookListVariables = Exact<{ [key: string]: never; }>;


export type WebhookListAnswer = { readonly viewer: { readonly webhooks: ReadonlyArray<{ readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly watched: ReadonlyArray<string>, readonly createdAt: string, readonly deliveredAt: string | null, readonly disabledAt: string | null, readonly disabledReason: string | null }> } | null };

export type WebhookDeliveriesVariables = Exact<{
  first: number;
}>;


export type WebhookDeliveriesAnswer = { readonly viewer: { readonly webhooks: ReadonlyArray<{ readonly id: string, readonly deliveries: ReadonlyArray<{ readonly id: string, readonly event: string, readonly state: DeliveryState, readonly attempts: number, readonly nextAt: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly status: number | null, readonly failure: string | null }> }> } | null };

export type CreateWebhookVariables = Exact<{
  url: string;
  events: ReadonlyArray<string>;
  watched: ReadonlyArray<string>;
}>;


export type CreateWebhookAnswer = { readonly createWebhook:
    | { readonly __typename: 'WebhookCreated', readonly secret: string, readonly webhook: { readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly watched: ReadonlyArray<string>, readonly createdAt: string, readonly deliveredAt: string | null, readonly disabledAt: string | null, readonly disabledReason: string | null } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type DeleteWebhookVariables = Exact<{
  id: string;
}>;


export type DeleteWebhookAnswer = { readonly deleteWebhook:
    | { readonly __typename: 'WebhookDeleted', readonly webhook: { readonly id: string, readonly url: string, readonly events: ReadonlyArray<string>, readonly watched: ReadonlyArray<string>, readonly createdAt: string, readonly deliveredAt: string | null, readonly disabledAt: string | null, readonly disabledReason: string | null } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type TestWebhookVariables = Exact<{
  id: string;
}>;


export type TestWebhookAnswer = { readonly testWebhook:
    | { readonly __typename: 'DeliveryQueued', readonly delivery: { readonly id: string, readonly event: string, readonly state: DeliveryState, readonly attempts: number, readonly nextAt: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly status: number | null, readonly failure: string | null } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export type ReplayWebhookDeliveryVariables = Exact<{
  id: string;
}>;


export type ReplayWebhookDeliveryAnswer = { readonly replayWebhookDelivery:
    | { readonly __typename: 'DeliveryQueued', readonly delivery: { readonly id: string, readonly event: string, readonly state: DeliveryState, readonly attempts: number, readonly nextAt: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly status: number | null, readonly failure: string | null } }
    | { readonly __typename: 'InputRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'PermissionRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'ConflictRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
    | { readonly __typename: 'NotFoundRefusal', readonly code: string, readonly message: string, readonly expected: string | null, readonly received: string | null, readonly remedy: string | null }
   };

export const hubFacts = "query HubFacts{hub{id version logSize}viewer{contributor{name role}scopes}}" as TypedDocument<HubFactsAnswer, HubFactsVariables>;
export const redeemInvitation = "mutation RedeemInvitation($code:String!$name:String$envelope:JSON){redeemInvitation(code:$code name:$name envelope:$envelope){__typename ...on InvitationRedeemed{token expiresAt custody contributor{name role}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<RedeemInvitationAnswer, RedeemInvitationVariables>;
export const inviteContributor = "mutation InviteContributor($name:String!$role:Role!){inviteContributor(name:$name role:$role){__typename ...on InvitationMade{code expiresAt}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<InviteContributorAnswer, InviteContributorVariables>;
export const submitStatement = "mutation SubmitStatement($envelope:JSON!){submitStatement(envelope:$envelope){__typename ...on StatementAccepted{statement{id logIndex}checkpoint{id digest name state isOffered sizeBytes}dataset{id name digest itemCount}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<SubmitStatementAnswer, SubmitStatementVariables>;
export const tokenList = "query TokenList{viewer{contributor{name}tokens{id label scopes createdAt expiresAt revokedAt}}}" as TypedDocument<TokenListAnswer, TokenListVariables>;
export const createToken = "mutation CreateToken($label:String!$scopes:[Scope!]!$days:Int!){createToken(label:$label scopes:$scopes days:$days){__typename ...on TokenCreated{token accessToken{id label scopes expiresAt}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<CreateTokenAnswer, CreateTokenVariables>;
export const revokeToken = "mutation RevokeToken($id:ID!){revokeToken(id:$id){__typename ...on TokenRevoked{accessToken{id label revokedAt}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<RevokeTokenAnswer, RevokeTokenVariables>;
export const advisoryList = "query AdvisoryList($level:Severity!$includeWithdrawn:Boolean!$first:Int!){advisories(level:$level includeWithdrawn:$includeWithdrawn first:$first){nodes{...AdvisoryFields}}}fragment AdvisoryFields on Advisory{id logIndex title severity kind remedy publishedAt affectedCount publishedBy{name}withdrawal{logIndex}}" as TypedDocument<AdvisoryListAnswer, AdvisoryListVariables>;
export const advisoryDetails = "query AdvisoryDetails($id:ID!){advisory(id:$id){...AdvisoryInFull}}fragment AdvisoryInFull on Advisory{...AdvisoryFields text references targets{of value}statement{id}affected(first:20){nodes{depth checkpoint{name}}pageInfo{hasNextPage}}}fragment AdvisoryFields on Advisory{id logIndex title severity kind remedy publishedAt affectedCount publishedBy{name}withdrawal{logIndex}}" as TypedDocument<AdvisoryDetailsAnswer, AdvisoryDetailsVariables>;
export const biasReports = "query BiasReports($reference:String!){checkpoint(reference:$reference){name biasReports{...BiasReportFields ...ReportLife}riskReports{...RiskReportFields ...ReportLife}mitigations{...MitigationFields report{id sentence checkpoint{name}}}}}fragment BiasReportFields on BiasReport{id sentence verdict attribute kind knownLimitations groups{...GroupRates}metrics{...MetricFields}marginals{attribute verdict groups{...GroupRates}}run{id}gap{highGroup lowGroup difference interval{low high}margin fewestItems}}fragment GroupRates on BiasGroup{name items rate interval{low high}}fragment MetricFields on ReportMetric{id value interval{low high}undefinedBecause}fragment ReportLife on Report{id filedBy{name}standing{state sentence agreeing contradicting isSettled}answers{status text answeredBy{name}}mitigations{...MitigationFields child{name}}}fragment MitigationFields on Mitigation{status sentence isSettled}fragment RiskReportFields on RiskReport{id topic kind attribute sentence verdict items knownLimitations effect{value interval{low high}margin}metrics{...MetricFields}run{id}}" as TypedDocument<BiasReportsAnswer, BiasReportsVariables>;
export const reportStatement = "query ReportStatement($id:ID!){report(id:$id){id sentence statement{id}}}" as TypedDocument<ReportStatementAnswer, ReportStatementVariables>;
export const concernsOfFiles = "query ConcernsOfFiles($digests:[Digest!]!){concernsOfFiles(digests:$digests){...FileConcernsFields}}fragment FileConcernsFields on FileConcerns{digest isKnown concerns{...ConcernFields}}fragment ConcernFields on Concern{kind severity sentence remedy depth checkpoint{name}through{name}advisory{logIndex kind references}}" as TypedDocument<ConcernsOfFilesAnswer, ConcernsOfFilesVariables>;
export const reportedFile = "query ReportedFile($logIndex:BigInt!){reportedFile(logIndex:$logIndex){logIndex records results format isWithdrawn statement{id}}}" as TypedDocument<ReportedFileAnswer, ReportedFileVariables>;
export const recordsOfModel = "query RecordsOfModel($model:String!$after:String){reportedRecords(model:$model first:15 after:$after){nodes{...RecordFields}pageInfo{hasNextPage endCursor}}}fragment RecordFields on ReportedRecord{model revision step format raw source{name organisation relationship url}importedBy{name}statement{logIndex}}" as TypedDocument<RecordsOfModelAnswer, RecordsOfModelVariables>;
export const evidenceOfCheckpoint = "query EvidenceOfCheckpoint($reference:String!){checkpoint(reference:$reference){name digest publishedBy{name}reportedRecords(first:100){...RecordFields}scores{...MeasuredScore}}}fragment RecordFields on ReportedRecord{model revision step format raw source{name organisation relationship url}importedBy{name}statement{logIndex}}fragment MeasuredScore on Score{metric value items sampling{low high}protocol{digest dataset{name}}claim{value items claimedBy{name}claimedAt}runs{value items samplingError isWithdrawn stack ranAt evaluator{name}}reproducibility{groups{isSelf evaluators{contributor{name}}}}}" as TypedDocument<EvidenceOfCheckpointAnswer, EvidenceOfCheckpointVariables>;
export const benchmarkList = "query BenchmarkList($search:String!){benchmarks(search:$search first:50){name metric hardship isMeasuredHere results models}}" as TypedDocument<BenchmarkListAnswer, BenchmarkListVariables>;
export const leaderboard = "query Leaderboard($benchmark:String!$metric:String$hardship:String!$first:Int!){leaderboard(benchmark:$benchmark metric:$metric hardship:$hardship first:$first){benchmark metric direction total isCut nodes{...LeaderboardRow}}}fragment LeaderboardRow on LeaderboardEntry{rankBest rankWorst value interval{low high}checkpoint{name}score{reproducibility{level}}record{model revision source{name organisation relationship url}}reported{fewshot benchmarkVersion}}" as TypedDocument<LeaderboardAnswer, LeaderboardVariables>;
export const learningCurve = "query LearningCurve($model:String!$benchmark:String!$metric:String!){learningCurve(model:$model benchmark:$benchmark metric:$metric){model benchmark metric points{step value interval{low high}checkpoint{name}}}}" as TypedDocument<LearningCurveAnswer, LearningCurveVariables>;
export const regressions = "query Regressions($reference:String!){checkpoint(reference:$reference){regressions{parent{name}kind verdict sentence}}}" as TypedDocument<RegressionsAnswer, RegressionsVariables>;
export const artifactByDigest = "query ArtifactByDigest($kind:DigestKind!$value:String!){artifactByDigest(kind:$kind value:$value){...PlacesFields}}fragment PlacesFields on Artifact{digest checkpoints(first:20){nodes{name digest artifacts{path artifact{digest}}}}}" as TypedDocument<ArtifactByDigestAnswer, ArtifactByDigestVariables>;
export const listedFiles = "query ListedFiles($digest:Digest!){listedFiles(digest:$digest){path checkpoint{name}}}" as TypedDocument<ListedFilesAnswer, ListedFilesVariables>;
export const artifactPlaces = "query ArtifactPlaces($values:[String!]!){artifactsByDigests(kind:SHA256 values:$values){...PlacesFields}}fragment PlacesFields on Artifact{digest checkpoints(first:20){nodes{name digest artifacts{path artifact{digest}}}}}" as TypedDocument<ArtifactPlacesAnswer, ArtifactPlacesVariables>;
export const checkpointsByWeights = "query CheckpointsByWeights($weightsIdentity:Digest!){checkpointsByWeights(weightsIdentity:$weightsIdentity){nodes{name}}}" as TypedDocument<CheckpointsByWeightsAnswer, CheckpointsByWeightsVariables>;
export const comparableCheckpoints = "query ComparableCheckpoints($tensors:[Digest!]!){comparableCheckpoints(tensors:$tensors){checkpoint{name}sharedElements}}" as TypedDocument<ComparableCheckpointsAnswer, ComparableCheckpointsVariables>;
export const registerProtocol = "mutation RegisterProtocol($body:JSON!){registerProtocol(body:$body){__typename ...on ProtocolRegistered{protocol{digest}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<RegisterProtocolAnswer, RegisterProtocolVariables>;
export const requestEvaluation = "mutation RequestEvaluation($input:RequestEvaluationInput!){requestEvaluation(input:$input){__typename ...on EvaluationRequested{jobs{id state}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<RequestEvaluationAnswer, RequestEvaluationVariables>;
export const evaluationJob = "query EvaluationJob($id:ID!){evaluationJob(id:$id){...JobFields memoryBytes failedAttempts{evaluator{name}host provider beganAt endedAt code sentence}}}fragment JobFields on EvaluationJob{id state priority provider attempts error createdAt requestedBy{name}checkpoint{name}protocol{digest}progress{phase itemsDone itemsTotal}run{value items evaluator{name}outputsDigest}}" as TypedDocument<EvaluationJobAnswer, EvaluationJobVariables>;
export const evaluationJobs = "query EvaluationJobs($checkpoint:String$state:JobState$requestedBy:String$first:Int!){evaluationJobs(checkpoint:$checkpoint state:$state requestedBy:$requestedBy first:$first){...JobFields}}fragment JobFields on EvaluationJob{id state priority provider attempts error createdAt requestedBy{name}checkpoint{name}protocol{digest}progress{phase itemsDone itemsTotal}run{value items evaluator{name}outputsDigest}}" as TypedDocument<EvaluationJobsAnswer, EvaluationJobsVariables>;
export const evaluationJobChanged = "subscription EvaluationJobChanged($id:ID!){evaluationJobChanged(id:$id){...JobFields}}fragment JobFields on EvaluationJob{id state priority provider attempts error createdAt requestedBy{name}checkpoint{name}protocol{digest}progress{phase itemsDone itemsTotal}run{value items evaluator{name}outputsDigest}}" as TypedDocument<EvaluationJobChangedAnswer, EvaluationJobChangedVariables>;
export const requeueEvaluationJob = "mutation RequeueEvaluationJob($id:ID!){requeueEvaluationJob(id:$id){__typename ...on EvaluationJobRequeued{job{...JobFields}}...RefusalFields}}fragment JobFields on EvaluationJob{id state priority provider attempts error createdAt requestedBy{name}checkpoint{name}protocol{digest}progress{phase itemsDone itemsTotal}run{value items evaluator{name}outputsDigest}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<RequeueEvaluationJobAnswer, RequeueEvaluationJobVariables>;
export const cancelEvaluationJob = "mutation CancelEvaluationJob($id:ID!){cancelEvaluationJob(id:$id){__typename ...on EvaluationJobCancelled{job{...JobFields}}...RefusalFields}}fragment JobFields on EvaluationJob{id state priority provider attempts error createdAt requestedBy{name}checkpoint{name}protocol{digest}progress{phase itemsDone itemsTotal}run{value items evaluator{name}outputsDigest}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<CancelEvaluationJobAnswer, CancelEvaluationJobVariables>;
export const runnerList = "query RunnerList($first:Int!){runners(first:$first){contributor{name}host hardwareClass stack tasks providers memoryBytes driver sandboxLevel lastSeenAt jobsInHand}}" as TypedDocument<RunnerListAnswer, RunnerListVariables>;
export const leaseEvaluationJob = "mutation LeaseEvaluationJob($runner:RunnerInput!$waitSeconds:Int!=0){leaseEvaluationJob(runner:$runner waitSeconds:$waitSeconds){__typename ...on NoJobWaiting{retryAfterSeconds}...on EvaluationLease{leaseToken expiresAt challenge provider job{id protocol{body dataset{artifact{...ArtifactToPull}}}checkpoint{name coreDigest publishedBy{name}artifacts{path role artifact{...ArtifactToPull}}}}}...RefusalFields}}fragment ArtifactToPull on Artifact{digest sizeBytes state path release{logIndex}...SwarmFields}fragment SwarmFields on Artifact{swarm{infohash magnet torrentPath announcePath webSeedPath seederCount leecherCount}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<LeaseEvaluationJobAnswer, LeaseEvaluationJobVariables>;
export const heartbeatEvaluationJob = "mutation HeartbeatEvaluationJob($id:ID!$leaseToken:String!$progress:JobProgressInput){heartbeatEvaluationJob(id:$id leaseToken:$leaseToken progress:$progress){__typename ...on EvaluationLease{expiresAt}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<HeartbeatEvaluationJobAnswer, HeartbeatEvaluationJobVariables>;
export const commitEvaluationResult = "mutation CommitEvaluationResult($id:ID!$leaseToken:String!$commitment:Digest!){commitEvaluationResult(id:$id leaseToken:$leaseToken commitment:$commitment){__typename ...on EvaluationCommitted{mayReveal retryAfterSeconds}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<CommitEvaluationResultAnswer, CommitEvaluationResultVariables>;
export const completeEvaluationJob = "mutation CompleteEvaluationJob($id:ID!$leaseToken:String!$envelope:JSON!$challenge:String){completeEvaluationJob(id:$id leaseToken:$leaseToken envelope:$envelope challenge:$challenge){__typename ...on EvaluationCompleted{run{id value}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<CompleteEvaluationJobAnswer, CompleteEvaluationJobVariables>;
export const failEvaluationJob = "mutation FailEvaluationJob($id:ID!$leaseToken:String!$error:String!$isFinal:Boolean!){failEvaluationJob(id:$id leaseToken:$leaseToken error:$error isFinal:$isFinal){__typename ...on EvaluationJobReturned{job{id state}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<FailEvaluationJobAnswer, FailEvaluationJobVariables>;
export const lineageTree = "query LineageTree($reference:String!){checkpoint(reference:$reference){...LineageNode ancestors(first:100){...Relatives}descendants(first:100){...Relatives}}}fragment LineageNode on Checkpoint{id name digest isStub state license{expression}scores{...ScoreFields}imported{source}advisories{isInherited advisory{severity title}}biasWarnings{isInherited depth report{sentence verdict attribute checkpoint{name}}}}fragment ScoreFields on Score{metric value items sampling{low high}reproducibility{sentence level state score interval{low high}cvStar badges groups{group isSelf agreement value difference tolerance weight runCount}}}fragment Relatives on RelativeConnection{nodes{depth checkpoint{...LineageNode}edges{...LineageEdgeFields}}pageInfo{hasNextPage}}fragment LineageEdgeFields on LineageEdge{kind evidence child{id}parent{id}}" as TypedDocument<LineageTreeAnswer, LineageTreeVariables>;
export const lineageExport = "query LineageExport($reference:String!$format:LineageFormat!$first:Int!){checkpoint(reference:$reference){lineageExport(format:$format first:$first){content mediaType isWhole}}}" as TypedDocument<LineageExportAnswer, LineageExportVariables>;
export const checkpointBrief = "query CheckpointBrief($reference:String!){checkpoint(reference:$reference){digest name isStub coreDigest state model{revisions{name checkpoint{digest}}}}}" as TypedDocument<CheckpointBriefAnswer, CheckpointBriefVariables>;
export const artifactBrief = "query ArtifactBrief($digest:Digest!){artifact(digest:$digest){digest sizeBytes state}}" as TypedDocument<ArtifactBriefAnswer, ArtifactBriefVariables>;
export const checkpointToPull = "query CheckpointToPull($reference:String!){checkpoint(reference:$reference){digest name isStub isOffered state conversion{name}statement{logIndex contributor{name}envelope}artifacts{path state artifact{...ArtifactToPull}}}}fragment ArtifactToPull on Artifact{digest sizeBytes state path release{logIndex}...SwarmFields}fragment SwarmFields on Artifact{swarm{infohash magnet torrentPath announcePath webSeedPath seederCount leecherCount}}" as TypedDocument<CheckpointToPullAnswer, CheckpointToPullVariables>;
export const artifactToPull = "query ArtifactToPull($digest:Digest!){artifact(digest:$digest){...ArtifactToPull}}fragment ArtifactToPull on Artifact{digest sizeBytes state path release{logIndex}...SwarmFields}fragment SwarmFields on Artifact{swarm{infohash magnet torrentPath announcePath webSeedPath seederCount leecherCount}}" as TypedDocument<ArtifactToPullAnswer, ArtifactToPullVariables>;
export const artifactsToSeed = "query ArtifactsToSeed($kind:DigestKind!$values:[String!]!){artifactsByDigests(kind:$kind values:$values){...ArtifactToPull names{kind value}}}fragment ArtifactToPull on Artifact{digest sizeBytes state path release{logIndex}...SwarmFields}fragment SwarmFields on Artifact{swarm{infohash magnet torrentPath announcePath webSeedPath seederCount leecherCount}}" as TypedDocument<ArtifactsToSeedAnswer, ArtifactsToSeedVariables>;
export const datasetBrief = "query DatasetBrief($reference:String!){dataset(reference:$reference){name digest kind itemCount tokenLength labelCounts{label count}artifact{...ArtifactToPull}}}fragment ArtifactToPull on Artifact{digest sizeBytes state path release{logIndex}...SwarmFields}fragment SwarmFields on Artifact{swarm{infohash magnet torrentPath announcePath webSeedPath seederCount leecherCount}}" as TypedDocument<DatasetBriefAnswer, DatasetBriefVariables>;
export const searchCheckpoints = "query SearchCheckpoints($filter:CheckpointFilter!$first:Int!$after:String){search(filter:$filter first:$first after:$after){nodes{name digest state sizeBytes parameterCount architecture license{expression}tasks{id isDeclared isEvaluated}resources{inferenceBytes}imported{source license licenseClaimed task downloads parameterCount}}correctedText pageInfo{hasNextPage endCursor}}}" as TypedDocument<SearchCheckpointsAnswer, SearchCheckpointsVariables>;
export const listTasks = "query ListTasks{tasks{id family description checkpoints}}" as TypedDocument<ListTasksAnswer, ListTasksVariables>;
export const offerReleaseTorrent = "mutation OfferReleaseTorrent($checkpoint:String!){offerReleaseTorrent(checkpoint:$checkpoint){__typename ...on ReleaseTorrentOffered{checkpoint{name}}...RefusalFields}}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<OfferReleaseTorrentAnswer, OfferReleaseTorrentVariables>;
export const checkpointScores = "query CheckpointScores($reference:String!){checkpoint(reference:$reference){name scores{...ScoreFields protocol{digest hardship}claim{value}runs{value correct host hardwareClass stack outputsDigest predictionsDigest evaluator{name}isByHand conditions}}}}fragment ScoreFields on Score{metric value items sampling{low high}reproducibility{sentence level state score interval{low high}cvStar badges groups{group isSelf agreement value difference tolerance weight runCount}}}" as TypedDocument<CheckpointScoresAnswer, CheckpointScoresVariables>;
export const claimsOn = "query ClaimsOn($reference:String!){checkpoint(reference:$reference){scores{metric protocol{digest body}claim{value items decimals margin}}}}" as TypedDocument<ClaimsOnAnswer, ClaimsOnVariables>;
export const protocolByDigest = "query ProtocolByDigest($digest:Digest!){protocol(digest:$digest){body}}" as TypedDocument<ProtocolByDigestAnswer, ProtocolByDigestVariables>;
export const scoresExplained = "query ScoresExplained($reference:String!){checkpoint(reference:$reference){name reproducibility{score level families{name claims score}}scores{...ExplainedScore}}}fragment ExplainedScore on Score{...ScoreFields protocol{digest}isStale lastRunAt claim{value claimedBy{name}}runs{...RunFields}relatedRuns{id value evaluator{name}}reproducibility{specVersion groups{...ExplainedGroup}}steps(last:100){...ExplainedStep}}fragment ScoreFields on Score{metric value items sampling{low high}reproducibility{sentence level state score interval{low high}cvStar badges groups{group isSelf agreement value difference tolerance weight runCount}}}fragment RunFields on Run{id value hardwareClass stack host outputsDigest isWithdrawn isByHand conditions ranAt evaluator{name}}fragment ExplainedGroup on GroupVerdict{group isSelf isVetted isOneHost isOutlier reliability agreement value difference bias toleranceClass tolerance weight runCount evaluators{contributor{name}sentence organisation}}fragment ExplainedStep on ScoreStep{part group agreement difference toleranceClass weight scoreBefore scoreAfter levelBefore levelAfter evaluator{sentence}run{...RunFields}}" as TypedDocument<ScoresExplainedAnswer, ScoresExplainedVariables>;
export const evaluatorStanding = "query EvaluatorStanding($name:String!){contributor(name:$name){name keys{id}evaluator{...StandingFields}}}fragment StandingFields on EvaluatorStanding{sentence reliability isVetted isTrusted organisation auditsPassed auditsFailed}" as TypedDocument<EvaluatorStandingAnswer, EvaluatorStandingVariables>;
export const calibration = "query Calibration{calibration{sentence count brier climatology bins{low high count predicted agreed}}}" as TypedDocument<CalibrationAnswer, CalibrationVariables>;
export const runStatement = "query RunStatement($id:ID!){run(id:$id){id statement{id}}}" as TypedDocument<RunStatementAnswer, RunStatementVariables>;
export const runToCount = "query RunToCount($id:ID!){run(id:$id){statement{id}itemsArtifact{digest}protocol{body}}}" as TypedDocument<RunToCountAnswer, RunToCountVariables>;
export const runsOfCheckpoint = "query RunsOfCheckpoint($reference:String!){checkpoint(reference:$reference){scores{protocol{body}runs{id ranAt isWithdrawn itemsArtifact{digest}}}}}" as TypedDocument<RunsOfCheckpointAnswer, RunsOfCheckpointVariables>;
export const openWarnings = "query OpenWarnings($reference:String!){checkpoint(reference:$reference){name withdrawal{reason}advisories{depth advisory{title severity}through{name}}biasWarnings{isInherited depth report{id sentence checkpoint{name}}}riskWarnings{isInherited depth report{id sentence checkpoint{name}}}datasetWarnings{depth dataset{name}trained{name}}}}" as TypedDocument<OpenWarningsAnswer, OpenWarningsVariables>;
export const webhookList = "query WebhookList{viewer{webhooks{...WebhookFields}}}fragment WebhookFields on Webhook{id url events watched createdAt deliveredAt disabledAt disabledReason}" as TypedDocument<WebhookListAnswer, WebhookListVariables>;
export const webhookDeliveries = "query WebhookDeliveries($first:Int!){viewer{webhooks{id deliveries(first:$first){...DeliveryFields}}}}fragment DeliveryFields on WebhookDelivery{id event state attempts nextAt createdAt endedAt status failure}" as TypedDocument<WebhookDeliveriesAnswer, WebhookDeliveriesVariables>;
export const createWebhook = "mutation CreateWebhook($url:String!$events:[String!]!$watched:[String!]!){createWebhook(url:$url events:$events watched:$watched){__typename ...on WebhookCreated{secret webhook{...WebhookFields}}...RefusalFields}}fragment WebhookFields on Webhook{id url events watched createdAt deliveredAt disabledAt disabledReason}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<CreateWebhookAnswer, CreateWebhookVariables>;
export const deleteWebhook = "mutation DeleteWebhook($id:ID!){deleteWebhook(id:$id){__typename ...on WebhookDeleted{webhook{...WebhookFields}}...RefusalFields}}fragment WebhookFields on Webhook{id url events watched createdAt deliveredAt disabledAt disabledReason}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<DeleteWebhookAnswer, DeleteWebhookVariables>;
export const testWebhook = "mutation TestWebhook($id:ID!){testWebhook(id:$id){__typename ...on DeliveryQueued{delivery{...DeliveryFields}}...RefusalFields}}fragment DeliveryFields on WebhookDelivery{id event state attempts nextAt createdAt endedAt status failure}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<TestWebhookAnswer, TestWebhookVariables>;
export const replayWebhookDelivery = "mutation ReplayWebhookDelivery($id:ID!){replayWebhookDelivery(id:$id){__typename ...on DeliveryQueued{delivery{...DeliveryFields}}...RefusalFields}}fragment DeliveryFields on WebhookDelivery{id event state attempts nextAt createdAt endedAt status failure}fragment RefusalFields on Refusal{code message expected received remedy}" as TypedDocument<ReplayWebhookDeliveryAnswer, ReplayWebhookDeliveryVariables>;
