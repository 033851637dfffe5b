/*
 * Every question the page asks a hub, with the shape of its answer.
 */
const SCORE_LINE = 'metric value items sampling { low high } reproducibility { sentence level state }';
const LIFE = `standing { state sentence isSettled } answers { status text answeredBy { name } }
      mitigations { status sentence child { name } }`;
const WARNING = 'isInherited depth report { sentence attribute checkpoint { name } }';
const WARNINGS = `biasWarnings { ${WARNING} } riskWarnings { ${WARNING} }`;

export interface Interval {
  readonly low: number;
  readonly high: number;
}
export interface ScoreLine {
  readonly metric: string;
  readonly value: number;
  readonly items: number;
  readonly sampling: Interval | null;
  readonly reproducibility: {
    readonly sentence: string;
    readonly level: string;
    readonly state: string;
  } | null;
}
export interface Warning {
  readonly isInherited: boolean;
  readonly depth: number;
  readonly report: {
    readonly sentence: string;
    readonly attribute: string;
    readonly checkpoint: { readonly name: string };
  };
}
export interface License {
  readonly expression: string;
  readonly isSpdx: boolean;
}

export const hubFacts = 'query { hub { id version logSize isRegistrationOpen } }';
export interface HubFactsAnswer {
  readonly hub: {
    readonly id: string;
    readonly version: string;
    readonly logSize: number;
    readonly isRegistrationOpen: boolean;
  };
}

const SAID = 'source crawledAt isGone downloads likes task library license licenseClaimed parameterCount';
/** What another place says of a model; nobody signed it. */
export interface Said {
  readonly source: string;
  readonly crawledAt: string;
  readonly isGone: boolean;
  readonly downloads: number | null;
  readonly likes: number | null;
  readonly task: string | null;
  readonly library: string | null;
  readonly license: string | null;
  readonly licenseClaimed: string | null;
  readonly parameterCount: number | null;
}

export interface SaidInFull extends Said {
  readonly languages: readonly string[];
  readonly datasets: readonly string[];
  readonly gated: string | null;
  readonly claims: readonly {
    readonly metric: string;
    readonly value: string;
    readonly dataset: string | null;
  }[];
}

