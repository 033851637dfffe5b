import { leaderboardAddress, Link } from '../address.tsx';
import { pageBenchmarks } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { countText } from '../text.ts';

/** Datasets that something here is measured on, and what others report on. */
export function BenchmarkList() {
  const [{ data, error }, ask] = useAnswer(pageBenchmarks, { search: '' });
  if (error) return <Failure error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading what="the benchmarks" />;
  return (
    <article className="leaderboard">
      <h1>Benchmarks</h1>
      {data.benchmarks.length === 0 && (
        <Empty title="Nothing is measured here yet, and nobody reports anything" />
      )}
      <ul>
        {data.benchmarks.map(({ name, metric, hardship, isMeasuredHere, results, models }) => (
          <li key={`${name}/${metric}/${hardship}`}>
            <Link to={leaderboardAddress(name, metric, hardship)}>{name}</Link>, {metric}
            {hardship && `, ${hardship}`}{' '}
            <span className="quiet small">
              {countText(results)} values of {countText(models)} models
              {isMeasuredHere ? ', measured here' : ', reported'}
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
