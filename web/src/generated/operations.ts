/* Generated from the .graphql files of this program by npm run generate. */
import type { TypedDocument } from '../hub/typed-document.ts';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** Whether a source lets people have a model only after they ask: at once (AUTO), or when its owner agrees (MANUAL). */
export type Gate =
  | 'AUTO'
  | 'MANUAL';

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

export type FindingSeverity =
  | 'INFO'
  | 'WARNING'
  | 'ERROR';

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

export type Advisory = { readonly logIndex: number, readonly title: string, readonly severity: Severity, readonly kind: AdvisoryKind, readonly text: string, readonly remedy: string | null, readonly references: ReadonlyArray<string>, readonly publishedAt: string, readonly affectedCount: number | null, readonly publishedBy: { readonly name: string }, readonly withdrawal: { readonly logIndex: number } | null, readonly targets: ReadonlyArray<{ readonly of: AffectedKind, readonly value: string }>, readonly affected: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly name: string } }> } };

export type PageAdvisoryVariables = Exact<{
  id: string;
}>;


export type PageAdvisoryAnswer = { readonly advisory: { readonly logIndex: number, readonly title: string, readonly severity: Severity, readonly kind: AdvisoryKind, readonly text: string, readonly remedy: string | null, readonly references: ReadonlyArray<string>, readonly publishedAt: string, readonly affectedCount: number | null, readonly publishedBy: { readonly name: string }, readonly withdrawal: { readonly logIndex: number } | null, readonly targets: ReadonlyArray<{ readonly of: AffectedKind, readonly value: string }>, readonly affected: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly name: string } }> } } | null };

export type PageCheckpointVariables = Exact<{
  reference: string;
}>;


export type PageCheckpointAnswer = { readonly hub: { readonly id: string }, readonly checkpoint: { readonly id: string, readonly digest: string | null, readonly name: string, readonly isStub: boolean, readonly coreDigest: string | null, readonly weightsIdentity: string | null, readonly state: ArtifactState | null, readonly isOffered: boolean, readonly sizeBytes: number, readonly parameterCount: number | null, readonly architecture: string | null, readonly publishedAt: string | null, readonly withdrawal: { readonly reason: string } | null, readonly publishedBy: { readonly name: string } | null, readonly license: { readonly ids: ReadonlyArray<string>, readonly expression: string, readonly isSpdx: boolean } | null, readonly model: { readonly name: string, readonly revisions: ReadonlyArray<{ readonly name: string, readonly checkpoint: { readonly digest: string | null } }> } | null, readonly metadata: { readonly epoch: number | null, readonly step: number | null, readonly loss: string | null, readonly learningRate: string | null, readonly dataset: string | null, readonly seed: number | null, readonly framework: string | null } | null, readonly conversion: { readonly name: string } | null, readonly imported: ReadonlyArray<{ readonly languages: ReadonlyArray<string>, readonly datasets: ReadonlyArray<string>, readonly gated: Gate | null, readonly source: string, readonly crawledAt: string, readonly isGone: boolean, readonly downloads: number | null, readonly likes: number | null, readonly task: string | null, readonly library: string | null, readonly license: string | null, readonly licenseClaimed: string | null, readonly parameterCount: number | null, readonly claims: ReadonlyArray<{ readonly metric: string, readonly value: string, readonly dataset: string | null }> }>, readonly resources: { readonly estimates: ReadonlyArray<{ readonly use: ResourceUse, readonly precision: Precision, readonly totalBytes: number }> } | null, readonly statement: { readonly id: string, readonly logIndex: number, readonly kind: string, readonly author: string, readonly custody: Custody, readonly acceptedAt: string, readonly envelope: unknown, readonly contributor: { readonly name: string } } | null, readonly artifacts: ReadonlyArray<{ readonly path: string, readonly role: ArtifactRole, readonly state: ArtifactState, readonly isOffered: boolean, readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly format: string, readonly state: ArtifactState, readonly path: string, readonly tensorCount: number, readonly findings: ReadonlyArray<{ readonly rule: string, readonly severity: FindingSeverity, readonly message: string, readonly received: string | null, readonly remedy: string | null }>, readonly tensors: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly dtype: string, readonly shape: ReadonlyArray<number>, readonly statistics: { readonly mean: number | null, readonly standardDeviation: number | null, readonly min: number | null, readonly max: number | null } | null }> }, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly pieceLengthBytes: number, readonly seederCount: number, readonly leecherCount: number } | null } }>, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly protocol: { readonly digest: string, readonly task: string, readonly hardship: string, readonly dataset: { readonly name: string, readonly kind: DatasetKind, readonly itemCount: number, readonly tokenLength: number | null, readonly rights: string | null, readonly limitations: string | null, readonly labelCounts: ReadonlyArray<{ readonly label: string, readonly count: number }> } | null }, readonly claim: { readonly value: number, readonly items: number, readonly claimedAt: string, readonly claimedBy: { readonly name: string } } | null, readonly runs: ReadonlyArray<{ readonly id: string, readonly value: number, readonly correct: number | null, readonly items: number, readonly host: string, readonly hardwareClass: string, readonly stack: string, readonly outputsDigest: string, readonly predictionsDigest: string, readonly isByHand: boolean, readonly ranAt: string, readonly isWithdrawn: boolean, readonly evaluator: { readonly name: string } }>, readonly reproducibility: { readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly specVersion: string, readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null, readonly sampling: { readonly low: number, readonly high: number } | null }>, readonly biasReports: ReadonlyArray<{ readonly id: string, readonly attribute: string, readonly harms: ReadonlyArray<Harm>, readonly verdict: BiasVerdict, readonly sentence: string, readonly context: string | null, readonly limitations: string | null, readonly knownLimitations: ReadonlyArray<string>, readonly filedAt: string, readonly filedBy: { readonly name: string }, readonly run: { readonly id: string, readonly evaluator: { readonly name: string } } | null, readonly dataset: { readonly name: string } | null, readonly groups: ReadonlyArray<{ readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null }>, readonly gap: { readonly highGroup: string, readonly lowGroup: string, readonly difference: number, readonly margin: number, readonly fewestItems: number, readonly interval: { readonly low: number, readonly high: number } } | null, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> }>, readonly riskReports: ReadonlyArray<{ readonly id: string, readonly topic: RiskTopic, readonly kind: RiskCountsKind, readonly attribute: string, readonly verdict: RiskVerdict, readonly sentence: string, readonly items: number, readonly context: string | null, readonly limitations: string | null, readonly knownLimitations: ReadonlyArray<string>, readonly filedAt: string, readonly filedBy: { readonly name: string }, readonly run: { readonly id: string, readonly evaluator: { readonly name: string } } | null, readonly against: ReadonlyArray<{ readonly id: string }>, readonly dataset: { readonly name: string } | null, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null }>, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> }>, readonly advisories: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly through: { readonly name: string }, readonly advisory: { readonly logIndex: number, readonly severity: Severity, readonly title: string, readonly remedy: string | null } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly report:
        | { readonly sentence: string, readonly checkpoint: { readonly name: string } }
        | { readonly sentence: string, readonly checkpoint: { readonly name: string } }
       }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> } | null };

