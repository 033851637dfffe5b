import { parseLicense } from '../../license/license-expression.ts';
import type { Resolvers } from '../generated/schema-types.ts';

export const license: Resolvers = {
  Checkpoint: {
    license: (checkpoint) => (checkpoint.license === null ? null : parseLicense(checkpoint.license)),
  },
};
