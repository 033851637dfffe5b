import { pageScoresExplained, type FullScore } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Failure, Loading } from '../parts/states.tsx';
import { StandingsTable, StepsTable } from './score-tables.tsx';

interface ExplainedProps {
  readonly reference: string;
  readonly score: FullScore;
}

/** How one score came to be, run by run; asked for when somebody opens it. */
export function ScoreExplained({ reference, score }: ExplainedProps) {
  const [{ data, error }, ask] = useAnswer(pageScoresExplained, { reference });
  if (error && !data) return <Failure error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  const found = data?.checkpoint?.scores.find(
    ({ metric, protocol }) => metric === score.metric && protocol.digest === score.protocol.digest,
  );
  if (!data) return <Loading what="what each run did" />;
  if (!found) return null;
  return (
    <>
      {found.isStale && <p className="quiet small">Stale: nobody ran it for 18 months.</p>}
      {found.reproducibility && found.reproducibility.groups.length > 0 && (
        <StandingsTable groups={found.reproducibility.groups} />
      )}
      {found.steps.length > 0 && <StepsTable steps={found.steps} />}
      {found.relatedRuns.length > 0 && (
        <p className="quiet small">
          Runs of the same bytes under other protocols, counted in none of this: {found.relatedRuns.length}
        </p>
      )}
    </>
  );
}