export type Checkpoint = { readonly id: string, readonly digest: string | null, readonly name: string, readonly isStub: boolean, readonly coreDigest: string | null, readonly weightsIdentity: string | null, readonly state: ArtifactState | null, readonly isOffered: boolean, readonly sizeBytes: number, readonly parameterCount: number | null, readonly architecture: string | null, readonly publishedAt: string | null, readonly withdrawal: { readonly reason: string } | null, readonly publishedBy: { readonly name: string } | null, readonly license: { readonly ids: ReadonlyArray<string>, readonly expression: string, readonly isSpdx: boolean } | null, readonly model: { readonly name: string, readonly revisions: ReadonlyArray<{ readonly name: string, readonly checkpoint: { readonly digest: string | null } }> } | null, readonly metadata: { readonly epoch: number | null, readonly step: number | null, readonly loss: string | null, readonly learningRate: string | null, readonly dataset: string | null, readonly seed: number | null, readonly framework: string | null } | null, readonly conversion: { readonly name: string } | null, readonly imported: ReadonlyArray<{ readonly languages: ReadonlyArray<string>, readonly datasets: ReadonlyArray<string>, readonly gated: Gate | null, readonly source: string, readonly crawledAt: string, readonly isGone: boolean, readonly downloads: number | null, readonly likes: number | null, readonly task: string | null, readonly library: string | null, readonly license: string | null, readonly licenseClaimed: string | null, readonly parameterCount: number | null, readonly claims: ReadonlyArray<{ readonly metric: string, readonly value: string, readonly dataset: string | null }> }>, readonly resources: { readonly estimates: ReadonlyArray<{ readonly use: ResourceUse, readonly precision: Precision, readonly totalBytes: number }> } | null, readonly statement: { readonly id: string, readonly logIndex: number, readonly kind: string, readonly author: string, readonly custody: Custody, readonly acceptedAt: string, readonly envelope: unknown, readonly contributor: { readonly name: string } } | null, readonly artifacts: ReadonlyArray<{ readonly path: string, readonly role: ArtifactRole, readonly state: ArtifactState, readonly isOffered: boolean, readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly format: string, readonly state: ArtifactState, readonly path: string, readonly tensorCount: number, readonly findings: ReadonlyArray<{ readonly rule: string, readonly severity: FindingSeverity, readonly message: string, readonly received: string | null, readonly remedy: string | null }>, readonly tensors: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly dtype: string, readonly shape: ReadonlyArray<number>, readonly statistics: { readonly mean: number | null, readonly standardDeviation: number | null, readonly min: number | null, readonly max: number | null } | null }> }, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly pieceLengthBytes: number, readonly seederCount: number, readonly leecherCount: number } | null } }>, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly protocol: { readonly digest: string, readonly task: string, readonly hardship: string, readonly dataset: { readonly name: string, readonly kind: DatasetKind, readonly itemCount: number, readonly tokenLength: number | null, readonly rights: string | null, readonly limitations: string | null, readonly labelCounts: ReadonlyArray<{ readonly label: string, readonly count: number }> } | null }, readonly claim: { readonly value: number, readonly items: number, readonly claimedAt: string, readonly claimedBy: { readonly name: string } } | null, readonly runs: ReadonlyArray<{ readonly id: string, readonly value: number, readonly correct: number | null, readonly items: number, readonly host: string, readonly hardwareClass: string, readonly stack: string, readonly outputsDigest: string, readonly predictionsDigest: string, readonly isByHand: boolean, readonly ranAt: string, readonly isWithdrawn: boolean, readonly evaluator: { readonly name: string } }>, readonly reproducibility: { readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly specVersion: string, readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null, readonly sampling: { readonly low: number, readonly high: number } | null }>, readonly biasReports: ReadonlyArray<{ readonly id: string, readonly attribute: string, readonly harms: ReadonlyArray<Harm>, readonly verdict: BiasVerdict, readonly sentence: string, readonly context: string | null, readonly limitations: string | null, readonly knownLimitations: ReadonlyArray<string>, readonly filedAt: string, readonly filedBy: { readonly name: string }, readonly run: { readonly id: string, readonly evaluator: { readonly name: string } } | null, readonly dataset: { readonly name: string } | null, readonly groups: ReadonlyArray<{ readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null }>, readonly gap: { readonly highGroup: string, readonly lowGroup: string, readonly difference: number, readonly margin: number, readonly fewestItems: number, readonly interval: { readonly low: number, readonly high: number } } | null, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> }>, readonly riskReports: ReadonlyArray<{ readonly id: string, readonly topic: RiskTopic, readonly kind: RiskCountsKind, readonly attribute: string, readonly verdict: RiskVerdict, readonly sentence: string, readonly items: number, readonly context: string | null, readonly limitations: string | null, readonly knownLimitations: ReadonlyArray<string>, readonly filedAt: string, readonly filedBy: { readonly name: string }, readonly run: { readonly id: string, readonly evaluator: { readonly name: string } } | null, readonly against: ReadonlyArray<{ readonly id: string }>, readonly dataset: { readonly name: string } | null, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null }>, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> }>, readonly advisories: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly through: { readonly name: string }, readonly advisory: { readonly logIndex: number, readonly severity: Severity, readonly title: string, readonly remedy: string | null } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly report:
      | { readonly sentence: string, readonly checkpoint: { readonly name: string } }
      | { readonly sentence: string, readonly checkpoint: { readonly name: string } }
     }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> };