export const search = `query ($filter: CheckpointFilter!, $after: String) {
  search(filter: $filter, first: 20, after: $after) {
    nodes {
      id name state architecture parameterCount sizeBytes publishedAt publishedBy { name }
      license { expression isSpdx }
      scores { ${SCORE_LINE} }
      ${WARNINGS}
      imported { ${SAID} }
    }
    correctedText
    pageInfo { hasNextPage endCursor }
  }
}`;
export interface FoundCheckpoint {
  readonly id: string;
  readonly name: string;
  readonly state: string | null;
  readonly architecture: string | null;
  readonly parameterCount: number | null;
  readonly sizeBytes: number;
  readonly publishedAt: string | null;
  readonly publishedBy: { readonly name: string } | null;
  readonly license: License | null;
  readonly scores: readonly ScoreLine[];
  readonly biasWarnings: readonly Warning[];
  readonly riskWarnings: readonly Warning[];
  readonly imported: readonly Said[];
}
export interface SearchAnswer {
  readonly search: {
    readonly nodes: readonly FoundCheckpoint[];
    readonly correctedText: string | null;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export const checkpoint = `query ($reference: String!) {
  hub { id }
  checkpoint(reference: $reference) {
    id digest name isStub coreDigest weightsIdentity state isOffered sizeBytes parameterCount architecture
    publishedAt publishedBy { name }
    license { expression ids isSpdx }
    model { name revisions { name checkpoint { digest } } }
    metadata { epoch step loss learningRate dataset seed framework }
    conversion { name }
    imported { ${SAID} languages datasets gated claims { metric value dataset } }
    resources { estimates { use precision totalBytes } }
    statement { id logIndex kind author custody acceptedAt contributor { name } envelope }
    artifacts {
      path role state isOffered
      artifact {
        digest sizeBytes format state path tensorCount
        findings { rule severity message received remedy }
        tensors(first: 20) {
          nodes { name dtype shape statistics { mean standardDeviation min max } }
        }
        swarm { infohash magnet torrentPath pieceLengthBytes seederCount leecherCount }
      }
    }
    scores {
      ${SCORE_LINE}
      protocol { digest task dataset { name kind itemCount tokenLength labelCounts { label count } } }
      claim { value items claimedBy { name } claimedAt }
      runs { id value correct items evaluator { name } host hardwareClass stack outputsDigest predictionsDigest isByHand ranAt isWithdrawn }
      reproducibility {
        score interval { low high } cvStar badges specVersion
        groups { group isSelf agreement value difference tolerance weight runCount }
      }
    }
    biasReports {
      id attribute harms verdict sentence context limitations knownLimitations filedBy { name } filedAt dataset { name }
      groups { name items rate interval { low high } }
      metrics { id value undefinedBecause }
      gap { highGroup lowGroup difference interval { low high } margin fewestItems }
      ${LIFE}
    }
    riskReports {
      id topic kind attribute verdict sentence items context limitations knownLimitations filedBy { name } filedAt dataset { name }
      metrics { id value undefinedBecause }
      ${LIFE}
    }
    ${WARNINGS}
    advisories { isInherited depth through { name } advisory { logIndex severity title remedy } }
    mitigations { status sentence report { sentence checkpoint { name } } }
  }
}`;
export interface AdvisoryReach {
  readonly isInherited: boolean;
  readonly depth: number;
  readonly through: { readonly name: string };
  readonly advisory: {
    readonly logIndex: number;
    readonly severity: string;
    readonly title: string;
    readonly remedy: string | null;
  };
}
export interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly statistics: {
    readonly mean: number | null;
    readonly standardDeviation: number | null;
    readonly min: number | null;
    readonly max: number | null;
  } | null;
}
export interface CheckpointFile {
  readonly path: string;
  readonly role: string;
  readonly state: string;
  readonly isOffered: boolean;
  readonly artifact: {
    readonly digest: string;
    readonly sizeBytes: number;
    readonly format: string;
    readonly state: string;
    readonly path: string;
    readonly tensorCount: number;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly received: string | null;
      readonly remedy: string | null;
    }[];
    readonly tensors: { readonly nodes: readonly Tensor[] };
    readonly swarm: {
      readonly infohash: string;
      readonly magnet: string;
      readonly torrentPath: string;
      readonly pieceLengthBytes: number;
      readonly seederCount: number;
      readonly leecherCount: number;
    } | null;
  };
}
export interface ScoredDataset {
  readonly name: string;
  readonly kind: 'IMAGES' | 'TOKENS';
  readonly itemCount: number;
  readonly tokenLength: number | null;
  readonly labelCounts: readonly { readonly label: string; readonly count: number }[];
}
export interface FullScore extends ScoreLine {
  readonly protocol: {
    readonly digest: string;
    readonly task: string;
    readonly dataset: ScoredDataset | null;
  };
  readonly claim: {
    readonly value: number;
    readonly items: number;
    readonly claimedBy: { readonly name: string };
    readonly claimedAt: string;
  } | null;
  readonly runs: readonly {
    readonly id: string;
    readonly value: number;
    readonly correct: number | null;
    readonly items: number;
    readonly evaluator: { readonly name: string };
    readonly host: string;
    readonly hardwareClass: string;
    readonly stack: string;
    readonly outputsDigest: string;
    readonly predictionsDigest: string;
    readonly isByHand: boolean;
    readonly ranAt: string;
    readonly isWithdrawn: boolean;
  }[];
  readonly reproducibility:
    | (NonNullable<ScoreLine['reproducibility']> & {
        readonly score: number | null;
        readonly interval: Interval;
        readonly cvStar: number | null;
        readonly badges: readonly string[];
        readonly specVersion: string;
        readonly groups: readonly {
          readonly group: string;
          readonly isSelf: boolean;
          readonly agreement: string;
          readonly value: number;
          readonly difference: number;
          readonly tolerance: number;
          readonly weight: number;
          readonly runCount: number;
        }[];
      })
    | null;
}

