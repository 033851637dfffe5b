import { curveAddress, Link } from '../address.tsx';

interface CurveLinkProps {
  readonly model: string;
  readonly benchmark: string;
  readonly metric: string;
}

/** Beside a value of one step: to those of all steps. */
export function CurveLink({ model, benchmark, metric }: CurveLinkProps) {
  return (
    <>
      {' '}
      <Link className="small" to={curveAddress(model, benchmark, metric)}>
        curve
      </Link>
    </>
  );
}
