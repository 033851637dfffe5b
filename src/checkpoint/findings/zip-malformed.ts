import type { Rule } from './rule.ts';

/** A ZIP archive that two readers could read as two different ones, or a bomb. Raised by the reader. */
export const zipMalformed = {
  id: 'CHECKPOINT_ZIP_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'write the archive again with torch.save or numpy.savez, and add nothing to it',
} as const satisfies Rule;
