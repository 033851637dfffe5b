import type { Rule } from './rule.ts';

/** HDF5 that reaches out: links and data in other files, filters that are plugins. Raised by the reader. */
export const hdf5External = {
  id: 'CHECKPOINT_HDF5_EXTERNAL',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'copy everything into one file without links, with no filter or with gzip',
} as const satisfies Rule;