/** How each score came to be: asked when somebody wants to know. */
export const scoresExplained = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    scores {
      metric protocol { digest } isStale relatedRuns { id }
      reproducibility {
        groups { group isSelf reliability evaluators { sentence contributor { name } organisation } }
      }
      steps(last: 50) {
        part agreement toleranceClass difference weight scoreBefore scoreAfter levelBefore levelAfter
        run { id value evaluator { name } conditions }
      }
    }
  }
}`;
export interface ExplainedScore {
  readonly metric: string;
  readonly protocol: { readonly digest: string };
  readonly isStale: boolean;
  /** Of the same bytes under other protocols. */
  readonly relatedRuns: readonly { readonly id: string }[];
  readonly reproducibility: { readonly groups: readonly ExplainedGroup[] } | null;
  readonly steps: readonly ScoreStep[];
}
export interface ExplainedGroup {
  readonly group: string;
  readonly isSelf: boolean;
  readonly reliability: number;
  readonly evaluators: readonly {
    readonly sentence: string;
    readonly contributor: { readonly name: string };
    readonly organisation: string | null;
  }[];
}
export interface ScoresExplainedAnswer {
  readonly checkpoint: { readonly scores: readonly ExplainedScore[] } | null;
}
/** What one run did to a score. */
export interface ScoreStep {
  readonly part: string;
  readonly agreement: string | null;
  readonly toleranceClass: string | null;
  readonly difference: number | null;
  readonly weight: number;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  readonly levelBefore: string;
  readonly levelAfter: string;
  readonly run: {
    readonly id: string;
    readonly value: number;
    readonly evaluator: { readonly name: string };
    readonly conditions: Readonly<Record<string, string | number | boolean>>;
  };
}
export interface MitigationLine {
  readonly status: string;
  readonly sentence: string;
}
/** What became of a report. */
export interface ReportLife {
  readonly standing: { readonly state: string; readonly sentence: string; readonly isSettled: boolean };
  readonly answers: readonly {
    readonly status: string;
    readonly text: string;
    readonly answeredBy: { readonly name: string };
  }[];
  readonly mitigations: readonly (MitigationLine & { readonly child: { readonly name: string } })[];
}
/** Of privacy or robustness. */
export interface RiskReport extends ReportLife {
  readonly id: string;
  readonly topic: string;
  readonly kind: string;
  readonly attribute: string;
  readonly verdict: string;
  readonly sentence: string;
  readonly items: number;
  readonly context: string | null;
  readonly limitations: string | null;
  readonly knownLimitations: readonly string[];
  readonly filedBy: { readonly name: string };
  readonly filedAt: string;
  readonly dataset: { readonly name: string } | null;
  readonly metrics: BiasReport['metrics'];
}
export interface BiasReport extends ReportLife {
  readonly id: string;
  readonly attribute: string;
  readonly harms: readonly string[];
  readonly verdict: string;
  readonly sentence: string;
  readonly context: string | null;
  readonly limitations: string | null;
  readonly knownLimitations: readonly string[];
  readonly filedBy: { readonly name: string };
  readonly filedAt: string;
  readonly dataset: { readonly name: string } | null;
  readonly groups: readonly {
    readonly name: string;
    readonly items: number;
    readonly rate: number | null;
    readonly interval: Interval | null;
  }[];
  readonly metrics: readonly {
    readonly id: string;
    readonly value: number | null;
    readonly undefinedBecause: string | null;
  }[];
  readonly gap: {
    readonly highGroup: string;
    readonly lowGroup: string;
    readonly difference: number;
    readonly interval: Interval;
    readonly margin: number;
    readonly fewestItems: number;
  } | null;
}
export interface Training {
  readonly epoch: number | null;
  readonly step: number | null;
  readonly loss: string | null;
  readonly learningRate: string | null;
  readonly dataset: string | null;
  readonly seed: number | null;
  readonly framework: string | null;
}
export interface Statement {
  readonly id: string;
  readonly logIndex: number;
  readonly kind: string;
  readonly author: string;
  readonly custody: string;
  readonly acceptedAt: string;
  readonly contributor: { readonly name: string };
  readonly envelope: unknown;
}
export interface MemoryEstimate {
  readonly use: string;
  readonly precision: string;
  readonly totalBytes: number;
}
export interface Checkpoint {
  readonly id: string;
  readonly digest: string | null;
  readonly name: string;
  readonly isStub: boolean;
  readonly imported: readonly SaidInFull[];
  readonly coreDigest: string | null;
  readonly weightsIdentity: string | null;
  readonly state: string | null;
  readonly isOffered: boolean;
  readonly sizeBytes: number;
  readonly parameterCount: number | null;
  readonly architecture: string | null;
  readonly publishedAt: string | null;
  readonly publishedBy: { readonly name: string } | null;
  readonly license: (License & { readonly ids: readonly string[] }) | null;
  readonly model: {
    readonly name: string;
    readonly revisions: readonly {
      readonly name: string;
      readonly checkpoint: { readonly digest: string | null };
    }[];
  } | null;
  readonly metadata: Training | null;
  readonly conversion: { readonly name: string } | null;
  readonly resources: { readonly estimates: readonly MemoryEstimate[] } | null;
  readonly statement: Statement | null;
  readonly artifacts: readonly CheckpointFile[];
  readonly scores: readonly FullScore[];
  readonly biasReports: readonly BiasReport[];
  readonly riskReports: readonly RiskReport[];
  readonly mitigations: readonly (MitigationLine & {
    readonly report: { readonly sentence: string; readonly checkpoint: { readonly name: string } };
  })[];
  readonly biasWarnings: readonly Warning[];
  readonly advisories: readonly AdvisoryReach[];
  readonly riskWarnings: readonly Warning[];
}
export interface CheckpointAnswer {
  readonly hub: { readonly id: string };
  readonly checkpoint: Checkpoint | null;
}

export const swarmCounts = `query ($reference: String!) {
  checkpoint(reference: $reference) { artifacts { artifact { digest swarm { seederCount leecherCount } } } }
}`;
export interface SwarmCountsAnswer {
  readonly checkpoint: {
    readonly artifacts: readonly {
      readonly artifact: {
        readonly digest: string;
        readonly swarm: { readonly seederCount: number; readonly leecherCount: number } | null;
      };
    }[];
  } | null;
}

const NODE = `id name isStub state architecture parameterCount license { expression isSpdx }
  scores { ${SCORE_LINE} }
  ${WARNINGS}`;
const RELATIVES = `
  nodes { depth checkpoint { ${NODE} } edges { id kind evidence child { id } parent { id } } }
  pageInfo { hasNextPage }`;

/** Both directions at once, so that the drawing is of one moment. */
export const lineage = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    ${NODE}
    ancestors(first: 100) { ${RELATIVES} }
    descendants(first: 100) { ${RELATIVES} }
  }
}`;
export interface LineageNode {
  readonly id: string;
  readonly name: string;
  readonly isStub: boolean;
  readonly state: string | null;
  readonly architecture: string | null;
  readonly parameterCount: number | null;
  readonly license: License | null;
  readonly scores: readonly ScoreLine[];
  readonly biasWarnings: readonly Warning[];
  readonly riskWarnings: readonly Warning[];
}
export interface LineageEdge {
  readonly id: string;
  readonly kind: string;
  readonly evidence: string;
  readonly child: { readonly id: string };
  readonly parent: { readonly id: string };
}
interface Relatives {
  readonly nodes: readonly {
    readonly depth: number;
    readonly checkpoint: LineageNode;
    readonly edges: readonly LineageEdge[];
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}
export interface LineageAnswer {
  readonly checkpoint:
    | (LineageNode & { readonly ancestors: Relatives; readonly descendants: Relatives })
    | null;
}
