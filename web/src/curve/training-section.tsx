import { checkpointAddress } from '../address.tsx';
import { pageSeries } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Section } from '../parts/section.tsx';
import { Curve, type CurvePoint } from './curve.tsx';

interface TrainingSectionProps {
  readonly reference: string;
  readonly digest: string | null;
}

/** The loss of a model's checkpoints by step, where at least two tell both; the one shown is marked. */
export function TrainingSection({ reference, digest: shown }: TrainingSectionProps) {
  const [{ data }] = useAnswer(pageSeries, { reference });
  const series = data?.checkpoint?.model?.series;
  const points = (series?.nodes ?? []).flatMap(({ digest, name, metadata }): CurvePoint[] => {
    const { step = null, loss = null } = metadata ?? {};
    if (step === null || loss === null) return [];
    const address = digest === null ? null : checkpointAddress(digest);
    return [
      { step, value: Number(loss), interval: null, text: loss, name, address, isMarked: digest === shown },
    ];
  });
  if (points.length < 2) return null;
  return (
    <Section title="The training so far" aside={<span className="quiet">as recorded</span>}>
      <Curve title="loss by step" ofValue={lossText} points={points} />
      {series?.pageInfo.hasNextPage && (
        <p className="quiet small">the first {series.nodes.length} checkpoints</p>
      )}
    </Section>
  );
}

function lossText(loss: number): string {
  return String(Number(loss.toPrecision(4)));
}
