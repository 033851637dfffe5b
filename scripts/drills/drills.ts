import type { Drill } from './drill.ts';
import { parserFuzz } from './t4-parser-fuzz.ts';
import { externalData } from './t6-external-data.ts';

/** Every drill, by the row of the threat table that it answers. */
export const drills: readonly Drill[] = [parserFuzz, externalData];
