import type { Rule } from './rule.ts';

/** A file that the HDF5 library itself refuses, or whose parts don't fit together. Raised by the reader. */
export const hdf5Malformed = {
  id: 'CHECKPOINT_HDF5_MALFORMED',
  severity: 'ERROR',
  effect: 'REJECT',
  remedy: 'save the model again with h5py or Keras, or fetch the file again',
} as const satisfies Rule;
