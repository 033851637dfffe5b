import { REFUSAL_FIELDS } from './hub-client.ts';

/*
 * Every question this program asks a hub; a test validates each against the schema.
 */
export const hubFacts = 'query { hub { id version logSize } viewer { contributor { name role } scopes } }';
export interface HubFactsAnswer {
  readonly hub: { readonly id: string; readonly version: string; readonly logSize: number };
  readonly viewer: {
    readonly contributor: { readonly name: string; readonly role: string };
    readonly scopes: readonly string[];
  } | null;
}

export const redeemInvitation = `mutation ($code: String!, $name: String, $envelope: JSON) {
  redeemInvitation(code: $code, name: $name, envelope: $envelope) {
    __typename
    ... on InvitationRedeemed { token expiresAt custody contributor { name role } }
    ${REFUSAL_FIELDS}
  }
}`;
export interface RedeemInvitationAnswer {
  readonly __typename: string;
  readonly token: string;
  readonly expiresAt: string;
  readonly custody: string;
  readonly contributor: { readonly name: string; readonly role: string };
}

export const inviteContributor = `mutation ($name: String!, $role: Role!) {
  inviteContributor(name: $name, role: $role) {
    __typename
    ... on InvitationMade { code expiresAt }
    ${REFUSAL_FIELDS}
  }
}`;
export interface InviteContributorAnswer {
  readonly __typename: string;
  readonly code: string;
  readonly expiresAt: string;
}

export const submitStatement = `mutation ($envelope: JSON!) {
  submitStatement(envelope: $envelope) {
    __typename
    ... on StatementAccepted {
      statement { id logIndex }
      checkpoint { id digest name state isOffered sizeBytes }
      dataset { id name digest itemCount }
    }
    ${REFUSAL_FIELDS}
  }
}`;
export interface SubmitStatementAnswer {
  readonly __typename: string;
  readonly statement: { readonly id: string; readonly logIndex: number };
  readonly checkpoint: {
    readonly digest: string;
    readonly name: string;
    readonly state: string;
    readonly isOffered: boolean;
    readonly sizeBytes: number;
  } | null;
  readonly dataset: { readonly name: string; readonly digest: string; readonly itemCount: number } | null;
}

export const checkpointBrief = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    digest name isStub coreDigest state model { revisions { name checkpoint { digest } } }
  }
}`;
export interface CheckpointBriefAnswer {
  readonly checkpoint: {
    readonly digest: string | null;
    readonly name: string;
    readonly isStub: boolean;
    readonly coreDigest: string | null;
    readonly state: string | null;
    readonly model: {
      readonly revisions: readonly {
        readonly name: string;
        readonly checkpoint: { readonly digest: string | null };
      }[];
    } | null;
  } | null;
}

export const artifactBrief =
  'query ($digest: Digest!) { artifact(digest: $digest) { digest sizeBytes state } }';
export interface ArtifactBriefAnswer {
  readonly artifact: { readonly digest: string; readonly sizeBytes: number; readonly state: string } | null;
}

const SWARM_FIELDS =
  'swarm { infohash magnet torrentPath announcePath webSeedPath seederCount leecherCount }';

const ARTIFACT_TO_PULL = `digest sizeBytes state path release { logIndex } ${SWARM_FIELDS}`;

export const checkpointToPull = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    digest name isStub isOffered state conversion { name }
    statement { logIndex contributor { name } envelope }
    artifacts { path state artifact { ${ARTIFACT_TO_PULL} } }
  }
}`;
export interface ArtifactToPull {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly state: string;
  readonly path: string;
  readonly release: { readonly logIndex: number } | null;
  readonly swarm: {
    readonly infohash: string;
    readonly magnet: string;
    readonly torrentPath: string;
    readonly announcePath: string;
    readonly webSeedPath: string | null;
    readonly seederCount: number;
    readonly leecherCount: number;
  } | null;
}
export interface CheckpointToPullAnswer {
  readonly checkpoint: {
    readonly digest: string | null;
    readonly name: string;
    readonly isStub: boolean;
    readonly isOffered: boolean;
    readonly state: string | null;
    readonly conversion: { readonly name: string } | null;
    readonly statement: {
      readonly logIndex: number;
      readonly contributor: { readonly name: string };
      readonly envelope: unknown;
    } | null;
    readonly artifacts: readonly {
      readonly path: string;
      readonly state: string;
      readonly artifact: ArtifactToPull;
    }[];
  } | null;
}

