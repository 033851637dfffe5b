import { useState } from 'react';
import { checkpointAddress, Link } from '../address.tsx';
import { CurveLink } from '../curve/curve-link.tsx';
import { pageLeaderboard, type LeaderboardRow } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { countText, scoreText, sourceText } from '../text.ts';
import { BenchmarkList } from './benchmark-list.tsx';

interface PageProps {
  readonly benchmark: string | null;
  readonly metric: string | null;
  /** What is done to the items before the question; empty where nothing is. */
  readonly hardship: string;
}

/** One benchmark, ranked; without one, the benchmarks there are. */
export function LeaderboardPage({ benchmark, metric, hardship }: PageProps) {
  if (benchmark === null) return <BenchmarkList />;
  return (
    <article className="leaderboard">
      <h1>{benchmark}</h1>
      <Ranking benchmark={benchmark} metric={metric} hardship={hardship} />
      <p>
        <Link to="/leaderboard">All benchmarks</Link>
      </p>
    </article>
  );
}

function Ranking({ benchmark, metric, hardship }: PageProps & { readonly benchmark: string }) {
  const [after, setAfter] = useState<string | null>(null);
  const variables = { benchmark, metric, hardship, after };
  const [{ data, error }, ask] = useAnswer(pageLeaderboard, variables);
  if (error) return <Failure error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading what="the leaderboard" />;
  const board = data.leaderboard;
  if (!board) return <Empty title="Nobody measured or reported anything on it" />;
  const { hasNextPage, endCursor } = board.pageInfo;
  return (
    <>
      <p className="quiet">
        {board.metric}
        {hardship && `, ${hardship}`}, {board.direction === 'LOWER_IS_BETTER' ? 'less' : 'more'} is better;{' '}
        {countText(board.total)} values{board.isCut && ', cut'}. A place is a range where intervals touch.
      </p>
      <div className="scrolled" tabIndex={0} role="group" aria-label={`Ranking of ${benchmark}`}>
        <table>
          <caption>{benchmark}</caption>
          <thead>
            <tr>
              <th className="number">place</th>
              <th>checkpoint or model</th>
              <th className="number">{board.metric}</th>
              <th>who says so</th>
            </tr>
          </thead>
          <tbody>
            {board.nodes.map((row, i) => (
              <Row key={i} row={row} benchmark={benchmark} metric={board.metric} />
            ))}
          </tbody>
        </table>
      </div>
      {after !== null && (
        <button type="button" onClick={() => setAfter(null)}>
          From the first
        </button>
      )}
      {hasNextPage && (
        <button type="button" onClick={() => setAfter(endCursor)}>
          Next
        </button>
      )}
    </>
  );
}

interface RowProps {
  readonly row: LeaderboardRow;
  readonly benchmark: string;
  readonly metric: string;
}

function Row({ row, benchmark, metric }: RowProps) {
  const { rankBest, rankWorst, value, interval } = row;
  const training = trainingOf(row);
  return (
    <tr className={row.checkpoint ? 'measured' : 'reported'}>
      <td className="number">{rankBest === rankWorst ? rankBest : `${rankBest}–${rankWorst}`}</td>
      <td>
        <Name row={row} />
        {training !== null && <CurveLink model={training} benchmark={benchmark} metric={metric} />}
      </td>
      <td className="number">{scoreText({ metric, value, sampling: interval })}</td>
      <td>
        <Voice row={row} />
      </td>
    </tr>
  );
}

function Name({ row: { checkpoint, record } }: { readonly row: LeaderboardRow }) {
  if (checkpoint) return <Link to={checkpointAddress(checkpoint.name)}>{checkpoint.name}</Link>;
  if (!record) return null;
  return <>{record.revision === null ? record.model : `${record.model}@${record.revision}`}</>;
}

/** The model whose training it is a step of. */
function trainingOf({ checkpoint, record }: LeaderboardRow): string | null {
  if (checkpoint)
    return (checkpoint.metadata?.step ?? null) === null ? null : (checkpoint.model?.name ?? null);
  return (record?.step ?? null) === null ? null : (record?.model ?? null);
}

/** Measured here with its level, or reported elsewhere with its source; never one for the other. */
function Voice({ row: { score, record, reported } }: { readonly row: LeaderboardRow }) {
  if (score)
    return <>{score.reproducibility ? `here: ${score.reproducibility.sentence}` : 'measured here'}</>;
  if (!record) return null;
  const shots = reported?.fewshot ?? null;
  return (
    <span className="quiet">
      reported by {sourceText(record.source)}
      {shots !== null && `, ${shots}-shot`}
    </span>
  );
}
