import { advisoryAddress, Link, checkpointAddress } from '../address.tsx';
import type { AdvisoryReach } from '../generated/operations.ts';
import { wordText } from '../text.ts';

/** One advisory that reaches the checkpoint: how bad, what, from where, and what to do. */
export function AdvisoryLine({ reach }: { readonly reach: AdvisoryReach }) {
  const { advisory, isInherited, depth, through } = reach;
  const isBad = advisory.severity === 'HIGH' || advisory.severity === 'CRITICAL';
  return (
    <span className={`warning ${isBad ? 'bad' : ''}`}>
      <span aria-hidden="true">⚠ </span>
      <Link to={advisoryAddress(advisory.logIndex)}>advisory {advisory.logIndex}</Link>,{' '}
      {wordText(advisory.severity)}: {advisory.title}
      {isInherited && (
        <span className="from">
          {' '}
          inherited from <Link to={checkpointAddress(through.name)}>{through.name}</Link>,{' '}
          {depth === 1 ? 'its parent' : `${depth} generations up`}
        </span>
      )}
      {advisory.remedy !== null && <span className="from"> → {advisory.remedy}</span>}
    </span>
  );
}