export const artifactToPull = `query ($digest: Digest!) {
  artifact(digest: $digest) { ${ARTIFACT_TO_PULL} }
}`;
export interface ArtifactToPullAnswer {
  readonly artifact: ArtifactToPull | null;
}

/** What a hub has of many digests; `names` say which of another kind each one answers. */
export const artifactsToSeed = `query ($kind: DigestKind!, $values: [String!]!) {
  artifactsByDigests(kind: $kind, values: $values) { ${ARTIFACT_TO_PULL} names { kind value } }
}`;
export interface ArtifactsToSeedAnswer {
  readonly artifactsByDigests: readonly (ArtifactToPull & {
    readonly names: readonly { readonly kind: string; readonly value: string }[];
  })[];
}

export const datasetBrief = `query ($reference: String!) {
  dataset(reference: $reference) { name digest itemCount tokenLength labelCounts { label count } artifact { ${ARTIFACT_TO_PULL} } }
}`;
export interface DatasetBriefAnswer {
  readonly dataset: {
    readonly name: string;
    readonly digest: string;
    readonly itemCount: number;
    readonly tokenLength: number | null;
    readonly labelCounts: readonly { readonly label: string; readonly count: number }[];
    readonly artifact: ArtifactToPull;
  } | null;
}

const NODE_FIELDS = `
  id name digest isStub state license { expression }
  scores { metric value items sampling { low high } reproducibility { sentence level state score interval { low high } cvStar badges
    groups { group isSelf agreement value difference tolerance weight runCount } } }
  biasWarnings { isInherited depth report { sentence verdict attribute checkpoint { name } } }`;
const RELATIVE_FIELDS = `
  nodes { depth checkpoint { ${NODE_FIELDS} } edges { kind evidence child { id } parent { id } } }
  pageInfo { hasNextPage }`;

