import type { BiasReport } from '../generated/operations.ts';
import { intervalText, percentText } from '../text.ts';

interface RateBarsProps {
  readonly attribute: string;
  readonly groups: BiasReport['groups'];
}

/** A bar a group from 0 to 100 %, with the Wilson interval drawn over its end; n is always said. */
export function RateBars({ attribute, groups }: RateBarsProps) {
  return (
    <figure className="rates">
      <figcaption>by {attribute}; rate with 95 % Wilson interval</figcaption>
      <ul>
        {groups.map(({ name, items, rate, interval }) => (
          <li key={name}>
            <span className="rate-name">{name}</span>
            {rate === null ? (
              <span className="rate-undefined">undefined</span>
            ) : (
              <RateBar rate={rate} interval={interval} />
            )}
            <span className="rate-text">
              {rate !== null && <strong>{percentText(rate)}</strong>}{' '}
              <span className="quiet">
                {rate !== null && interval && `${intervalText(interval)} · `}n = {items.toLocaleString('en')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function RateBar({
  rate,
  interval,
}: { readonly rate: number } & Pick<BiasReport['groups'][number], 'interval'>) {
  const x = (share: number) => `${share * 100}%`;
  return (
    <svg className="rate-bar" aria-hidden="true" height="16">
      <rect className="track" width="100%" y="4" height="8" rx="2" />
      <rect className="bar" width={x(rate)} y="4" height="8" rx="2" />
      {interval && (
        <g className="whisker">
          <line x1={x(interval.low)} x2={x(interval.high)} y1="8" y2="8" />
          <line x1={x(interval.low)} x2={x(interval.low)} y1="2" y2="14" />
          <line x1={x(interval.high)} x2={x(interval.high)} y1="2" y2="14" />
        </g>
      )}
    </svg>
  );
}