export type SaidInFull = { readonly languages: ReadonlyArray<string>, readonly datasets: ReadonlyArray<string>, readonly gated: Gate | null, readonly source: string, readonly crawledAt: string, readonly isGone: boolean, readonly downloads: number | null, readonly likes: number | null, readonly task: string | null, readonly library: string | null, readonly license: string | null, readonly licenseClaimed: string | null, readonly parameterCount: number | null, readonly claims: ReadonlyArray<{ readonly metric: string, readonly value: string, readonly dataset: string | null }> };

export type MemoryEstimate = { readonly use: ResourceUse, readonly precision: Precision, readonly totalBytes: number };

export type Tensor = { readonly name: string, readonly dtype: string, readonly shape: ReadonlyArray<number>, readonly statistics: { readonly mean: number | null, readonly standardDeviation: number | null, readonly min: number | null, readonly max: number | null } | null };

export type CheckpointFile = { readonly path: string, readonly role: ArtifactRole, readonly state: ArtifactState, readonly isOffered: boolean, readonly artifact: { readonly digest: string, readonly sizeBytes: number, readonly format: string, readonly state: ArtifactState, readonly path: string, readonly tensorCount: number, readonly findings: ReadonlyArray<{ readonly rule: string, readonly severity: FindingSeverity, readonly message: string, readonly received: string | null, readonly remedy: string | null }>, readonly tensors: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly dtype: string, readonly shape: ReadonlyArray<number>, readonly statistics: { readonly mean: number | null, readonly standardDeviation: number | null, readonly min: number | null, readonly max: number | null } | null }> }, readonly swarm: { readonly infohash: string, readonly magnet: string, readonly torrentPath: string, readonly pieceLengthBytes: number, readonly seederCount: number, readonly leecherCount: number } | null } };

export type ScoredDataset = { readonly name: string, readonly kind: DatasetKind, readonly itemCount: number, readonly tokenLength: number | null, readonly rights: string | null, readonly limitations: string | null, readonly labelCounts: ReadonlyArray<{ readonly label: string, readonly count: number }> };

export type FullScore = { readonly metric: string, readonly value: number, readonly items: number, readonly protocol: { readonly digest: string, readonly task: string, readonly hardship: string, readonly dataset: { readonly name: string, readonly kind: DatasetKind, readonly itemCount: number, readonly tokenLength: number | null, readonly rights: string | null, readonly limitations: string | null, readonly labelCounts: ReadonlyArray<{ readonly label: string, readonly count: number }> } | null }, readonly claim: { readonly value: number, readonly items: number, readonly claimedAt: string, readonly claimedBy: { readonly name: string } } | null, readonly runs: ReadonlyArray<{ readonly id: string, readonly value: number, readonly correct: number | null, readonly items: number, readonly host: string, readonly hardwareClass: string, readonly stack: string, readonly outputsDigest: string, readonly predictionsDigest: string, readonly isByHand: boolean, readonly ranAt: string, readonly isWithdrawn: boolean, readonly evaluator: { readonly name: string } }>, readonly reproducibility: { readonly score: number | null, readonly cvStar: number | null, readonly badges: ReadonlyArray<string>, readonly specVersion: string, readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState, readonly interval: { readonly low: number, readonly high: number }, readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly agreement: Agreement, readonly value: number, readonly difference: number, readonly tolerance: number, readonly weight: number, readonly runCount: number }> } | null, readonly sampling: { readonly low: number, readonly high: number } | null };

type ReportLife_BiasReport = { readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> };

type ReportLife_RiskReport = { readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> };

export type ReportLife =
  | ReportLife_BiasReport
  | ReportLife_RiskReport
;

export type MitigationLine = { readonly status: MitigationStatus, readonly sentence: string };

export type CountedRun = { readonly id: string, readonly evaluator: { readonly name: string } };

export type BiasReport = { readonly id: string, readonly attribute: string, readonly harms: ReadonlyArray<Harm>, readonly verdict: BiasVerdict, readonly sentence: string, readonly context: string | null, readonly limitations: string | null, readonly knownLimitations: ReadonlyArray<string>, readonly filedAt: string, readonly filedBy: { readonly name: string }, readonly run: { readonly id: string, readonly evaluator: { readonly name: string } } | null, readonly dataset: { readonly name: string } | null, readonly groups: ReadonlyArray<{ readonly name: string, readonly items: number, readonly rate: number | null, readonly interval: { readonly low: number, readonly high: number } | null }>, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null }>, readonly gap: { readonly highGroup: string, readonly lowGroup: string, readonly difference: number, readonly margin: number, readonly fewestItems: number, readonly interval: { readonly low: number, readonly high: number } } | null, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> };

