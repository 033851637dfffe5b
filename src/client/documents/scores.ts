/*
 * What this program asks a hub of scores, how they came to be, and what evaluators are worth; a test validates each against the schema.
 */
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

/** A run's answers to each item, and the question they answer. */
export const runToCount = `query ($id: ID!) {
  run(id: $id) { statement { id } itemsArtifact { digest } protocol { body } }
}`;

export interface RunToCountAnswer {
  readonly run: {
    readonly statement: { readonly id: string };
    readonly itemsArtifact: { readonly digest: string } | null;
    readonly protocol: { readonly body: unknown };
  } | null;
}

/** To find the latest by hand. */
export const runsOfCheckpoint = `query ($reference: String!) {
  checkpoint(reference: $reference) { scores { runs { id ranAt isWithdrawn itemsArtifact { digest } } } }
}`;

export interface RunsOfCheckpointAnswer {
  readonly checkpoint: {
    readonly scores: readonly {
      readonly runs: readonly {
        readonly id: string;
        readonly ranAt: string;
        readonly isWithdrawn: boolean;
        readonly itemsArtifact: { readonly digest: string } | null;
      }[];
    }[];
  } | null;
}
