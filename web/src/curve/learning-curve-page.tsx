import { checkpointAddress, leaderboardAddress, Link } from '../address.tsx';
import { pageLearningCurve, type LearningPoint } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { scoreText, sourceText } from '../text.ts';
import { Curve, type CurvePoint } from './curve.tsx';

interface PageProps {
  readonly model: string;
  readonly benchmark: string;
  readonly metric: string;
}

/** What one training scored on one benchmark, step by step. */
export function LearningCurvePage({ model, benchmark, metric }: PageProps) {
  return (
    <article className="leaderboard">
      <h1>{benchmark}</h1>
      <p className="quiet">
        What {model} had learned of it, by {metric}.
      </p>
      <Points model={model} benchmark={benchmark} metric={metric} />
      <p>
        <Link to={leaderboardAddress(benchmark, metric)}>Everybody’s values</Link>
      </p>
    </article>
  );
}

function Points(asked: PageProps) {
  const [{ data, error }, ask] = useAnswer(pageLearningCurve, { ...asked });
  if (error) return <Failure error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading what="the learning curve" />;
  const { points } = data.learningCurve;
  if (points.length === 0) return <Empty title="No step of it has a value" />;
  const { metric } = asked;
  const ofValue = (value: number) => scoreText({ metric, value, sampling: null });
  const title = `${metric} by step, with 95 % intervals`;
  return <Curve title={title} ofValue={ofValue} points={points.map((point) => pointOf(metric, point))} />;
}

function pointOf(metric: string, { step, value, interval, checkpoint, record }: LearningPoint): CurvePoint {
  const text = scoreText({ metric, value, sampling: interval });
  const reported = record ? `reported by ${sourceText(record.source)}` : '';
  return {
    step,
    value,
    interval,
    text,
    name: checkpoint?.name ?? reported,
    address: checkpoint ? checkpointAddress(checkpoint.name) : null,
    isMarked: false,
  };
}