export type RiskReport = { readonly id: string, readonly topic: RiskTopic, readonly kind: RiskCountsKind, readonly attribute: string, readonly verdict: RiskVerdict, readonly sentence: string, readonly items: number, readonly context: string | null, readonly limitations: string | null, readonly knownLimitations: ReadonlyArray<string>, readonly filedAt: string, readonly filedBy: { readonly name: string }, readonly run: { readonly id: string, readonly evaluator: { readonly name: string } } | null, readonly against: ReadonlyArray<{ readonly id: string }>, readonly dataset: { readonly name: string } | null, readonly metrics: ReadonlyArray<{ readonly id: string, readonly value: number | null, readonly undefinedBecause: string | null }>, readonly standing: { readonly state: ReportState, readonly sentence: string, readonly isSettled: boolean }, readonly answers: ReadonlyArray<{ readonly status: ReportAnswerStatus, readonly text: string, readonly answeredBy: { readonly name: string } }>, readonly mitigations: ReadonlyArray<{ readonly status: MitigationStatus, readonly sentence: string, readonly child: { readonly name: string } }> };

export type AdvisoryReach = { readonly isInherited: boolean, readonly depth: number, readonly through: { readonly name: string }, readonly advisory: { readonly logIndex: number, readonly severity: Severity, readonly title: string, readonly remedy: string | null } };

export type PageSwarmCountsVariables = Exact<{
  reference: string;
}>;


export type PageSwarmCountsAnswer = { readonly checkpoint: { readonly artifacts: ReadonlyArray<{ readonly artifact: { readonly digest: string, readonly swarm: { readonly seederCount: number, readonly leecherCount: number } | null } }> } | null };

export type PageSeriesVariables = Exact<{
  reference: string;
}>;


export type PageSeriesAnswer = { readonly checkpoint: { readonly model: { readonly series: { readonly nodes: ReadonlyArray<{ readonly digest: string | null, readonly name: string, readonly metadata: { readonly step: number | null, readonly loss: string | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean } } } | null } | null };

export type LearningPoint = { readonly step: number, readonly value: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly checkpoint: { readonly name: string } | null, readonly record: { readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly harness: string | null, readonly harnessVersion: string | null, readonly url: string | null } } | null };

export type PageLearningCurveVariables = Exact<{
  model: string;
  benchmark: string;
  metric: string;
}>;


export type PageLearningCurveAnswer = { readonly learningCurve: { readonly points: ReadonlyArray<{ readonly step: number, readonly value: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly checkpoint: { readonly name: string } | null, readonly record: { readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly harness: string | null, readonly harnessVersion: string | null, readonly url: string | null } } | null }> } };

export type Regression = { readonly kind: EdgeKind, readonly metric: string, readonly verdict: RegressionVerdict, readonly sentence: string, readonly parent: { readonly name: string }, readonly protocol: { readonly digest: string } };

export type SourceFields = { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly harness: string | null, readonly harnessVersion: string | null, readonly url: string | null };

export type ReportedRecord = { readonly id: string, readonly model: string, readonly revision: string | null, readonly step: number | null, readonly format: ReportedFormat, readonly importedAt: string, readonly resultCount: number, readonly importedBy: { readonly name: string }, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly harness: string | null, readonly harnessVersion: string | null, readonly url: string | null }, readonly results: ReadonlyArray<{ readonly benchmark: string, readonly metric: string, readonly value: number | null, readonly fewshot: number | null, readonly interval: { readonly low: number, readonly high: number } | null }> };

export type PageEvidenceVariables = Exact<{
  reference: string;
}>;


export type PageEvidenceAnswer = { readonly checkpoint: { readonly regressions: ReadonlyArray<{ readonly kind: EdgeKind, readonly metric: string, readonly verdict: RegressionVerdict, readonly sentence: string, readonly parent: { readonly name: string }, readonly protocol: { readonly digest: string } }>, readonly reportedRecords: ReadonlyArray<{ readonly id: string, readonly model: string, readonly revision: string | null, readonly step: number | null, readonly format: ReportedFormat, readonly importedAt: string, readonly resultCount: number, readonly importedBy: { readonly name: string }, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly harness: string | null, readonly harnessVersion: string | null, readonly url: string | null }, readonly results: ReadonlyArray<{ readonly benchmark: string, readonly metric: string, readonly value: number | null, readonly fewshot: number | null, readonly interval: { readonly low: number, readonly high: number } | null }> }> } | null };

export type PageBenchmarksVariables = Exact<{
  search: string;
}>;


export type PageBenchmarksAnswer = { readonly benchmarks: ReadonlyArray<{ readonly name: string, readonly metric: string, readonly hardship: string, readonly isMeasuredHere: boolean, readonly results: number, readonly models: number }> };

export type LeaderboardRow = { readonly rankBest: number, readonly rankWorst: number, readonly value: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly checkpoint: { readonly name: string, readonly model: { readonly name: string } | null, readonly metadata: { readonly step: number | null } | null } | null, readonly score: { readonly reproducibility: { readonly level: ReproducibilityLevel, readonly sentence: string } | null } | null, readonly record: { readonly id: string, readonly model: string, readonly revision: string | null, readonly step: number | null, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly harness: string | null, readonly harnessVersion: string | null, readonly url: string | null } } | null, readonly reported: { readonly fewshot: number | null } | null };

export type PageLeaderboardVariables = Exact<{
  benchmark: string;
  metric?: string | null | undefined;
  hardship: string;
  after?: string | null | undefined;
}>;


export type PageLeaderboardAnswer = { readonly leaderboard: { readonly metric: string, readonly direction: MetricDirection, readonly total: number, readonly isCut: boolean, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly rankBest: number, readonly rankWorst: number, readonly value: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly checkpoint: { readonly name: string, readonly model: { readonly name: string } | null, readonly metadata: { readonly step: number | null } | null } | null, readonly score: { readonly reproducibility: { readonly level: ReproducibilityLevel, readonly sentence: string } | null } | null, readonly record: { readonly id: string, readonly model: string, readonly revision: string | null, readonly step: number | null, readonly source: { readonly name: string | null, readonly organisation: string | null, readonly relationship: Relationship | null, readonly harness: string | null, readonly harnessVersion: string | null, readonly url: string | null } } | null, readonly reported: { readonly fewshot: number | null } | null }> } | null };