export const lineageTree = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    ${NODE_FIELDS}
    ancestors(first: 100) { ${RELATIVE_FIELDS} }
    descendants(first: 100) { ${RELATIVE_FIELDS} }
  }
}`;
export interface ScoreAnswer {
  readonly metric: string;
  readonly value: number;
  readonly items: number;
  readonly sampling: { readonly low: number; readonly high: number } | null;
  readonly reproducibility: {
    readonly sentence: string;
    readonly level: string;
    readonly state: string;
    readonly score: number | null;
    readonly interval: { readonly low: number; readonly high: number };
    readonly cvStar: number | null;
    readonly badges: readonly string[];
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
  } | null;
}
export interface LineageNode {
  readonly id: string;
  readonly name: string;
  readonly digest: string | null;
  readonly isStub: boolean;
  readonly state: string | null;
  readonly license: { readonly expression: string } | null;
  readonly scores: readonly ScoreAnswer[];
  readonly biasWarnings: readonly {
    readonly isInherited: boolean;
    readonly depth: number;
    readonly report: {
      readonly sentence: string;
      readonly verdict: string;
      readonly attribute: string;
      readonly checkpoint: { readonly name: string };
    };
  }[];
}
export interface LineageEdgeAnswer {
  readonly kind: string;
  readonly evidence: string;
  readonly child: { readonly id: string };
  readonly parent: { readonly id: string };
}
export interface RelativesAnswer {
  readonly nodes: readonly {
    readonly depth: number;
    readonly checkpoint: LineageNode;
    readonly edges: readonly LineageEdgeAnswer[];
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}
export interface LineageTreeAnswer {
  readonly checkpoint:
    | (LineageNode & { readonly ancestors: RelativesAnswer; readonly descendants: RelativesAnswer })
    | null;
}

export const lineageExport = `query ($reference: String!, $format: LineageFormat!, $first: Int!) {
  checkpoint(reference: $reference) { lineageExport(format: $format, first: $first) { content mediaType isWhole } }
}`;
export interface LineageExportAnswer {
  readonly checkpoint: {
    readonly lineageExport: {
      readonly content: string;
      readonly mediaType: string;
      readonly isWhole: boolean;
    };
  } | null;
}

export const checkpointScores = `query ($reference: String!) {
  checkpoint(reference: $reference) { name scores {
    metric value items sampling { low high } protocol { digest }
    claim { value }
    runs { value correct host hardwareClass stack outputsDigest predictionsDigest evaluator { name } isByHand conditions }
    reproducibility { sentence level state score interval { low high } cvStar badges
      groups { group isSelf agreement value difference tolerance weight runCount } }
  } }
}`;
export interface CheckpointScoresAnswer {
  readonly checkpoint: {
    readonly name: string;
    readonly scores: readonly (ScoreAnswer & {
      readonly protocol: { readonly digest: string };
      readonly claim: { readonly value: number } | null;
      readonly runs: readonly {
        readonly value: number;
        readonly correct: number | null;
        readonly host: string;
        readonly hardwareClass: string;
        readonly stack: string;
        readonly outputsDigest: string;
        readonly predictionsDigest: string;
        readonly evaluator: { readonly name: string };
        readonly isByHand: boolean;
      }[];
    })[];
  } | null;
}

export const claimsOn = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    scores { metric protocol { digest body } claim { value items decimals margin } }
  }
}`;
export interface ClaimsOnAnswer {
  readonly checkpoint: {
    readonly scores: readonly {
      readonly metric: string;
      readonly protocol: { readonly digest: string; readonly body: unknown };
      readonly claim: {
        readonly value: number;
        readonly items: number;
        readonly decimals: number | null;
        readonly margin: number | null;
      } | null;
    }[];
  } | null;
}

export const protocolByDigest = 'query ($digest: Digest!) { protocol(digest: $digest) { body } }';
export interface ProtocolByDigestAnswer {
  readonly protocol: { readonly body: unknown } | null;
}

const RUN_FIELDS =
  'id value hardwareClass stack host outputsDigest isWithdrawn isByHand conditions ranAt evaluator { name }';
const MOMENT_FIELDS = 'scoreBefore scoreAfter levelBefore levelAfter';

