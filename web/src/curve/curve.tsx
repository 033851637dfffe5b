import { Link } from '../address.tsx';
import { countText } from '../text.ts';
import { scaleOf, type Placed, type Scale } from './scale.ts';

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** The value as it is told, with its interval. */
  readonly text: string;
  /** Who or what has it, and where that is; null where it has no page. */
  readonly name: string;
  readonly address: string | null;
  /** Whether it is what the page is about. */
  readonly isMarked: boolean;
}

interface CurveProps {
  /** What is drawn: `loss by step`. */
  readonly title: string;
  readonly ofValue: (value: number) => string;
  readonly points: readonly CurvePoint[];
}

/** Values of a training by step, drawn and as a table; whiskers are their intervals. */
export function Curve({ title, ofValue, points }: CurveProps) {
  const scale = scaleOf(points);
  return (
    <figure className="curve">
      <figcaption>
        {title}
        {scale.isLogarithmic && ', steps by powers'}
      </figcaption>
      <div className="curve-values" aria-hidden="true">
        <span>{ofValue(scale.values[1])}</span>
        <span>{ofValue(scale.values[0])}</span>
      </div>
      <Drawing scale={scale} points={points} />
      <div className="curve-steps" aria-hidden="true">
        <span>step {countText(scale.steps[0])}</span>
        <span>{countText(scale.steps[1])}</span>
      </div>
      <details>
        <summary>As a table</summary>
        <Table title={title} points={points} />
      </details>
    </figure>
  );
}

// The box is stretched to the room there is; strokes keep their width, so a point is a line without length.
function Drawing({ scale, points }: { readonly scale: Scale; readonly points: readonly CurvePoint[] }) {
  const placed = points.map((point) => scale.place(point));
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <polyline className="curve-line" points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {placed.map((place, i) => (
        <Point key={i} place={place} isMarked={points[i]?.isMarked ?? false} />
      ))}
    </svg>
  );
}

function Point({
  place: { x, y, low, high },
  isMarked,
}: {
  readonly place: Placed;
  readonly isMarked: boolean;
}) {
  return (
    <g>
      {low !== high && <line className="curve-whisker" x1={x} x2={x} y1={low} y2={high} />}
      <line className={isMarked ? 'curve-point marked' : 'curve-point'} x1={x} x2={x} y1={y} y2={y} />
    </g>
  );
}

function Table({ title, points }: { readonly title: string; readonly points: readonly CurvePoint[] }) {
  return (
    <div className="scrolled" tabIndex={0} role="group" aria-label={title}>
      <table>
        <thead>
          <tr>
            <th className="number">step</th>
            <th className="number">value</th>
            <th>of</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ step, text, name, address, isMarked }, i) => (
            <tr key={i} aria-current={isMarked || undefined}>
              <td className="number">{step.toLocaleString('en')}</td>
              <td className="number">{text}</td>
              <td>{address === null ? name : <Link to={address}>{name}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
