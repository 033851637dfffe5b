import { METRICS } from '../evaluation/metric-registry.ts';
import { BLANK_RESULT, BLANK_SOURCE } from '../import/reported/blank-result.ts';
import type { ReportedRecord, ReportedResult } from '../import/reported/reported-record.ts';
import type { EvidenceOfCheckpointAnswer, MeasuredScore } from './generated/operations.ts';

type Checkpoint = NonNullable<EvidenceOfCheckpointAnswer['checkpoint']>;

/** What is claimed and run here, as others report: a record for each who says it, the publisher's claims among them. */
export function measuredRecords(hub: string, checkpoint: Checkpoint): readonly ReportedRecord[] {
  const values = checkpoint.scores.flatMap(valuesOf);
  const byAuthor = Map.groupBy(values, ({ author, kind }) => `${kind} ${author}`);
  return [...byAuthor.values()].map((own) => {
    const { author, at, kind, stack } = own[0]!;
    return {
      format: 'EVERY_EVAL_EVER',
      model: checkpoint.name,
      revision: checkpoint.digest,
      step: null,
      source: {
        ...BLANK_SOURCE,
        relationship: isOwn(checkpoint, author) ? 'FIRST_PARTY' : 'THIRD_PARTY',
        organisation: author,
        name: `${kind} by ${author}, Heirloom hub at ${new URL(hub).host}`,
        url: hub.startsWith('https:') ? hub : null,
        harness: stack === null ? null : 'heirloom',
        harnessVersion: stack,
        evaluatedAt: at,
        retrievedAt: at,
      },
      results: own.map(({ result }) => result),
      raw: null,
    };
  });
}

/** The publisher, and whoever is known not to be independent of them. */
function isOwn({ publishedBy, scores }: Checkpoint, author: string): boolean {
  const tied = scores.flatMap(({ reproducibility }) =>
    (reproducibility?.groups ?? []).flatMap(({ isSelf, evaluators }) => (isSelf ? evaluators : [])),
  );
  return author === publishedBy?.name || tied.some(({ contributor }) => contributor.name === author);
}

interface Said {
  readonly kind: 'claimed' | 'run';
  readonly author: string;
  readonly at: string;
  readonly stack: string | null;
  readonly result: ReportedResult;
}

function valuesOf(score: MeasuredScore): readonly Said[] {
  const { claim, runs } = score;
  const claims = claim
    ? [
        {
          kind: 'claimed' as const,
          author: claim.claimedBy.name,
          at: claim.claimedAt,
          stack: null,
          result: resultOf(score, claim, null),
        },
      ]
    : [];
  const standing = runs.filter(({ isWithdrawn }) => !isWithdrawn);
  return [
    ...claims,
    ...standing.map((run) => ({
      kind: 'run' as const,
      author: run.evaluator.name,
      at: run.ranAt,
      stack: run.stack,
      result: resultOf(score, run, run.samplingError),
    })),
  ];
}

function resultOf(
  { metric, protocol, sampling, value: shown }: MeasuredScore,
  { value, items }: { readonly value: number; readonly items: number },
  standardError: number | null,
): ReportedResult {
  const known = METRICS.find(({ id }) => id === metric);
  // The interval that a hub shows is that of the score's value.
  const interval = sampling !== null && value === shown ? { ...sampling, confidence: 0.95 } : {};
  return {
    ...BLANK_RESULT,
    benchmark: protocol.dataset?.name ?? protocol.digest,
    benchmarkVersion: protocol.digest,
    metric,
    direction: known?.direction ?? null,
    unit: known?.kind === 'PROPORTION' ? 'proportion' : null,
    scaleMin: known?.scaleMin ?? null,
    scaleMax: known?.scaleMax ?? null,
    value,
    standardError,
    ...interval,
    items,
  };
}
