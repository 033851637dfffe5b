import type { Drill } from './drill.ts';
import { maliciousPickles } from './t1-malicious-pickles.ts';
import { benignFiles } from './t2-benign-files.ts';
import { unpicklerDifferential } from './t3-unpickler-differential.ts';
import { swarmMany } from './swarm-many.ts';
import { chatTemplates } from './t34-chat-templates.ts';
import { parserFuzz } from './t4-parser-fuzz.ts';
import { headerBombs } from './t5-header-bombs.ts';
import { externalData } from './t6-external-data.ts';
import { loopbackOnly } from './t8-loopback-only.ts';

/** Every drill, by the row of the threat table that it answers. */
export const drills: readonly Drill[] = [
  maliciousPickles,
  benignFiles,
  unpicklerDifferential,
  parserFuzz,
  headerBombs,
  externalData,
  loopbackOnly,
  chatTemplates,
  swarmMany,
];
