import type { StatementKind } from '../../attestation/predicates.ts';
import type { Statement } from '../../attestation/statement.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from './accept-statement.ts';

/** Reads and checks all that a statement needs, and answers what it will change. */
export type Project<Kind extends StatementKind, Outcome> = (
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<Kind>,
) => Promise<Projection<Outcome>>;
