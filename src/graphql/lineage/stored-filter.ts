import { LEVELS } from '../../evaluation/level.ts';
import type { CheckpointFilter as StoredFilter } from '../../store/queries/checkpoint-filter.ts';
import type { CheckpointFilter } from '../generated/schema-types.ts';

/** A filter as the store knows it: levels are numbers there, RX below all others. */
export function storedFilter({ minLevel, ...filter }: CheckpointFilter): StoredFilter {
  return { ...filter, minLevel: minLevel ? LEVELS.indexOf(minLevel) - 1 : null };
}