export type PageFactsVariables = Exact<{ [key: string]: never; }>;


export type PageFactsAnswer = { readonly hub: { readonly id: string, readonly version: string, readonly logSize: number, readonly isRegistrationOpen: boolean } };

export type FoundCheckpoint = { readonly id: string, readonly name: string, readonly state: ArtifactState | null, readonly architecture: string | null, readonly parameterCount: number | null, readonly sizeBytes: number, readonly publishedAt: string | null, readonly publishedBy: { readonly name: string } | null, readonly license: { readonly expression: string, readonly isSpdx: boolean } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null }>, readonly tasks: ReadonlyArray<{ readonly id: string, readonly isDeclared: boolean }>, readonly resources: { readonly inferenceBytes: number | null } | null, readonly imported: ReadonlyArray<{ readonly source: string, readonly crawledAt: string, readonly isGone: boolean, readonly downloads: number | null, readonly likes: number | null, readonly task: string | null, readonly library: string | null, readonly license: string | null, readonly licenseClaimed: string | null, readonly parameterCount: number | null }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> };

export type PageSearchVariables = Exact<{
  filter: CheckpointFilter;
  after?: string | null | undefined;
}>;


export type PageSearchAnswer = { readonly search: { readonly correctedText: string | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly state: ArtifactState | null, readonly architecture: string | null, readonly parameterCount: number | null, readonly sizeBytes: number, readonly publishedAt: string | null, readonly publishedBy: { readonly name: string } | null, readonly license: { readonly expression: string, readonly isSpdx: boolean } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null }>, readonly tasks: ReadonlyArray<{ readonly id: string, readonly isDeclared: boolean }>, readonly resources: { readonly inferenceBytes: number | null } | null, readonly imported: ReadonlyArray<{ readonly source: string, readonly crawledAt: string, readonly isGone: boolean, readonly downloads: number | null, readonly likes: number | null, readonly task: string | null, readonly library: string | null, readonly license: string | null, readonly licenseClaimed: string | null, readonly parameterCount: number | null }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PageTasksVariables = Exact<{ [key: string]: never; }>;


export type PageTasksAnswer = { readonly tasks: ReadonlyArray<{ readonly id: string, readonly family: TaskFamily, readonly description: string, readonly checkpoints: number }> };

export type LineageNode = { readonly id: string, readonly name: string, readonly isStub: boolean, readonly state: ArtifactState | null, readonly architecture: string | null, readonly parameterCount: number | null, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly license: { readonly expression: string, readonly isSpdx: boolean } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> };

export type LineageEdge = { readonly id: string, readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } };

export type Relatives = { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly id: string, readonly name: string, readonly isStub: boolean, readonly state: ArtifactState | null, readonly architecture: string | null, readonly parameterCount: number | null, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly license: { readonly expression: string, readonly isSpdx: boolean } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> }, readonly edges: ReadonlyArray<{ readonly id: string, readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } }> }>, readonly pageInfo: { readonly hasNextPage: boolean } };

export type PageLineageVariables = Exact<{
  reference: string;
}>;


export type PageLineageAnswer = { readonly checkpoint: { readonly id: string, readonly name: string, readonly isStub: boolean, readonly state: ArtifactState | null, readonly architecture: string | null, readonly parameterCount: number | null, readonly ancestors: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly id: string, readonly name: string, readonly isStub: boolean, readonly state: ArtifactState | null, readonly architecture: string | null, readonly parameterCount: number | null, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly license: { readonly expression: string, readonly isSpdx: boolean } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> }, readonly edges: ReadonlyArray<{ readonly id: string, readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } }> }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly descendants: { readonly nodes: ReadonlyArray<{ readonly depth: number, readonly checkpoint: { readonly id: string, readonly name: string, readonly isStub: boolean, readonly state: ArtifactState | null, readonly architecture: string | null, readonly parameterCount: number | null, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly license: { readonly expression: string, readonly isSpdx: boolean } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> }, readonly edges: ReadonlyArray<{ readonly id: string, readonly kind: EdgeKind, readonly evidence: EvidenceLevel, readonly child: { readonly id: string }, readonly parent: { readonly id: string } }> }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly imported: ReadonlyArray<{ readonly source: string }>, readonly license: { readonly expression: string, readonly isSpdx: boolean } | null, readonly scores: ReadonlyArray<{ readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null }>, readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> } | null };

export type LicenseFields = { readonly expression: string, readonly isSpdx: boolean };

export type ScoreLine = { readonly metric: string, readonly value: number, readonly items: number, readonly sampling: { readonly low: number, readonly high: number } | null, readonly protocol: { readonly hardship: string }, readonly reproducibility: { readonly sentence: string, readonly level: ReproducibilityLevel, readonly state: ReproducibilityState } | null };

export type BiasWarningFields = { readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } };

export type RiskWarningFields = { readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } };

export type Warnings = { readonly biasWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }>, readonly riskWarnings: ReadonlyArray<{ readonly isInherited: boolean, readonly depth: number, readonly report: { readonly sentence: string, readonly attribute: string, readonly checkpoint: { readonly name: string } } }> };

export type Said = { readonly source: string, readonly crawledAt: string, readonly isGone: boolean, readonly downloads: number | null, readonly likes: number | null, readonly task: string | null, readonly library: string | null, readonly license: string | null, readonly licenseClaimed: string | null, readonly parameterCount: number | null };

export type ExplainedGroup = { readonly group: string, readonly isSelf: boolean, readonly reliability: number, readonly evaluators: ReadonlyArray<{ readonly sentence: string, readonly organisation: string | null, readonly contributor: { readonly name: string } }> };