/** How each score came to be, run by run. */
export const scoresExplained = `query ($reference: String!) {
  checkpoint(reference: $reference) { name
    reproducibility { score level families { name claims score } }
    scores {
      metric value items sampling { low high } protocol { digest } isStale lastRunAt
      claim { value claimedBy { name } }
      runs { ${RUN_FIELDS} }
      relatedRuns { id value evaluator { name } }
      reproducibility { sentence level state score interval { low high } cvStar badges specVersion
        groups { group isSelf isVetted isOneHost isOutlier reliability agreement value difference bias toleranceClass
          tolerance weight runCount evaluators { contributor { name } sentence organisation } } }
      steps(last: 100) { part group agreement difference toleranceClass weight ${MOMENT_FIELDS}
        evaluator { sentence } run { ${RUN_FIELDS} } }
    } }
}`;
interface ExplainedRun {
  readonly id: string;
  readonly value: number;
  readonly hardwareClass: string;
  readonly stack: string;
  readonly host: string;
  readonly outputsDigest: string;
  readonly isWithdrawn: boolean;
  readonly isByHand: boolean;
  readonly conditions: Readonly<Record<string, string | number | boolean>>;
  readonly ranAt: string;
  readonly evaluator: { readonly name: string };
}
export interface ExplainedStep {
  readonly part: string;
  readonly group: string | null;
  readonly agreement: string | null;
  readonly difference: number | null;
  readonly toleranceClass: string | null;
  readonly weight: number;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  readonly levelBefore: string;
  readonly levelAfter: string;
  readonly evaluator: { readonly sentence: string };
  readonly run: ExplainedRun;
}
export interface ExplainedGroup {
  readonly group: string;
  readonly isSelf: boolean;
  readonly isVetted: boolean;
  readonly isOneHost: boolean;
  readonly isOutlier: boolean;
  readonly reliability: number;
  readonly agreement: string;
  readonly value: number;
  readonly difference: number;
  readonly bias: string;
  readonly toleranceClass: string | null;
  readonly tolerance: number;
  readonly weight: number;
  readonly runCount: number;
  readonly evaluators: readonly {
    readonly contributor: { readonly name: string };
    readonly sentence: string;
    readonly organisation: string | null;
  }[];
}
export interface ExplainedScore extends ScoreAnswer {
  readonly protocol: { readonly digest: string };
  readonly isStale: boolean;
  readonly lastRunAt: string;
  readonly claim: { readonly value: number; readonly claimedBy: { readonly name: string } } | null;
  readonly runs: readonly ExplainedRun[];
  readonly relatedRuns: readonly {
    readonly id: string;
    readonly value: number;
    readonly evaluator: { readonly name: string };
  }[];
  readonly reproducibility:
    | (NonNullable<ScoreAnswer['reproducibility']> & {
        readonly specVersion: string;
        readonly groups: readonly ExplainedGroup[];
      })
    | null;
  readonly steps: readonly ExplainedStep[];
}
export interface ScoresExplainedAnswer {
  readonly checkpoint: {
    readonly name: string;
    readonly reproducibility: {
      readonly score: number;
      readonly level: string;
      readonly families: readonly {
        readonly name: string;
        readonly claims: number;
        readonly score: number;
      }[];
    } | null;
    readonly scores: readonly ExplainedScore[];
  } | null;
}

const STANDING_FIELDS = 'sentence reliability isVetted isTrusted organisation auditsPassed auditsFailed';
export interface StandingAnswer {
  readonly sentence: string;
  readonly reliability: number;
  readonly isVetted: boolean;
  readonly isTrusted: boolean;
  readonly organisation: string | null;
  readonly auditsPassed: number;
  readonly auditsFailed: number;
}

/** What is known of an evaluator, with the keys that a statement may name it by. */
export const evaluatorStanding = `query ($name: String!) {
  contributor(name: $name) { name keys { id } evaluator { ${STANDING_FIELDS} } }
}`;
export interface EvaluatorStandingAnswer {
  readonly contributor: {
    readonly name: string;
    readonly keys: readonly { readonly id: string }[];
    readonly evaluator: StandingAnswer;
  } | null;
}

export const calibration = `query {
  calibration { sentence count brier climatology bins { low high count predicted agreed } }
}`;
export interface CalibrationAnswer {
  readonly calibration: {
    readonly sentence: string;
    readonly count: number;
    readonly brier: number | null;
    readonly climatology: number | null;
    readonly bins: readonly {
      readonly low: number;
      readonly high: number;
      readonly count: number;
      readonly predicted: number;
      readonly agreed: number;
    }[];
  };
}

/** The statement that a withdrawal of the run names. */
export const runStatement = 'query ($id: ID!) { run(id: $id) { id statement { id } } }';
export interface RunStatementAnswer {
  readonly run: { readonly id: string; readonly statement: { readonly id: string } } | null;
}

