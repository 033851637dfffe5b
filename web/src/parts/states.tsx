import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Link } from '../address.tsx';

export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="state loading" role="status">
      Reading {what}…
    </p>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function NotFound({ reference }: { readonly reference: string }) {
  return (
    <div className="state">
      <h1>No such checkpoint here</h1>
      <p>
        This hub has nothing under <code>{reference}</code>. It may have another name, or live on another hub.
      </p>
      <p>
        <Link to="/">See what was published here</Link>
      </p>
    </div>
  );
}

export function Nowhere({ what }: { readonly what: string }) {
  return (
    <div className="state">
      <h1>There is nothing here</h1>
      <p>
        This hub has no <code>{what}</code>.
      </p>
      <p>
        <Link to="/">See what was published here</Link>
      </p>
    </div>
  );
}

interface FailureProps {
  readonly error: CombinedError;
  readonly onRetry: () => void;
}

/** A hub that doesn't answer, and a hub that answers with a coded error, are two different things. */
export function Failure({ error, onRetry }: FailureProps) {
  const [answered] = error.graphQLErrors;
  const facts = answered?.extensions ?? {};
  return (
    <div className="state failure" role="alert">
      <h2>{answered ? 'The hub refused' : 'The hub doesn’t answer'}</h2>
      <p>
        {answered
          ? answered.message
          : 'It may be starting, stopped, or out of reach. What you see may be out of date.'}
      </p>
      <dl className="facts">
        {['expected', 'received', 'remedy', 'code'].map((name) =>
          typeof facts[name] === 'string' ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{facts[name]}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
