import { parseLicense, type LicenseExpression } from '../../license/license-expression.ts';
import { Recent } from '../execution/recent.ts';
import type { Resolvers } from '../generated/schema-types.ts';

export const license: Resolvers = {
  Checkpoint: {
    license: (checkpoint) => (checkpoint.license === null ? null : readLicense(checkpoint.license)),
  },
};

// Millions of checkpoints have a few hundred licenses; reading one takes longer than finding a row.
const known = new Recent<LicenseExpression>(1000);

function readLicense(declared: string): LicenseExpression {
  const found = known.get(declared) ?? parseLicense(declared);
  known.set(declared, found);
  return found;
}