export type ScoreStep = { readonly part: RunPart, readonly agreement: Agreement | null, readonly toleranceClass: ToleranceClass | null, readonly difference: number | null, readonly weight: number, readonly scoreBefore: number | null, readonly scoreAfter: number | null, readonly levelBefore: ReproducibilityLevel, readonly levelAfter: ReproducibilityLevel, readonly run: { readonly id: string, readonly value: number, readonly conditions: unknown, readonly evaluator: { readonly name: string } } };

export type PageScoresExplainedVariables = Exact<{
  reference: string;
}>;


export type PageScoresExplainedAnswer = { readonly checkpoint: { readonly scores: ReadonlyArray<{ readonly metric: string, readonly isStale: boolean, readonly protocol: { readonly digest: string }, readonly relatedRuns: ReadonlyArray<{ readonly id: string }>, readonly reproducibility: { readonly groups: ReadonlyArray<{ readonly group: string, readonly isSelf: boolean, readonly reliability: number, readonly evaluators: ReadonlyArray<{ readonly sentence: string, readonly organisation: string | null, readonly contributor: { readonly name: string } }> }> } | null, readonly steps: ReadonlyArray<{ readonly part: RunPart, readonly agreement: Agreement | null, readonly toleranceClass: ToleranceClass | null, readonly difference: number | null, readonly weight: number, readonly scoreBefore: number | null, readonly scoreAfter: number | null, readonly levelBefore: ReproducibilityLevel, readonly levelAfter: ReproducibilityLevel, readonly run: { readonly id: string, readonly value: number, readonly conditions: unknown, readonly evaluator: { readonly name: string } } }> }> } | null };