export const searchCheckpoints = `query ($filter: CheckpointFilter!, $first: Int!, $after: String) {
  search(filter: $filter, first: $first, after: $after) {
    nodes {
      name digest state sizeBytes parameterCount architecture license { expression }
      imported { source license licenseClaimed task downloads parameterCount }
    }
    correctedText
    pageInfo { hasNextPage endCursor }
  }
}`;
export interface SearchAnswer {
  readonly search: {
    readonly nodes: readonly {
      readonly name: string;
      readonly digest: string | null;
      readonly state: string | null;
      readonly sizeBytes: number;
      readonly parameterCount: number | null;
      readonly architecture: string | null;
      readonly license: { readonly expression: string } | null;
      readonly imported: readonly {
        readonly source: string;
        readonly license: string | null;
        readonly licenseClaimed: string | null;
        readonly task: string | null;
        readonly downloads: number | null;
        readonly parameterCount: number | null;
      }[];
    }[];
    readonly correctedText: string | null;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export const registerProtocol = `mutation ($body: JSON!) {
  registerProtocol(body: $body) { __typename ... on ProtocolRegistered { protocol { digest } } ${REFUSAL_FIELDS} }
}`;
export interface RegisterProtocolAnswer {
  readonly __typename: string;
  readonly protocol: { readonly digest: string };
}

export const requestEvaluation = `mutation ($input: RequestEvaluationInput!) {
  requestEvaluation(input: $input) { __typename ... on EvaluationRequested { jobs { id state } } ${REFUSAL_FIELDS} }
}`;
export interface RequestEvaluationAnswer {
  readonly __typename: string;
  readonly jobs: readonly { readonly id: string; readonly state: string }[];
}

const JOB_FIELDS = `
  id state priority provider attempts error createdAt requestedBy { name } checkpoint { name } protocol { digest }
  progress { phase itemsDone itemsTotal } run { value items evaluator { name } outputsDigest }`;
export interface JobAnswer {
  readonly id: string;
  readonly state: string;
  readonly priority: string;
  readonly provider: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: string;
  readonly requestedBy: { readonly name: string };
  readonly checkpoint: { readonly name: string };
  readonly protocol: { readonly digest: string };
  readonly progress: {
    readonly phase: string;
    readonly itemsDone: number | null;
    readonly itemsTotal: number | null;
  } | null;
  readonly run: {
    readonly value: number;
    readonly items: number;
    readonly evaluator: { readonly name: string };
    readonly outputsDigest: string;
  } | null;
}

export const evaluationJob = `query ($id: ID!) {
  evaluationJob(id: $id) {
    ${JOB_FIELDS} memoryBytes
    failedAttempts { evaluator { name } host provider beganAt endedAt code sentence }
  }
}`;
export interface EvaluationJobAnswer {
  readonly evaluationJob:
    | (JobAnswer & {
        readonly memoryBytes: number;
        readonly failedAttempts: readonly {
          readonly evaluator: { readonly name: string };
          readonly host: string | null;
          readonly provider: string | null;
          readonly beganAt: string;
          readonly endedAt: string;
          readonly code: string;
          readonly sentence: string;
        }[];
      })
    | null;
}

export const evaluationJobs = `query ($checkpoint: String, $state: JobState, $requestedBy: String, $first: Int!) {
  evaluationJobs(checkpoint: $checkpoint, state: $state, requestedBy: $requestedBy, first: $first) { ${JOB_FIELDS} }
}`;
export interface EvaluationJobsAnswer {
  readonly evaluationJobs: readonly JobAnswer[];
}

export const evaluationJobChanged = `subscription ($id: ID!) {
  evaluationJobChanged(id: $id) { ${JOB_FIELDS} }
}`;
export interface EvaluationJobChangedAnswer {
  readonly evaluationJobChanged: JobAnswer;
}

export const requeueEvaluationJob = `mutation ($id: ID!) {
  requeueEvaluationJob(id: $id) {
    __typename ... on EvaluationJobRequeued { job { ${JOB_FIELDS} } } ${REFUSAL_FIELDS}
  }
}`;
export const cancelEvaluationJob = `mutation ($id: ID!) {
  cancelEvaluationJob(id: $id) {
    __typename ... on EvaluationJobCancelled { job { ${JOB_FIELDS} } } ${REFUSAL_FIELDS}
  }
}`;
export interface ChangedJobAnswer {
  readonly __typename: string;
  readonly job: JobAnswer;
}

export const runnerList = `query ($first: Int!) {
  runners(first: $first) {
    contributor { name } host hardwareClass stack tasks providers memoryBytes driver sandboxLevel lastSeenAt jobsInHand
  }
}`;
export interface RunnerListAnswer {
  readonly runners: readonly {
    readonly contributor: { readonly name: string };
    readonly host: string;
    readonly hardwareClass: string;
    readonly stack: string;
    readonly tasks: readonly string[];
    readonly providers: readonly string[];
    readonly memoryBytes: number | null;
    readonly driver: string | null;
    readonly sandboxLevel: string | null;
    readonly lastSeenAt: string;
    readonly jobsInHand: number;
  }[];
}

export const biasReports = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    name
    biasReports {
      id sentence verdict attribute kind knownLimitations
      groups { name items rate interval { low high } }
      metrics { id value interval { low high } undefinedBecause }
      gap { highGroup lowGroup difference interval { low high } margin fewestItems }
    }
  }
}`;
export interface BiasReportAnswer {
  readonly id: string;
  readonly sentence: string;
  readonly verdict: string;
  readonly attribute: string;
  readonly kind: string;
  readonly knownLimitations: readonly string[];
  readonly groups: readonly {
    readonly name: string;
    readonly items: number;
    readonly rate: number | null;
    readonly interval: { readonly low: number; readonly high: number } | null;
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
    readonly interval: { readonly low: number; readonly high: number };
  } | null;
}
export interface BiasReportsAnswer {
  readonly checkpoint: { readonly name: string; readonly biasReports: readonly BiasReportAnswer[] } | null;
}

export const leaseEvaluationJob = `mutation ($runner: RunnerInput!, $waitSeconds: Int! = 0) {
  leaseEvaluationJob(runner: $runner, waitSeconds: $waitSeconds) {
    __typename
    ... on NoJobWaiting { retryAfterSeconds }
    ... on EvaluationLease {
      leaseToken expiresAt challenge provider
      job {
        id
        protocol { body dataset { artifact { ${ARTIFACT_TO_PULL} } } }
        checkpoint {
          name coreDigest publishedBy { name }
          artifacts { path role artifact { ${ARTIFACT_TO_PULL} } }
        }
      }
    }
    ${REFUSAL_FIELDS}
  }
}`;

export const heartbeatEvaluationJob = `mutation ($id: ID!, $leaseToken: String!, $progress: JobProgressInput) {
  heartbeatEvaluationJob(id: $id, leaseToken: $leaseToken, progress: $progress) {
    __typename ... on EvaluationLease { expiresAt } ${REFUSAL_FIELDS}
  }
}`;

export const commitEvaluationResult = `mutation ($id: ID!, $leaseToken: String!, $commitment: Digest!) {
  commitEvaluationResult(id: $id, leaseToken: $leaseToken, commitment: $commitment) {
    __typename ... on EvaluationCommitted { mayReveal retryAfterSeconds } ${REFUSAL_FIELDS}
  }
}`;

export const completeEvaluationJob = `mutation ($id: ID!, $leaseToken: String!, $envelope: JSON!, $challenge: String) {
  completeEvaluationJob(id: $id, leaseToken: $leaseToken, envelope: $envelope, challenge: $challenge) {
    __typename ... on EvaluationCompleted { run { id value } } ${REFUSAL_FIELDS}
  }
}`;

export const failEvaluationJob = `mutation ($id: ID!, $leaseToken: String!, $error: String!, $isFinal: Boolean!) {
  failEvaluationJob(id: $id, leaseToken: $leaseToken, error: $error, isFinal: $isFinal) {
    __typename ... on EvaluationJobReturned { job { id state } } ${REFUSAL_FIELDS}
  }
}`;

export const tokenList = `query { viewer { contributor { name } tokens { id label scopes createdAt expiresAt revokedAt } } }`;
export interface TokenListAnswer {
  readonly viewer: {
    readonly contributor: { readonly name: string };
    readonly tokens: readonly {
      readonly id: string;
      readonly label: string;
      readonly scopes: readonly string[];
      readonly expiresAt: string;
      readonly revokedAt: string | null;
    }[];
  } | null;
}

export const createToken = `mutation ($label: String!, $scopes: [Scope!]!, $days: Int!) {
  createToken(label: $label, scopes: $scopes, days: $days) {
    __typename ... on TokenCreated { token accessToken { id label scopes expiresAt } } ${REFUSAL_FIELDS}
  }
}`;
export interface CreateTokenAnswer {
  readonly __typename: string;
  readonly token: string;
  readonly accessToken: {
    readonly id: string;
    readonly label: string;
    readonly scopes: readonly string[];
    readonly expiresAt: string;
  };
}

export const revokeToken = `mutation ($id: ID!) {
  revokeToken(id: $id) { __typename ... on TokenRevoked { accessToken { id label revokedAt } } ${REFUSAL_FIELDS} }
}`;
export interface RevokeTokenAnswer {
  readonly __typename: string;
  readonly accessToken: { readonly id: string; readonly label: string; readonly revokedAt: string };
}

const PLACES_FIELDS =
  'digest checkpoints(first: 20) { nodes { name digest artifacts { path artifact { digest } } } }';

export interface ArtifactPlaces {
  readonly digest: string;
  readonly checkpoints: {
    readonly nodes: readonly {
      readonly name: string;
      readonly digest: string;
      readonly artifacts: readonly {
        readonly path: string;
        readonly artifact: { readonly digest: string };
      }[];
    }[];
  };
}

export const artifactByDigest = `query ($kind: DigestKind!, $value: String!) {
  artifactByDigest(kind: $kind, value: $value) { ${PLACES_FIELDS} }
}`;
export interface ArtifactByDigestAnswer {
  readonly artifactByDigest: readonly ArtifactPlaces[];
}

export const listedFiles = `query ($digest: Digest!) {
  listedFiles(digest: $digest) { path checkpoint { name } }
}`;
export interface ListedFilesAnswer {
  readonly listedFiles: readonly { readonly path: string; readonly checkpoint: { readonly name: string } }[];
}

export const artifactPlaces = `query ($values: [String!]!) {
  artifactsByDigests(kind: SHA256, values: $values) { ${PLACES_FIELDS} }
}`;
export interface ArtifactPlacesAnswer {
  readonly artifactsByDigests: readonly ArtifactPlaces[];
}

export const checkpointsByWeights = `query ($weightsIdentity: Digest!) {
  checkpointsByWeights(weightsIdentity: $weightsIdentity) { nodes { name } }
}`;
export interface CheckpointsByWeightsAnswer {
  readonly checkpointsByWeights: { readonly nodes: readonly { readonly name: string }[] };
}

export const comparableCheckpoints = `query ($tensors: [Digest!]!) {
  comparableCheckpoints(tensors: $tensors) { checkpoint { name } sharedElements }
}`;
export interface ComparableCheckpointsAnswer {
  readonly comparableCheckpoints: readonly {
    readonly checkpoint: { readonly name: string };
    readonly sharedElements: number;
  }[];
}

export const offerReleaseTorrent = `mutation ($checkpoint: String!) {
  offerReleaseTorrent(checkpoint: $checkpoint) {
    __typename
    ... on ReleaseTorrentOffered { checkpoint { name } }
    ${REFUSAL_FIELDS}
  }
}`;
