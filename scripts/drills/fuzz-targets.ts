import { formatTargets } from './fuzz-formats.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { recordTargets } from './fuzz-records.ts';

/** Whatever reads bytes that a stranger sent. */
export const fuzzTargets: readonly FuzzTarget[] = [...formatTargets, ...recordTargets];