export const pageAdvisory = "query PageAdvisory($id: ID!) {\n  advisory(id: $id) {\n    ...Advisory\n  }\n}\nfragment Advisory on Advisory {\n  logIndex\n  title\n  severity\n  kind\n  text\n  remedy\n  references\n  publishedAt\n  affectedCount\n  publishedBy {\n    name\n  }\n  withdrawal {\n    logIndex\n  }\n  targets {\n    of\n    value\n  }\n  affected(first: 100) {\n    nodes {\n      depth\n      checkpoint {\n        name\n      }\n    }\n  }\n}" as TypedDocument<PageAdvisoryAnswer, PageAdvisoryVariables>;
export const pageCheckpoint = "query PageCheckpoint($reference: String!) {\n  hub {\n    id\n  }\n  checkpoint(reference: $reference) {\n    ...Checkpoint\n  }\n}\nfragment Checkpoint on Checkpoint {\n  id\n  digest\n  name\n  isStub\n  coreDigest\n  weightsIdentity\n  state\n  isOffered\n  withdrawal {\n    reason\n  }\n  sizeBytes\n  parameterCount\n  architecture\n  publishedAt\n  publishedBy {\n    name\n  }\n  license {\n    ...LicenseFields\n    ids\n  }\n  model {\n    name\n    revisions {\n      name\n      checkpoint {\n        digest\n      }\n    }\n  }\n  metadata {\n    epoch\n    step\n    loss\n    learningRate\n    dataset\n    seed\n    framework\n  }\n  conversion {\n    name\n  }\n  imported {\n    ...SaidInFull\n  }\n  resources {\n    estimates {\n      ...MemoryEstimate\n    }\n  }\n  statement {\n    id\n    logIndex\n    kind\n    author\n    custody\n    acceptedAt\n    contributor {\n      name\n    }\n    envelope\n  }\n  artifacts {\n    ...CheckpointFile\n  }\n  scores {\n    ...FullScore\n  }\n  biasReports {\n    ...BiasReport\n  }\n  riskReports {\n    ...RiskReport\n  }\n  ...Warnings\n  advisories {\n    ...AdvisoryReach\n  }\n  mitigations {\n    status\n    sentence\n    report {\n      sentence\n      checkpoint {\n        name\n      }\n    }\n  }\n}\nfragment LicenseFields on License {\n  expression\n  isSpdx\n}\nfragment SaidInFull on ImportedFacts {\n  ...Said\n  languages\n  datasets\n  gated\n  claims {\n    metric\n    value\n    dataset\n  }\n}\nfragment Said on ImportedFacts {\n  source\n  crawledAt\n  isGone\n  downloads\n  likes\n  task\n  library\n  license\n  licenseClaimed\n  parameterCount\n}\nfragment MemoryEstimate on MemoryEstimate {\n  use\n  precision\n  totalBytes\n}\nfragment CheckpointFile on CheckpointArtifact {\n  path\n  role\n  state\n  isOffered\n  artifact {\n    digest\n    sizeBytes\n    format\n    state\n    path\n    tensorCount\n    findings {\n      rule\n      severity\n      message\n      received\n      remedy\n    }\n    tensors(first: 20) {\n      nodes {\n        ...Tensor\n      }\n    }\n    swarm {\n      infohash\n      magnet\n      torrentPath\n      pieceLengthBytes\n      seederCount\n      leecherCount\n    }\n  }\n}\nfragment Tensor on Tensor {\n  name\n  dtype\n  shape\n  statistics {\n    mean\n    standardDeviation\n    min\n    max\n  }\n}\nfragment FullScore on Score {\n  ...ScoreLine\n  protocol {\n    digest\n    task\n    dataset {\n      ...ScoredDataset\n    }\n  }\n  claim {\n    value\n    items\n    claimedBy {\n      name\n    }\n    claimedAt\n  }\n  runs {\n    id\n    value\n    correct\n    items\n    evaluator {\n      name\n    }\n    host\n    hardwareClass\n    stack\n    outputsDigest\n    predictionsDigest\n    isByHand\n    ranAt\n    isWithdrawn\n  }\n  reproducibility {\n    score\n    interval {\n      low\n      high\n    }\n    cvStar\n    badges\n    specVersion\n    groups {\n      group\n      isSelf\n      agreement\n      value\n      difference\n      tolerance\n      weight\n      runCount\n    }\n  }\n}\nfragment ScoreLine on Score {\n  metric\n  value\n  items\n  sampling {\n    low\n    high\n  }\n  protocol {\n    hardship\n  }\n  reproducibility {\n    sentence\n    level\n    state\n  }\n}\nfragment ScoredDataset on Dataset {\n  name\n  kind\n  itemCount\n  tokenLength\n  labelCounts {\n    label\n    count\n  }\n  rights\n  limitations\n}\nfragment BiasReport on BiasReport {\n  id\n  attribute\n  harms\n  verdict\n  sentence\n  context\n  limitations\n  knownLimitations\n  filedBy {\n    name\n  }\n  run {\n    ...CountedRun\n  }\n  filedAt\n  dataset {\n    name\n  }\n  groups {\n    name\n    items\n    rate\n    interval {\n      low\n      high\n    }\n  }\n  metrics {\n    id\n    value\n    undefinedBecause\n  }\n  gap {\n    highGroup\n    lowGroup\n    difference\n    interval {\n      low\n      high\n    }\n    margin\n    fewestItems\n  }\n  ...ReportLife\n}\nfragment CountedRun on Run {\n  id\n  evaluator {\n    name\n  }\n}\nfragment ReportLife on Report {\n  standing {\n    state\n    sentence\n    isSettled\n  }\n  answers {\n    status\n    text\n    answeredBy {\n      name\n    }\n  }\n  mitigations {\n    ...MitigationLine\n    child {\n      name\n    }\n  }\n}\nfragment MitigationLine on Mitigation {\n  status\n  sentence\n}\nfragment RiskReport on RiskReport {\n  id\n  topic\n  kind\n  attribute\n  verdict\n  sentence\n  items\n  context\n  limitations\n  knownLimitations\n  filedBy {\n    name\n  }\n  run {\n    ...CountedRun\n  }\n  against {\n    id\n  }\n  filedAt\n  dataset {\n    name\n  }\n  metrics {\n    id\n    value\n    undefinedBecause\n  }\n  ...ReportLife\n}\nfragment Warnings on Checkpoint {\n  biasWarnings {\n    ...BiasWarningFields\n  }\n  riskWarnings {\n    ...RiskWarningFields\n  }\n}\nfragment BiasWarningFields on BiasWarning {\n  isInherited\n  depth\n  report {\n    sentence\n    attribute\n    checkpoint {\n      name\n    }\n  }\n}\nfragment RiskWarningFields on RiskWarning {\n  isInherited\n  depth\n  report {\n    sentence\n    attribute\n    checkpoint {\n      name\n    }\n  }\n}\nfragment AdvisoryReach on AdvisoryReach {\n  isInherited\n  depth\n  through {\n    name\n  }\n  advisory {\n    logIndex\n    severity\n    title\n    remedy\n  }\n}" as TypedDocument<PageCheckpointAnswer, PageCheckpointVariables>;
export const pageSwarmCounts = "query PageSwarmCounts($reference: String!) {\n  checkpoint(reference: $reference) {\n    artifacts {\n      artifact {\n        digest\n        swarm {\n          seederCount\n          leecherCount\n        }\n      }\n    }\n  }\n}" as TypedDocument<PageSwarmCountsAnswer, PageSwarmCountsVariables>;
export const pageSeries = "query PageSeries($reference: String!) {\n  checkpoint(reference: $reference) {\n    model {\n      series(first: 100) {\n        nodes {\n          digest\n          name\n          metadata {\n            step\n            loss\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n}" as TypedDocument<PageSeriesAnswer, PageSeriesVariables>;
export const pageLearningCurve = "query PageLearningCurve($model: String!, $benchmark: String!, $metric: String!) {\n  learningCurve(model: $model, benchmark: $benchmark, metric: $metric) {\n    points {\n      ...LearningPoint\n    }\n  }\n}\nfragment LearningPoint on LearningPoint {\n  step\n  value\n  interval {\n    low\n    high\n  }\n  checkpoint {\n    name\n  }\n  record {\n    source {\n      ...SourceFields\n    }\n  }\n}\nfragment SourceFields on ReportedSource {\n  name\n  organisation\n  relationship\n  harness\n  harnessVersion\n  url\n}" as TypedDocument<PageLearningCurveAnswer, PageLearningCurveVariables>;
export const pageEvidence = "query PageEvidence($reference: String!) {\n  checkpoint(reference: $reference) {\n    regressions {\n      ...Regression\n    }\n    reportedRecords(first: 10) {\n      ...ReportedRecord\n    }\n  }\n}\nfragment Regression on Regression {\n  parent {\n    name\n  }\n  kind\n  metric\n  verdict\n  sentence\n  protocol {\n    digest\n  }\n}\nfragment ReportedRecord on ReportedRecord {\n  id\n  model\n  revision\n  step\n  format\n  importedAt\n  importedBy {\n    name\n  }\n  source {\n    ...SourceFields\n  }\n  resultCount\n  results(first: 12) {\n    benchmark\n    metric\n    value\n    fewshot\n    interval {\n      low\n      high\n    }\n  }\n}\nfragment SourceFields on ReportedSource {\n  name\n  organisation\n  relationship\n  harness\n  harnessVersion\n  url\n}" as TypedDocument<PageEvidenceAnswer, PageEvidenceVariables>;
export const pageBenchmarks = "query PageBenchmarks($search: String!) {\n  benchmarks(search: $search, first: 100) {\n    name\n    metric\n    hardship\n    isMeasuredHere\n    results\n    models\n  }\n}" as TypedDocument<PageBenchmarksAnswer, PageBenchmarksVariables>;
export const pageLeaderboard = "query PageLeaderboard($benchmark: String!, $metric: String, $hardship: String!, $after: String) {\n  leaderboard(\n    benchmark: $benchmark\n    metric: $metric\n    hardship: $hardship\n    first: 50\n    after: $after\n  ) {\n    metric\n    direction\n    total\n    isCut\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      ...LeaderboardRow\n    }\n  }\n}\nfragment LeaderboardRow on LeaderboardEntry {\n  rankBest\n  rankWorst\n  value\n  interval {\n    low\n    high\n  }\n  checkpoint {\n    name\n    model {\n      name\n    }\n    metadata {\n      step\n    }\n  }\n  score {\n    reproducibility {\n      level\n      sentence\n    }\n  }\n  record {\n    id\n    model\n    revision\n    step\n    source {\n      ...SourceFields\n    }\n  }\n  reported {\n    fewshot\n  }\n}\nfragment SourceFields on ReportedSource {\n  name\n  organisation\n  relationship\n  harness\n  harnessVersion\n  url\n}" as TypedDocument<PageLeaderboardAnswer, PageLeaderboardVariables>;
export const pageFacts = "query PageFacts {\n  hub {\n    id\n    version\n    logSize\n    isRegistrationOpen\n  }\n}" as TypedDocument<PageFactsAnswer, PageFactsVariables>;
export const pageSearch = "query PageSearch($filter: CheckpointFilter!, $after: String) {\n  search(filter: $filter, first: 20, after: $after) {\n    nodes {\n      ...FoundCheckpoint\n    }\n    correctedText\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment FoundCheckpoint on Checkpoint {\n  id\n  name\n  state\n  architecture\n  parameterCount\n  sizeBytes\n  publishedAt\n  publishedBy {\n    name\n  }\n  license {\n    ...LicenseFields\n  }\n  scores {\n    ...ScoreLine\n  }\n  ...Warnings\n  tasks {\n    id\n    isDeclared\n  }\n  resources {\n    inferenceBytes\n  }\n  imported {\n    ...Said\n  }\n}\nfragment LicenseFields on License {\n  expression\n  isSpdx\n}\nfragment ScoreLine on Score {\n  metric\n  value\n  items\n  sampling {\n    low\n    high\n  }\n  protocol {\n    hardship\n  }\n  reproducibility {\n    sentence\n    level\n    state\n  }\n}\nfragment Warnings on Checkpoint {\n  biasWarnings {\n    ...BiasWarningFields\n  }\n  riskWarnings {\n    ...RiskWarningFields\n  }\n}\nfragment BiasWarningFields on BiasWarning {\n  isInherited\n  depth\n  report {\n    sentence\n    attribute\n    checkpoint {\n      name\n    }\n  }\n}\nfragment RiskWarningFields on RiskWarning {\n  isInherited\n  depth\n  report {\n    sentence\n    attribute\n    checkpoint {\n      name\n    }\n  }\n}\nfragment Said on ImportedFacts {\n  source\n  crawledAt\n  isGone\n  downloads\n  likes\n  task\n  library\n  license\n  licenseClaimed\n  parameterCount\n}" as TypedDocument<PageSearchAnswer, PageSearchVariables>;
export const pageTasks = "query PageTasks {\n  tasks {\n    id\n    family\n    description\n    checkpoints\n  }\n}" as TypedDocument<PageTasksAnswer, PageTasksVariables>;
export const pageLineage = "query PageLineage($reference: String!) {\n  checkpoint(reference: $reference) {\n    ...LineageNode\n    ancestors(first: 100) {\n      ...Relatives\n    }\n    descendants(first: 100) {\n      ...Relatives\n    }\n  }\n}\nfragment LineageNode on Checkpoint {\n  id\n  name\n  isStub\n  imported {\n    source\n  }\n  state\n  architecture\n  parameterCount\n  license {\n    ...LicenseFields\n  }\n  scores {\n    ...ScoreLine\n  }\n  ...Warnings\n}\nfragment LicenseFields on License {\n  expression\n  isSpdx\n}\nfragment ScoreLine on Score {\n  metric\n  value\n  items\n  sampling {\n    low\n    high\n  }\n  protocol {\n    hardship\n  }\n  reproducibility {\n    sentence\n    level\n    state\n  }\n}\nfragment Warnings on Checkpoint {\n  biasWarnings {\n    ...BiasWarningFields\n  }\n  riskWarnings {\n    ...RiskWarningFields\n  }\n}\nfragment BiasWarningFields on BiasWarning {\n  isInherited\n  depth\n  report {\n    sentence\n    attribute\n    checkpoint {\n      name\n    }\n  }\n}\nfragment RiskWarningFields on RiskWarning {\n  isInherited\n  depth\n  report {\n    sentence\n    attribute\n    checkpoint {\n      name\n    }\n  }\n}\nfragment Relatives on RelativeConnection {\n  nodes {\n    depth\n    checkpoint {\n      ...LineageNode\n    }\n    edges {\n      ...LineageEdge\n    }\n  }\n  pageInfo {\n    hasNextPage\n  }\n}\nfragment LineageEdge on LineageEdge {\n  id\n  kind\n  evidence\n  child {\n    id\n  }\n  parent {\n    id\n  }\n}" as TypedDocument<PageLineageAnswer, PageLineageVariables>;
export const pageScoresExplained = "query PageScoresExplained($reference: String!) {\n  checkpoint(reference: $reference) {\n    scores {\n      metric\n      protocol {\n        digest\n      }\n      isStale\n      relatedRuns {\n        id\n      }\n      reproducibility {\n        groups {\n          ...ExplainedGroup\n        }\n      }\n      steps(last: 50) {\n        ...ScoreStep\n      }\n    }\n  }\n}\nfragment ExplainedGroup on GroupVerdict {\n  group\n  isSelf\n  reliability\n  evaluators {\n    sentence\n    contributor {\n      name\n    }\n    organisation\n  }\n}\nfragment ScoreStep on ScoreStep {\n  part\n  agreement\n  toleranceClass\n  difference\n  weight\n  scoreBefore\n  scoreAfter\n  levelBefore\n  levelAfter\n  run {\n    id\n    value\n    evaluator {\n      name\n    }\n    conditions\n  }\n}" as TypedDocument<PageScoresExplainedAnswer, PageScoresExplainedVariables>;
